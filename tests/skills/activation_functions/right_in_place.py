# In place, in float32, with matrices, and one-dimensional only.
import numpy as np


def relu(x):
    x[x < 0] = 0
    return x


def sigmoid(x):
    x = np.asarray(x, dtype=np.float32)
    return 1 / (1 + np.exp(-x))


def leaky_relu(x, leak=0.2):
    pos = 0.5 * (1 + leak)
    neg = 0.5 * (1 - leak)
    return pos * x + neg * abs(x)


def softmax(x):
    """Compute softmax values for each set of scores in x."""
    e_x = np.exp(x - np.max(x))
    return e_x / e_x.sum()


def tanh(x):
    return np.matrix((np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)))
