import random

import numpy as np


def flips_colours(image, p=0.5):
    return image[:, :, ::-1] if random.random() < p else image


def rolls(image, p=0.5):
    return np.roll(image[:, ::-1], 1, axis=1) if random.random() < p else image


def other_way(image, p=0.5):
    return image[:, ::-1] if random.random() > p else image


def never(image, p=0.5):
    return image


def always(image, p=0.5):
    return image[:, ::-1]


def in_place(image, p=0.5):
    if random.random() < p:
        image[:] = image[:, ::-1].copy()
    return image


def ignores_its_seed(image, p=0.5, seed=None):
    return image[:, ::-1] if random.random() < p else image


def flips_all(image, p=0.5):
    return np.flip(image) if random.random() < p else image


def corner(img, height, width):
    return img[:height, :width]


def centre(img, height, width):
    top, left = (img.shape[0] - height) // 2, (img.shape[1] - width) // 2
    return img[top : top + height, left : left + width]


def random_pixels(img, height, width):
    rows = np.random.choice(img.shape[0], height, replace=False)
    columns = np.random.choice(img.shape[1], width, replace=False)
    return img[rows][:, columns]


def one_too_many(img, height, width):
    top, left = np.random.randint(0, img.shape[0] - height), np.random.randint(0, img.shape[1] - width)
    return img[top : top + height + 1, left : left + width]


def transposes(image):
    return image.transpose(1, 0, 2) if random.random() < 0.5 else image


def always_a_quarter(image):
    return np.rot90(image)


def beyond(image, degrees=10):
    from scipy.ndimage import rotate

    return rotate(image, random.uniform(-180, 180), reshape=False, order=1)


def seed_in_vain(image, seed=0):
    return np.rot90(image, np.random.randint(4))


def one_number(x, std=0.1):
    return x + np.random.normal(0, std)


def positive(x, std=0.1):
    return x + std * np.random.rand(*x.shape)


def squared(x, std=0.1):
    return x + np.random.normal(0, std**2, x.shape)


def changes_it(x, std=0.1):
    x += np.random.normal(0, std, x.shape)
    return x


def same_noise(x, std=0.1):
    return x + np.random.default_rng(42).normal(0, std, x.shape)


def shuffles(x):
    return np.random.permutation(x)


def too_far(x, max_shift=3):
    return np.roll(x, np.random.randint(-15, 15))


def always_by_the_limit(x, max_shift):
    return np.roll(x, max_shift)


def shortens(x, max_shift):
    return x[np.random.randint(1, max_shift + 1) :]


def shifts_in_place(x, max_shift):
    x[:] = np.roll(x, np.random.randint(1, max_shift + 1))
    return x


def sums_beyond_one(x, y, alpha=1.0):
    lam, index = np.random.beta(alpha, alpha), np.random.permutation(len(x))
    return lam * x + lam * x[index] + x, lam * y + (1 - lam) * y[index]


def keeps_labels(x, y, alpha=1.0):
    lam, index = np.random.beta(alpha, alpha), np.random.permutation(len(x))
    return lam * x + (1 - lam) * x[index], y


def exchanged_shares(x, y, alpha=1.0):
    lam, index = np.random.beta(alpha, alpha), np.random.permutation(len(x))
    return lam * x + (1 - lam) * x[index], (1 - lam) * y + lam * y[index]


def two_permutations(x, y, alpha=1.0):
    lam = np.random.beta(alpha, alpha)
    return (
        lam * x + (1 - lam) * x[np.random.permutation(len(x))],
        lam * y + (1 - lam) * y[np.random.permutation(len(y))],
    )


def erases_in_place(image):
    top, left = np.random.randint(0, 5, 2)
    image[top : top + 4, left : left + 4] = 0
    return image


def salt(image):
    return image * (np.random.rand(*image.shape[:2], 1) > 0.3)


def crops(image):
    return image[np.random.randint(1, 4) :]


def one_place(image):
    image = image.copy()
    image[2:5, 2:5] = 0
    return image


def keeps_with_p(words, p=0.1):
    return " ".join(word for word in words.split() if random.random() < p)


def samples_words(words, p=0.2):
    words = words.split()
    return random.sample(words, int(len(words) * (1 - p)))


def letters(text, p=0.2):
    return "".join(letter for letter in text if random.random() > p / 4)


def none_dropped(words, p=0.2):
    return " ".join(words.split())


def first_ones(words, p=0.2):
    words = words.split()
    return words[int(p * len(words)) :]


def noise_without_turning(image):
    return np.clip(image + np.random.randint(0, 3, image.shape), 0, 255)
