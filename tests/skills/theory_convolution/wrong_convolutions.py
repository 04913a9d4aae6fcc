import numpy as np


def short(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh, image.shape[1] - kw))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return out


def flipped_once(image, kernel):
    k = kernel[::-1]
    kh, kw = k.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * k)
    return out


def averaged(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.mean(image[i : i + kh, j : j + kw] * kernel)
    return out


def clipped(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return np.clip(out, 0, 255)


def border_of_zeros(image, kernel):
    out = np.zeros_like(image)
    e = kernel.shape[0] // 2
    for i in range(e, image.shape[0] - e):
        for j in range(e, image.shape[1] - e):
            out[i, j] = np.sum(image[i - e : i + e + 1, j - e : j + e + 1] * kernel)
    return out


def indices_exchanged(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for a in range(kh):
                for b in range(kw):
                    out[i, j] += image[i + a, j + b] * kernel[b, a]
    return out


def short_1d(x, w):
    return np.array([np.dot(x[i : i + len(w)], w) for i in range(len(x) - len(w))])


def averaged_1d(x, w):
    return np.array([np.mean(x[i : i + len(w)] * w) for i in range(len(x) - len(w) + 1)])


def zeros_at_the_ends(x, w):
    out = np.zeros(len(x))
    e = len(w) // 2
    for i in range(e, len(x) - e):
        out[i] = np.dot(x[i - e : i + e + 1], w)
    return out
