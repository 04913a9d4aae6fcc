import math

import numpy as np


def gradient_descent(w, grad, lr=0.01):
    return w - lr * grad


def sgd_on_lists(weights, gradients, learning_rate):
    return [w - learning_rate * g for w, g in zip(weights, gradients)]


def update_parameters(parameters, grads, learning_rate=1.2):
    L = len(parameters) // 2
    for l in range(1, L + 1):
        parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * grads["dW" + str(l)]
        parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate * grads["db" + str(l)]
    return parameters


def descend(grad, x0, lr=0.1, n_iter=100):
    x = np.array(x0, dtype=float)
    for _ in range(n_iter):
        x = x - lr * grad(x)
    return x


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    v = config.get("velocity", np.zeros_like(w))
    v = config["momentum"] * v - config["learning_rate"] * dw
    next_w = w + v
    config["velocity"] = v
    return next_w, config


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    L = len(parameters) // 2
    for l in range(1, L + 1):
        for k in ("W", "b"):
            v["d" + k + str(l)] = beta * v["d" + k + str(l)] + (1 - beta) * grads["d" + k + str(l)]
            parameters[k + str(l)] = parameters[k + str(l)] - learning_rate * v["d" + k + str(l)]
    return parameters, v


def initialize_velocity(parameters):
    L = len(parameters) // 2
    v = {}
    for l in range(1, L + 1):
        v["dW" + str(l)] = np.zeros(parameters["W" + str(l)].shape)
        v["db" + str(l)] = np.zeros(parameters["b" + str(l)].shape)
    return v


def nesterov(w, dw, v, lr=0.01, mu=0.9):
    v_prev = v
    v = mu * v - lr * dw
    w = w - mu * v_prev + (1 + mu) * v
    return w, v


def nesterov_descent(grad, x0, lr=0.1, momentum=0.9, n_iter=100):
    x, v = np.array(x0, dtype=float), 0.0
    for _ in range(n_iter):
        v = momentum * v - lr * grad(x + momentum * v)
        x = x + v
    return x


def rmsprop(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("decay_rate", 0.99)
    config.setdefault("epsilon", 1e-8)
    config.setdefault("cache", np.zeros_like(w))
    config["cache"] = config["decay_rate"] * config["cache"] + (1 - config["decay_rate"]) * dw**2
    next_w = w - config["learning_rate"] * dw / (np.sqrt(config["cache"]) + config["epsilon"])
    return next_w, config


def rmsprop_inside(params, grads, s, lr=0.01, beta=0.9, eps=1e-7):
    s = beta * s + (1 - beta) * np.square(grads)
    params = params - lr * grads / np.sqrt(s + eps)
    return params, s


def adagrad(w, g, cache, lr=0.01, eps=1e-8):
    cache += g * g
    w -= lr * g / (np.sqrt(cache) + eps)
    return w, cache


def adam(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-3)
    config.setdefault("beta1", 0.9)
    config.setdefault("beta2", 0.999)
    config.setdefault("epsilon", 1e-8)
    config.setdefault("m", np.zeros_like(w))
    config.setdefault("v", np.zeros_like(w))
    config.setdefault("t", 0)
    config["t"] += 1
    config["m"] = config["beta1"] * config["m"] + (1 - config["beta1"]) * dw
    config["v"] = config["beta2"] * config["v"] + (1 - config["beta2"]) * dw**2
    mt = config["m"] / (1 - config["beta1"] ** config["t"])
    vt = config["v"] / (1 - config["beta2"] ** config["t"])
    return w - config["learning_rate"] * mt / (np.sqrt(vt) + config["epsilon"]), config


def adamw(theta, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    theta = theta - lr * (m_hat / (np.sqrt(v_hat) + eps) + weight_decay * theta)
    return theta, m, v


def adamw_after(theta, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, wd=0.01):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    rate = lr * math.sqrt(1 - beta2**t) / (1 - beta1**t)
    theta = theta - rate * m / (np.sqrt(v) + eps)
    theta = theta * (1 - lr * wd)
    return theta, m, v
