"""Functions on arrays of whichever module follows the standard."""
import array_api_strict as xp


def leaky_relu(x, slope=0.01):
    return xp.where(x > 0, x, slope * x)


def sigmoid(x):
    xp = x.__array_namespace__()
    return 1 / (1 + xp.exp(-x))


def softmax(z):
    powers = xp.exp(z - xp.max(z, axis=-1, keepdims=True))
    return powers / xp.sum(powers, axis=-1, keepdims=True)


def dense(x, w, b):
    return xp.matmul(x, w) + b


def relu(x):
    """Wrong: the minimum."""
    return xp.minimum(x, xp.zeros_like(x))
