import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_cross_entropy(logits, y):
    """Loss and its gradient with respect to the logits."""
    N = logits.shape[0]
    probs = softmax(logits)
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_probs[np.arange(N), y].mean()
    dlogits = probs.copy()
    dlogits[np.arange(N), y] -= 1
    return loss, dlogits / N


def mse(y_hat, y):
    return ((y_hat - y) ** 2).mean()


def huber_loss(y_true, y_pred, delta=1.0):
    error = np.abs(y_true - y_pred)
    quadratic = 0.5 * error ** 2
    linear = delta * error - 0.5 * delta ** 2
    return np.where(error <= delta, quadratic, linear).mean()
