def matmul(A, B):
    rows, inner, cols = len(A), len(B), len(B[0])
    if len(A[0]) != inner:
        raise ValueError("shapes do not match")
    C = [[0 for _ in range(cols)] for _ in range(rows)]
    for i in range(rows):
        for j in range(cols):
            for k in range(inner):
                C[i][j] += A[i][k] * B[k][j]
    return C


def transpose(matrix):
    return [[row[i] for row in matrix] for i in range(len(matrix[0]))]


def zipped(m):
    return list(map(list, zip(*m)))


def bias_trick(X, W, b):
    X_aug = [row + [1] for row in X]
    W_aug = W + [b]
    return X_aug, W_aug


def lazy(a):
    return zip(*a)
