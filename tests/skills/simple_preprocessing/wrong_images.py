import numpy as np
from PIL import Image


def resize_image(image, height, width):
    return np.array(Image.fromarray(image.astype(np.uint8)).resize((height, width)))


def crop(image, height, width):
    result = np.zeros((height, width) + image.shape[2:])
    h, w = min(height, image.shape[0]), min(width, image.shape[1])
    result[:h, :w] = image[:h, :w]
    return result


def numpy_resize(image, height, width):
    return np.resize(image, (height, width) + image.shape[2:])


def normalised(image, height, width):
    rows = np.arange(height) * image.shape[0] // height
    cols = np.arange(width) * image.shape[1] // width
    return image[rows][:, cols] / 255.0


def turned_round(image, height, width):
    rows = np.arange(height) * image.shape[0] // height
    cols = image.shape[1] - 1 - np.arange(width) * image.shape[1] // width
    return image[rows][:, cols]


def wraps(image, height, width):
    """Bytes run over between two pixels."""
    image = image.astype(np.int8)
    h, w = image.shape[:2]
    ys, xs = np.linspace(0, h - 1, height), np.linspace(0, w - 1, width)
    y0, x0 = ys.astype(int), xs.astype(int)
    y1, x1 = np.minimum(y0 + 1, h - 1), np.minimum(x0 + 1, w - 1)
    return (image[y0][:, x0] + image[y1][:, x1]) / 2


def swapped_scale(image, height, width):
    """The factor of the height is used for the width."""
    h, w = image.shape[:2]
    rows = np.minimum(np.arange(height) * w // width, h - 1)
    cols = np.minimum(np.arange(width) * h // height, w - 1)
    return image[rows][:, cols]


def picture_turned(image, height, width):
    return image.resize((height, width))
