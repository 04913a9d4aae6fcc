# Numbers only, plain Python.
import math


def leaky_relu(x, a=0.1):
    if x > 0:
        return x
    return a * x


def leaky_relu_prime(x, a=0.1):
    return 1 if x > 0 else a


def relu(x):
    return max(0, x)


def d_relu(x):
    return 1 if x > 0 else 0


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def sigmoid_derivative(a):
    return a * (1 - a)


def elu(x, alpha=1):
    return x if x >= 0 else alpha * (math.exp(x) - 1)


def softmax(scores):
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / sum(powers) for power in powers]
