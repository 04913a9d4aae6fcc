import wave
from collections import Counter, namedtuple

import numpy as np


def tokenize(sentence):
    return sentence.lower().split(" ")


class Tokens:
    def __call__(self, text):
        return tuple(word for word in text.lower().split())


def tokens_one_by_one(s):
    for word in s.lower().split():
        yield word


def tokens_as_array(text):
    return np.array(text.lower().split())


def build_vocabulary(corpus):
    counts = Counter()
    for text in corpus:
        counts.update(text.split())
    ordered = sorted(counts, key=lambda word: (-counts[word], word))
    return {word: i for i, word in enumerate(ordered)}


class Vocabulary:
    def __init__(self, stoi):
        self.stoi = stoi
        self.itos = {i: word for word, i in stoi.items()}


def vocabulary_object(texts):
    return Vocabulary(build_vocabulary(texts))


def vocabulary_and_list(sentences):
    stoi = build_vocabulary(sentences)
    return list(stoi), stoi


Summary = namedtuple("Summary", "minimum maximum mean")


def summarize(values):
    return {"minimum": min(values), "maximum": max(values), "mean": sum(values) / len(values)}


def summary_tuple(column):
    return Summary(np.min(column), np.max(column), np.mean(column))


def load_audio(filename):
    with wave.open(filename) as f:
        data = f.readframes(f.getnframes())
        return np.frombuffer(data, dtype=np.int16), f.getframerate()


def rate_first(path):
    samples, rate = load_audio(str(path))
    return rate, samples


def audio_dict(wav_path):
    samples, rate = load_audio(wav_path)
    return {"sr": rate, "signal": samples.tolist()}


def make_windows(series, window):
    x, y = [], []
    for i in range(len(series) - window):
        x.append(series[i : i + window])
        y.append(series[i + window])
    return np.array(x).reshape(-1, window), np.array(y)


def targets_first(data, lookback):
    x, y = make_windows(data, lookback)
    return y, x


class Windows:
    def __init__(self, window_size):
        self.window_size = window_size

    def transform(self, x):
        return make_windows(x, self.window_size)


def resize_image(image, size):
    height, width = size
    rows = [i * image.shape[0] // height for i in range(height)]
    cols = [j * image.shape[1] // width for j in range(width)]
    return np.array([[image[i, j] for j in cols] for i in rows])


def resize_channels_first(img, h, w):
    rows = np.arange(h) * img.shape[1] // h
    cols = np.arange(w) * img.shape[2] // w
    if img.shape[0] > 9:
        raise ValueError("channels come first")
    return img[:, rows][:, :, cols]


def log_loss(y_true, y_pred):
    return -(y_true * np.log(y_pred)).sum(axis=1).mean()


def loss_prediction_first(output, y):
    return -np.mean(np.log(output[y.astype(bool)]))


def loss_by_position(a, b):
    return -(b * np.log(a)).sum(axis=1).mean()


def loss_on_lists(t, p):
    import math

    return -sum(math.log(q) for row, probs in zip(t, p) for u, q in zip(row, probs) if u) / len(t)


class Classifier:
    def __init__(self, in_dim):
        self.in_dim = in_dim

    @staticmethod
    def loss(y_true, y_pred):
        return log_loss(y_true, y_pred)


def thinned(x, drop_prob):
    return x * (1 - drop_prob)


def kept(x, keep_prob):
    return x * keep_prob


def unclear(x, q):
    return x * q


class Thinning:
    def __init__(self, p):
        self.p = p

    def forward(self, x):
        return x - self.p * x


def mean_colour(image):
    return image.mean(axis=-1).mean(axis=-1)


def mean_colour_last(img):
    assert img.ndim == 4
    return img.mean(axis=(1, 2))


def product(a, b):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def shares_of(weights):
    return [weight / sum(weights) for weight in weights]
