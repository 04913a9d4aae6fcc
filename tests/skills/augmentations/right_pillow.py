"""Right augmentations of pictures of Pillow, as in a pipeline of torchvision."""

import random

import numpy as np
from PIL import Image, ImageOps


class RandomHorizontalFlip:
    def __init__(self, p=0.5):
        self.p = p

    def __call__(self, img):
        if random.random() < self.p:
            return ImageOps.mirror(img)
        return img


def random_crop(img, size):
    w, h = img.size
    th, tw = size
    left, top = random.randint(0, w - tw), random.randint(0, h - th)
    return img.crop((left, top, left + tw, top + th))


def random_rotate(image, max_angle=15):
    angle = random.uniform(-max_angle, max_angle)
    return np.asarray(Image.fromarray(image).rotate(angle))
