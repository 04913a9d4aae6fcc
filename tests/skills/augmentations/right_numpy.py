import random

import numpy as np
from scipy import ndimage


def random_flip(image, p=0.5):
    if random.random() < p:
        return np.fliplr(image)
    return image


def flip_both_ways(img):
    if np.random.rand() > 0.5:
        img = img[:, ::-1]
    if np.random.rand() > 0.5:
        img = img[::-1]
    return img


class RandomHorizontalFlip:
    def __init__(self, p=0.5):
        self.p = p

    def __call__(self, img):
        return img[:, ::-1, :].copy() if np.random.rand() < self.p else img


def seeded_flip(image, p=0.5, seed=None):
    rng = np.random.default_rng(seed)
    return np.flip(image, axis=1) if rng.random() < p else image


def on_lists(image, p=0.5):
    if random.random() >= p:
        return image
    return [row[::-1] for row in image]


def random_crop(img, crop_h, crop_w):
    h, w = img.shape[:2]
    top = np.random.randint(0, h - crop_h + 1)
    left = np.random.randint(0, w - crop_w + 1)
    return img[top : top + crop_h, left : left + crop_w]


class RandomCrop:
    def __init__(self, size):
        self.size = size

    def __call__(self, image):
        th, tw = self.size
        i = random.randint(0, image.shape[0] - th)
        j = random.randint(0, image.shape[1] - tw)
        return image[i : i + th, j : j + tw, :]


def rotate_quarter(image):
    return np.rot90(image, k=np.random.randint(4))


def rotate_smoothly(image, max_angle=30):
    return ndimage.rotate(image, np.random.uniform(-max_angle, max_angle), reshape=False, order=1)


class RandomRotation:
    def __init__(self, degrees, seed=None):
        self.degrees, self.rng = degrees, np.random.default_rng(seed)

    def __call__(self, img):
        angle = self.rng.uniform(-self.degrees, self.degrees)
        return ndimage.rotate(img, angle, axes=(1, 0), reshape=False, mode="nearest")


def add_gaussian_noise(image, mean=0.0, sigma=0.1):
    noise = np.random.normal(mean, sigma, image.shape)
    return np.clip(image + noise, 0.0, 1.0)


def inject_noise(data, noise_factor):
    return data + noise_factor * np.random.randn(*data.shape)


class Jitter:
    def __init__(self, amount=0.05, seed=0):
        self.amount, self.rng = amount, np.random.RandomState(seed)

    def __call__(self, x):
        return x + self.rng.uniform(-self.amount, self.amount, size=x.shape)


def time_shift(x, shift_max=10):
    return np.roll(x, np.random.randint(-shift_max, shift_max + 1))


def shift_with_silence(audio, max_shift):
    by = random.randint(-max_shift, max_shift)
    result = np.zeros_like(audio)
    if by > 0:
        result[by:] = audio[:-by]
    elif by < 0:
        result[:by] = audio[-by:]
    else:
        result[:] = audio
    return result


def shift_list(signal):
    k = random.randrange(len(signal))
    return signal[-k:] + signal[:-k]
