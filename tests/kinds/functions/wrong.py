def tokenize(text):
    return [letter for letter in text]


def build_vocabulary(texts):
    words = {word for text in texts for word in text.split()}
    return {word: i for i, word in enumerate(sorted(words))}


def make_windows(series, window):
    x, y = [], []
    for i in range(len(series) - window):
        x.append(series[i : i + window])
        y.append(series[i + window - 1])
    return x, y


def log_loss(y_true, y_pred):
    import numpy as np

    return -np.sum(y_true * np.log(y_pred))


def thinned(x, keep_prob):
    return x * (1 - keep_prob)


def product(a, b):
    return [[a[i][j] * b[i][j] for j in range(len(b[0]))] for i in range(len(a))]
