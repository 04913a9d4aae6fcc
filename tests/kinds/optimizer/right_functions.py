import numpy as np


def momentum(w, gradients, learning_rate=0.5, momentum=0.5):  # the contract itself
    v, out = 0 * w, []
    for g in gradients:
        v = momentum * v - learning_rate * g
        w = w + v
        out.append(w)
    return np.stack(out)


def sgd_momentum(w, dw, config=None):  # f(w, dw, config) -> (w, config)
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    v = config.get("velocity", np.zeros_like(w))
    v = config["momentum"] * v - config["learning_rate"] * dw
    next_w = w + v
    config["velocity"] = v
    return next_w, config


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


def momentum_step(w, grad, v, lr=0.1, beta=0.9):  # the state is handed in and out, weights last
    v = beta * v - lr * grad
    return v, w + v


def initialize_adam(parameters):
    L = len(parameters) // 2
    v, s = {}, {}
    for l in range(L):
        for n in ("W", "b"):
            v["d" + n + str(l + 1)] = np.zeros(parameters[n + str(l + 1)].shape)
            s["d" + n + str(l + 1)] = np.zeros(parameters[n + str(l + 1)].shape)
    return v, s


def update_parameters_with_adam(
    parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    L = len(parameters) // 2
    v_corrected, s_corrected = {}, {}
    for l in range(L):
        for n in ("W", "b"):
            k = "d" + n + str(l + 1)
            v[k] = beta1 * v[k] + (1 - beta1) * grads[k]
            v_corrected[k] = v[k] / (1 - beta1**t)
            s[k] = beta2 * s[k] + (1 - beta2) * grads[k] ** 2
            s_corrected[k] = s[k] / (1 - beta2**t)
            parameters[n + str(l + 1)] = parameters[n + str(l + 1)] - learning_rate * v_corrected[k] / (
                np.sqrt(s_corrected[k]) + epsilon
            )
    return parameters, v, s, v_corrected, s_corrected


def initialize_velocity(parameters):
    return {"d" + k: np.zeros_like(p) for k, p in parameters.items()}


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    L = len(parameters) // 2
    for l in range(L):
        for n in ("W", "b"):
            k = n + str(l + 1)
            v["d" + k] = beta * v["d" + k] + (1 - beta) * grads["d" + k]
            parameters[k] = parameters[k] - learning_rate * v["d" + k]
    return parameters, v


def on_plain_lists(params, grads, velocities, lr, momentum):
    for i in range(len(params)):
        velocities[i] = momentum * velocities[i] - lr * grads[i]
        params[i] = params[i] + velocities[i]
    return params, velocities


def descend(gradient, start, learn_rate, n_iter=50, tolerance=1e-06, momentum=0.5):  # a whole descent
    vector, diff = start, 0
    for _ in range(n_iter):
        diff = momentum * diff - learn_rate * np.asarray(gradient(vector))
        if np.all(np.abs(diff) < tolerance):
            break
        vector = vector + diff
    return vector


def adam_descent(f, grad_f, x0, lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8, max_iter=100):
    x, m, v, history = np.array(x0, dtype=float), 0, 0, []
    for t in range(1, max_iter + 1):
        g = grad_f(x)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        x = x - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
        history.append(f(x))
    return x, history
