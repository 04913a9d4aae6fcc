import math

import numpy as np


def normalize(X_train, X_test):
    mean = X_train.mean(axis=0)
    std = X_train.std(axis=0)
    std[std == 0] = 1.0
    return (X_train - mean) / std, (X_test - mean) / std


def only_test(train, test):
    low, high = train.min(axis=0), train.max(axis=0)
    return (test - low) / np.maximum(high - low, 1e-12)


def on_lists(train, test):
    result = [[0.0] * len(train[0]) for _ in test]
    for j in range(len(train[0])):
        column = [row[j] for row in train]
        mean = sum(column) / len(column)
        std = math.sqrt(sum((v - mean) ** 2 for v in column) / (len(column) - 1)) or 1.0
        for i, row in enumerate(test):
            result[i][j] = (row[j] - mean) / std
    return result


def rescale_images(images):
    return images.astype("float32") / 255.0


def normalize_image(img):
    return (np.asarray(img, dtype=np.float32) - 127.5) / 127.5


class Rescale:
    def __init__(self, factor=1 / 255):
        self.factor = factor

    def __call__(self, x):
        return x * self.factor
