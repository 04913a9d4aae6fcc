import numpy as np
from PIL import Image


def resize_with_pillow(img, size):
    return np.array(Image.fromarray(img).resize(size))


def resize_lanczos(img, new_h, new_w):
    picture = Image.fromarray(img.astype(np.uint8))
    return np.asarray(picture.resize((new_w, new_h), Image.LANCZOS))


def picture_to_picture(image, height, width):
    return image.resize((width, height), Image.BILINEAR)


class Resize:
    def __init__(self, size):
        self.size = size

    def __call__(self, img):
        height, width = self.size
        return img.resize((width, height))


class Scale:
    def __init__(self, size):
        self.size = size

    def __call__(self, img):
        return img.resize(self.size)
