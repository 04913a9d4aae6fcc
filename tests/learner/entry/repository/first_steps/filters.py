import numpy as np


def convolve2d(image, kernel):
    """Slide the turned kernel over the image, where all of it fits."""
    kernel = kernel[::-1, ::-1]
    rows = image.shape[0] - kernel.shape[0] + 1
    columns = image.shape[1] - kernel.shape[1] + 1
    result = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = image[i : i + kernel.shape[0], j : j + kernel.shape[1]]
            result[i, j] = np.sum(window * kernel)
    return result
