"""Backward functions, as a course, a tutorial and a notebook write them."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward_propagation(X, parameters):
    W1, b1, W2, b2 = (parameters[k] for k in ("W1", "b1", "W2", "b2"))
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2, cache


def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2 = parameters["W2"]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(W2.T, dZ2) * (1 - np.power(A1, 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def ReLU(Z):
    return np.maximum(Z, 0)


def softmax(Z):
    e = np.exp(Z - np.max(Z, axis=0))
    return e / e.sum(axis=0)


def forward_prop(W1, b1, W2, b2, X):
    Z1 = W1.dot(X) + b1
    A1 = ReLU(Z1)
    Z2 = W2.dot(A1) + b2
    A2 = softmax(Z2)
    return Z1, A1, Z2, A2


def one_hot(Y):
    out = np.zeros((Y.size, Y.max() + 1))
    out[np.arange(Y.size), Y] = 1
    return out.T


def backward_prop(Z1, A1, Z2, A2, W1, W2, X, Y):
    dZ2 = A2 - one_hot(Y)
    dW2 = 1 / m * dZ2.dot(A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1)
    dZ1 = W2.T.dot(dZ2) * (Z1 > 0)
    dW1 = 1 / m * dZ1.dot(X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1)
    return dW1, db1, dW2, db2


def backprop(x, y, w1, b1, w2, b2):
    """Everything in one function: the loss, and the gradients of half the squared error."""
    z1 = x @ w1 + b1
    h = np.where(z1 > 0, z1, 0.01 * z1)
    out = h @ w2 + b2
    err = out - y
    loss = 0.5 * np.sum(err**2)
    dh = err @ w2.T
    dz1 = dh * np.where(z1 > 0, 1, 0.01)
    return loss, (x.T @ dz1, dz1.sum(0), h.T @ err, err.sum(0))


def network_gradients_of_lists(network, inputs, target):
    """Lists: a list of layers, one example at a time."""
    (w1, b1), (w2, b2) = network
    hidden = [float(sigmoid(sum(w * x for w, x in zip(row, inputs)) + b)) for row, b in zip(w1, b1)]
    outputs = [float(sigmoid(sum(w * h for w, h in zip(row, hidden)) + b)) for row, b in zip(w2, b2)]
    deltas = [(o - t) * o * (1 - o) for o, t in zip(outputs, target)]
    g2 = [[d * h for h in hidden] for d in deltas]
    back = [sum(deltas[k] * w2[k][j] for k in range(len(deltas))) for j in range(len(hidden))]
    d1 = [b * h * (1 - h) for b, h in zip(back, hidden)]
    g1 = [[d * x for x in inputs] for d in d1]
    return [g1, d1], [g2, deltas]


def linear_forward(A, W, b):
    return W @ A + b, (A, W, b)


def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L):
        Z, cache = linear_forward(A, parameters["W" + str(l)], parameters["b" + str(l)])
        A = ReLU(Z)
        caches.append((cache, Z))
    ZL, cache = linear_forward(A, parameters["W" + str(L)], parameters["b" + str(L)])
    caches.append((cache, ZL))
    return sigmoid(ZL), caches


def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    return W.T @ dZ, dZ @ A_prev.T / m, np.sum(dZ, axis=1, keepdims=True) / m


def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    cache, Z = caches[-1]
    s = sigmoid(Z)
    back = linear_backward(dAL * s * (1 - s), cache)
    grads["dA" + str(L - 1)], grads["dW" + str(L)], grads["db" + str(L)] = back
    for l in reversed(range(L - 1)):
        cache, Z = caches[l]
        dZ = np.array(grads["dA" + str(l + 1)], copy=True)
        dZ[Z <= 0] = 0
        back = linear_backward(dZ, cache)
        grads["dA" + str(l)], grads["dW" + str(l + 1)], grads["db" + str(l + 1)] = back
    return grads
