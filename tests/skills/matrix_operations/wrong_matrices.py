import numpy as np


def matmul_elementwise(a, b):
    return a * b


def matmul_swapped(a, b):
    return np.dot(b, a)


def matmul_second_transposed(a, b):
    return a @ b.T


def matmul_transposed(A, B):
    C = np.zeros((B.shape[1], A.shape[0]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            for k in range(A.shape[1]):
                C[j, i] += A[i, k] * B[k, j]
    return C


def matmul_overwrites(A, B):
    C = np.zeros((len(A), len(B[0])))
    for i in range(len(A)):
        for j in range(len(B[0])):
            for k in range(len(B)):
                C[i][j] = A[i][k] * B[k][j]
    return C


def matmul_short(A, B):
    C = np.zeros((len(A), len(B[0])))
    for i in range(len(A)):
        for j in range(len(B[0])):
            for k in range(len(B) - 1):
                C[i][j] += A[i][k] * B[k][j]
    return C


def transpose_reshape(a):
    return a.reshape(a.shape[1], a.shape[0])


def transpose_nothing(a):
    return a


def transpose_rotated(a):
    return np.rot90(a)


def transpose_zip_reversed(a):
    return [list(row) for row in zip(*a[::-1])]


def bias_zeros(x, w, b):
    return np.hstack([x, np.zeros((len(x), 1))]), np.vstack([w, b])


def bias_two_ends(x, w, b):
    return np.hstack([np.ones((len(x), 1)), x]), np.vstack([w, b])


def bias_ones_below(x, w, b):
    return np.hstack([x, np.ones((len(x), 1))]), np.vstack([w, np.ones(w.shape[1])])
