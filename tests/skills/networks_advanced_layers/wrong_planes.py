import numpy as np


def max_pool(img, k=2, s=2):
    h, w = (img.shape[0] - k) // s + 1, (img.shape[1] - k) // s + 1
    return np.array([[img[i * s, j * s] for j in range(w)] for i in range(h)])
