import numpy as np
from PIL import Image


def load_image(path):
    """Rows, columns, red, green and blue, from 0 to 1."""
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB")) / 255.0


def resize_image(image, height, width):
    """Take the pixel that lies below the middle of the new one."""
    rows = ((np.arange(height) + 0.5) * image.shape[0] / height).astype(int)
    columns = ((np.arange(width) + 0.5) * image.shape[1] / width).astype(int)
    return image[rows][:, columns]
