import numpy as np


def l2_penalty(w, lam):
    return lam * np.sum(w**2)


def l2_penalty_grad(w, lam):
    return 2 * lam * w


def l2_on_lists(weights, lambda_):
    return lambda_ / 2 * sum(w * w for row in weights for w in row)


def l2_regularization(weights):
    return 0.5 * 0.01 * np.linalg.norm(weights) ** 2


def l1_penalty(w, alpha=0.01):
    return alpha * np.abs(w).sum()


def l1_on_lists(weights, lam):
    return lam * sum(abs(w) for row in weights for w in row)


def elastic_net(w, alpha, l1_ratio):
    return alpha * (l1_ratio * np.abs(w).sum() + 0.5 * (1 - l1_ratio) * (w**2).sum())


def elastic_of_two(weights, l1, l2):
    return l1 * np.sum(np.abs(weights)) + l2 * np.sum(np.square(weights))


def weight_decay_step(w, grad, lr, weight_decay):
    return w * (1 - lr * weight_decay) - lr * grad


def decay_apart(params, grads, lr=0.01, wd=0.01):
    for key in params:
        params[key] = (1 - wd) * params[key] - lr * grads[key]
    return params


def label_smoothing(y, eps=0.1):
    k = y.shape[1]
    return (1 - eps) * y + eps / k


def smooth_over_others(one_hot, smoothing=0.1):
    k = len(one_hot[0])
    return [[1 - smoothing if v == 1 else smoothing / (k - 1) for v in row] for row in one_hot]


def smooth_labels(labels, num_classes, smoothing=0.1):
    one_hot = np.eye(num_classes)[labels]
    return one_hot * (1 - smoothing) + smoothing / num_classes


def smooth_one_hot(true_labels, classes, smoothing=0.2):
    """Loops over lists, and spreads over the other classes."""
    rows = []
    for label in true_labels:
        row = [smoothing / (classes - 1)] * classes
        row[label] = 1.0 - smoothing
        rows.append(row)
    return rows
