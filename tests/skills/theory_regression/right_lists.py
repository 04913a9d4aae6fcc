def mse_gradient(X, y, w):
    n, d = len(X), len(w)
    grad = [0.0] * d
    for i in range(n):
        pred = sum(w[j] * X[i][j] for j in range(d))
        for j in range(d):
            grad[j] += 2 * (pred - y[i]) * X[i][j] / n
    return grad


def solve(A, b):
    n = len(b)
    M = [list(row) + [b[i]] for i, row in enumerate(A)]
    for c in range(n):
        p = max(range(c, n), key=lambda r: abs(M[r][c]))
        if abs(M[p][c]) < 1e-12:
            raise ValueError("singular matrix")
        M[c], M[p] = M[p], M[c]
        for r in range(n):
            if r != c:
                f = M[r][c] / M[c][c]
                M[r] = [a - f * e for a, e in zip(M[r], M[c])]
    return [M[i][n] / M[i][i] for i in range(n)]


def normal_equation(X, y):
    d = len(X[0])
    xtx = [[sum(row[i] * row[j] for row in X) for j in range(d)] for i in range(d)]
    xty = [sum(row[i] * t for row, t in zip(X, y)) for i in range(d)]
    return solve(xtx, xty)
