import numpy as np


def l2_with_root(w, lam):
    return lam * np.sqrt(np.sum(w**2))


def l2_of_the_sum(w, lam):
    return lam * np.sum(w) ** 2


class L2Uphill:
    def __init__(self, lmbda=0.01):
        self.lmbda = lmbda

    def __call__(self, weights):
        return self.lmbda * np.sum(weights**2)

    def gradient(self, weights):
        return -2 * self.lmbda * weights


def l2_without_strength(w, lam):
    return np.sum(w**2)


def l1_without_absolute(w, lam):
    return lam * np.sum(w)


def l1_as_matrix_norm(w, lam):
    return lam * np.linalg.norm(w, 1)


def l1_as_l2(w, lam):
    return lam * np.sum(w**2)


def net_without_absolute(w, alpha, l1_ratio):
    return alpha * (l1_ratio * np.sum(w) + (1 - l1_ratio) / 2 * np.sum(w**2))


def net_with_root(w, alpha, l1_ratio):
    return alpha * (l1_ratio * np.abs(w).sum() + (1 - l1_ratio) / 2 * np.sqrt(np.sum(w**2)))


def net_as_l2(w, alpha, l1_ratio):
    return alpha * (1 - l1_ratio) / 2 * np.sum(w**2)


def decay_that_grows(w, grad, lr, weight_decay):
    return w - lr * (grad - weight_decay * w)


def decay_left_out(w, grad, lr, weight_decay):
    return w - lr * grad


def decay_of_gradients(w, grad, lr, weight_decay):
    return w - lr * (1 - weight_decay) * grad


def decay_that_keeps_little(w, grad, lr, weight_decay):
    return weight_decay * w - lr * grad


def smoothing_only_added(y, eps=0.1):
    return y + eps / y.shape[1]


def smoothing_only_taken(y, eps=0.1):
    return y * (1 - eps)


def smoothing_by_examples(y, eps=0.1):
    return y * (1 - eps) + eps / len(y)


def smooth_numbers(labels, num_classes, smoothing=0.1):
    one_hot = np.eye(num_classes)[labels]
    return one_hot * (1 - smoothing) + smoothing / (num_classes - 1)


class L2WithoutStrength:
    """Its gradient forgets the strength."""

    def __init__(self, lam=0.01):
        self.lam = lam

    def __call__(self, w):
        return 0.5 * self.lam * np.sum(w**2)

    def grad(self, w):
        return w
