# Plain nested lists, and a slope that can't be chosen.
from math import exp


def leaky_relu(values):
    return [[v if v > 0 else 0.01 * v for v in row] for row in values]


def sigmoid(vector):
    return [1 / (1 + exp(-v)) for v in vector]


def swish(x):
    return [v * s for v, s in zip(x, sigmoid(x))]


def relu(matrix):
    for i in range(len(matrix)):
        for j in range(len(matrix[0])):
            matrix[i][j] = max(0, matrix[i][j])
