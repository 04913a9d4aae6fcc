import numpy as np


def resize_image(image, height, width):
    old_h, old_w = image.shape[:2]
    rows = np.arange(height) * old_h // height
    cols = np.arange(width) * old_w // width
    return image[rows[:, None], cols]


def bilinear_resize(image, new_height, new_width):
    """Corners stay corners."""
    h, w = image.shape[0], image.shape[1]
    ys = np.linspace(0, h - 1, new_height)
    xs = np.linspace(0, w - 1, new_width)
    y0, x0 = np.floor(ys).astype(int), np.floor(xs).astype(int)
    y1, x1 = np.minimum(y0 + 1, h - 1), np.minimum(x0 + 1, w - 1)
    wy, wx = ys - y0, xs - x0
    if image.ndim == 3:
        wy, wx = wy[:, None, None], wx[None, :, None]
    else:
        wy, wx = wy[:, None], wx[None, :]
    top = image[y0][:, x0] * (1 - wx) + image[y0][:, x1] * wx
    low = image[y1][:, x0] * (1 - wx) + image[y1][:, x1] * wx
    return top * (1 - wy) + low * wy


def on_lists(image, h, w):
    if isinstance(image, np.ndarray):
        raise TypeError("lists")
    return [[image[int(i * len(image) / h)][int(j * len(image[0]) / w)] for j in range(w)] for i in range(h)]


class Resize:
    def __init__(self, size):
        self.size = size

    def __call__(self, img):
        h, w = self.size
        rows = ((np.arange(h) + 0.5) * img.shape[0] / h).astype(int)
        cols = ((np.arange(w) + 0.5) * img.shape[1] / w).astype(int)
        return img[rows][:, cols]


def with_scipy(image, height, width):
    from scipy import ndimage

    factors = (height / image.shape[0], width / image.shape[1]) + (1,) * (image.ndim - 2)
    return ndimage.zoom(image, factors, order=1)


def always_three_axes(image, height, width):
    h, w, c = image.shape
    result = np.zeros((height, width, c))
    for i in range(height):
        for j in range(width):
            result[i, j] = image[int(i * h / height), int(j * w / width)]
    return result
