import numpy as np
from PIL import Image


def resize_with_pillow(img, size):
    return np.array(Image.fromarray(img).resize(size))


def resize_lanczos(img, new_h, new_w):
    picture = Image.fromarray(img.astype(np.uint8))
    return np.asarray(picture.resize((new_w, new_h), Image.LANCZOS))
