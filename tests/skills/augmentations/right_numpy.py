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


def mixup(x, y, alpha=0.2):
    lam = np.random.beta(alpha, alpha)
    index = np.random.permutation(len(x))
    return lam * x + (1 - lam) * x[index], lam * y + (1 - lam) * y[index]


class RandomErasing:
    def __init__(self, p=0.5, value=0):
        self.p, self.value = p, value

    def __call__(self, img):
        if random.random() > self.p:
            return img
        h, w = img.shape[:2]
        eh, ew = random.randint(1, h // 2), random.randint(1, w // 2)
        top, left = random.randint(0, h - eh), random.randint(0, w - ew)
        out = img.copy()
        out[top : top + eh, left : left + ew] = self.value
        return out


def cutout(image, size):
    h, w = image.shape[:2]
    y, x = np.random.randint(h), np.random.randint(w)
    image = np.array(image)
    image[max(y - size // 2, 0) : y + size // 2, max(x - size // 2, 0) : x + size // 2] = 0
    return image


def random_deletion(words, p):
    """Of a list of words; one at least stays."""
    kept = [word for word in words if random.uniform(0, 1) > p]
    return kept or [random.choice(words)]


def drop_words(sentence, rate=0.1, seed=None):
    rng = random.Random(seed)
    return " ".join(word for word in sentence.split() if rng.random() >= rate)


def with_unknown(text, p=0.1):
    return ["<unk>" if np.random.rand() < p else word for word in text.split()]
