import numpy as np
from scipy import ndimage, signal


def corr2d(X, K):
    """Of a famous book: what it calls convolution does not turn the kernel."""
    h, w = K.shape
    Y = np.zeros((X.shape[0] - h + 1, X.shape[1] - w + 1))
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + h, j : j + w] * K).sum()
    return Y


def convolve2d(image, kernel):
    """Same size, zeros around, kernel turned."""
    kernel = np.flipud(np.fliplr(kernel))
    output = np.zeros_like(image)
    pad_h, pad_w = kernel.shape[0] // 2, kernel.shape[1] // 2
    padded = np.pad(image, ((pad_h, pad_h), (pad_w, pad_w)))
    for x in range(image.shape[1]):
        for y in range(image.shape[0]):
            output[y, x] = (kernel * padded[y : y + kernel.shape[0], x : x + kernel.shape[1]]).sum()
    return output


def same_correlation(img, filt):
    k = filt.shape[0]
    p = k // 2
    padded = np.pad(img, p, mode="constant")
    out = np.empty(img.shape)
    for i in range(img.shape[0]):
        for j in range(img.shape[1]):
            out[i, j] = np.sum(padded[i : i + k, j : j + k] * filt)
    return out


def full(a, f):
    out = np.zeros((a.shape[0] + f.shape[0] - 1, a.shape[1] + f.shape[1] - 1))
    for i in range(f.shape[0]):
        for j in range(f.shape[1]):
            out[i : i + a.shape[0], j : j + a.shape[1]] += f[i, j] * a
    return out


def windows(image, kernel, stride=1, padding=0):
    if padding:
        image = np.pad(image, padding)
    view = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)[::stride, ::stride]
    return np.einsum("ijkl,kl->ij", view, kernel)


def conv2d(image, kernel, stride, padding):
    h = (image.shape[0] - kernel.shape[0] + 2 * padding) // stride + 1
    w = (image.shape[1] - kernel.shape[1] + 2 * padding) // stride + 1
    image = np.pad(image, padding)
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            patch = image[i * stride : i * stride + kernel.shape[0], j * stride : j * stride + kernel.shape[1]]
            out[i, j] = np.sum(patch * kernel)
    return out


def square_kernels_only(image, kernel):
    k = len(kernel)
    flipped = kernel[::-1, ::-1]
    return np.array(
        [
            [np.sum(image[i : i + k, j : j + k] * flipped) for j in range(image.shape[1] - k + 1)]
            for i in range(image.shape[0] - k + 1)
        ]
    )


def with_scipy(image, kernel):
    return signal.convolve2d(image, kernel, mode="same", boundary="fill")


def with_ndimage(image, kernel):
    return ndimage.correlate(image, kernel, mode="constant")


def through_fourier(image, kernel):
    shape = (image.shape[0] + kernel.shape[0] - 1, image.shape[1] + kernel.shape[1] - 1)
    return np.fft.irfft2(np.fft.rfft2(image, shape) * np.fft.rfft2(kernel, shape), shape)


def conv1d(x, w):
    n, k = len(x), len(w)
    w = w[::-1]
    return np.array([np.dot(x[i : i + k], w) for i in range(n - k + 1)])


def full_1d(f, g):
    out = np.zeros(len(f) + len(g) - 1)
    for i, a in enumerate(f):
        for j, b in enumerate(g):
            out[i + j] += a * b
    return out


def same_1d(signal, kernel):
    return np.correlate(np.pad(signal, len(kernel) // 2), kernel, "valid")


def border_repeated(image, kernel):
    m, n = kernel.shape
    padded = np.pad(image, ((m // 2, m // 2), (n // 2, n // 2)), mode="edge")
    out = np.zeros_like(image)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            out[i, j] = np.sum(padded[i : i + m, j : j + n] * kernel)
    return out


def ndimage_as_it_comes(image, kernel):
    return ndimage.convolve(image, kernel)


def with_a_mode(image, kernel, mode):
    return signal.correlate2d(image, kernel, mode=mode)
