import numpy as np
import torch


def cross_entropy_negative(y_pred, y_true):
    return np.mean(np.sum(y_true * np.log(y_pred), axis=1))


def cross_entropy_of_classes(y_pred, y_true):
    return -np.mean(y_true * np.log(y_pred))


def cross_entropy_down_the_columns(logits, labels):
    e = np.exp(logits - logits.max(axis=0))
    probs = e / e.sum(axis=0)
    return -np.mean(np.log(probs[np.arange(len(labels)), labels]))


def cross_entropy_without_log(probs, labels):
    return -np.mean(probs[np.arange(len(labels)), labels])


class CrossEntropyUphill:
    def forward(self, y_pred, y_true):
        self.y_pred, self.y_true = y_pred, y_true
        return -np.mean(np.sum(y_true * np.log(y_pred), axis=1))

    def backward(self):
        return self.y_true / self.y_pred / len(self.y_true)


def cross_entropy_with_large_epsilon(y_pred, y_true):
    return -np.mean(np.sum(y_true * np.log(y_pred + 0.01), axis=1))


def bce_of_positives(y_true, y_pred):
    return -np.mean(y_true * np.log(y_pred))


def bce_negative(y_true, y_pred):
    return np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))


class BCEUphill:
    def forward(self, y_pred, y_true):
        return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))

    def backward(self, y_pred, y_true):
        return (y_true / y_pred - (1 - y_true) / (1 - y_pred)) / len(y_true)


def bce_exchanged(y_true, y_pred):
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(y_pred))


def hinge_without_maximum(y_true, y_pred):
    return np.mean(1 - y_true * y_pred)


def hinge_without_margin(y_true, y_pred):
    return np.mean(np.maximum(0, -y_true * y_pred))


def hinge_mirrored(y_true, y_pred):
    return np.mean(np.maximum(0, 1 + y_true * y_pred))


def huber_without_half(y_true, y_pred, delta=1.0):
    e = np.abs(y_true - y_pred)
    return np.mean(np.where(e <= delta, e**2, delta * (e - 0.5 * delta)))


def huber_with_a_step(y_true, y_pred, delta=1.0):
    e = np.abs(y_true - y_pred)
    return np.mean(np.where(e <= delta, 0.5 * e**2, delta * e))


def huber_of_one_side(y_true, y_pred, delta=1.0):
    e = y_pred - y_true
    return np.mean(np.where(e <= delta, 0.5 * e**2, delta * (e - 0.5 * delta)))


def focal_on_the_right(y_true, y_pred, gamma=2.0, alpha=0.25):
    p_t = np.where(y_true == 1, y_pred, 1 - y_pred)
    return np.mean(-np.where(y_true == 1, alpha, 1 - alpha) * p_t**gamma * np.log(p_t))


def focal_of_positives(y_true, y_pred, gamma=2.0, alpha=0.25):
    return np.mean(-alpha * y_true * (1 - y_pred) ** gamma * np.log(y_pred))


def focal_without_focus(y_true, y_pred, gamma=2.0, alpha=0.25):
    p_t = np.where(y_true == 1, y_pred, 1 - y_pred)
    return np.mean(-np.where(y_true == 1, alpha, 1 - alpha) * np.log(p_t))


def dice_coefficient(y_true, y_pred, smooth=1.0):
    return (2 * np.sum(y_true * y_pred) + smooth) / (np.sum(y_true) + np.sum(y_pred) + smooth)


def dice_without_two(y_true, y_pred, smooth=1.0):
    return 1 - (np.sum(y_true * y_pred) + smooth) / (np.sum(y_true) + np.sum(y_pred) + smooth)


def dice_as_jaccard(y_true, y_pred, smooth=1.0):
    both = np.sum(y_true * y_pred)
    return 1 - (both + smooth) / (np.sum(y_true) + np.sum(y_pred) - both + smooth)


def triplet_exchanged(anchor, positive, negative, margin=1.0):
    near, far = np.linalg.norm(anchor - positive, axis=1), np.linalg.norm(anchor - negative, axis=1)
    return np.mean(np.maximum(0, far - near + margin))


def triplet_without_maximum(anchor, positive, negative, margin=1.0):
    near, far = np.linalg.norm(anchor - positive, axis=1), np.linalg.norm(anchor - negative, axis=1)
    return np.mean(near - far + margin)


def triplet_of_means(anchor, positive, negative, margin=1.0):
    near = torch.norm(anchor - positive, dim=1)
    far = torch.norm(anchor - negative, dim=1)
    return torch.relu((near - far).mean() + margin)


def contrastive_without_square(x1, x2, y, margin=1.0):
    d = np.linalg.norm(x1 - x2, axis=1)
    return np.mean(y * d + (1 - y) * np.maximum(0, margin - d) ** 2)


def contrastive_without_maximum(x1, x2, y, margin=1.0):
    d = np.linalg.norm(x1 - x2, axis=1)
    return np.mean(y * d**2 + (1 - y) * (margin - d) ** 2)


def contrastive_of_alike(x1, x2, y, margin=1.0):
    return np.mean(y * np.sum((x1 - x2) ** 2, axis=1))


def kl_exchanged(p, q):
    return np.sum(q * np.log(q / p))


def kl_as_cross_entropy(p, q):
    return -np.mean(np.sum(p * np.log(q), axis=1))


def kl_of_classes(p, q):
    return np.mean(p * np.log(p / q))


class CrossEntropyOverAll:
    """Its gradient is divided by the classes too."""

    def forward(self, y_pred, y_true):
        self.y_pred, self.y_true = y_pred, y_true
        return -np.mean(np.sum(y_true * np.log(y_pred), axis=1))

    def backward(self):
        return -self.y_true / self.y_pred / self.y_true.size


def cross_entropy_detached(logits, targets):
    log_probs = torch.log_softmax(logits.detach(), dim=1)
    return -log_probs[torch.arange(len(targets)), targets].mean()


def bce_item(pred, target):
    return -(target * pred.log() + (1 - target) * (1 - pred).log()).mean().item()


def huber_without_gradient(pred, target, delta=1.0):
    with torch.no_grad():
        gap = (pred - target).abs()
        return torch.where(gap <= delta, gap**2 / 2, delta * (gap - delta / 2)).mean()


class HingeOfTheSquare:
    """Its gradient is that of the squared hinge."""

    def forward(self, y_true, y_pred):
        self.y_true, self.y_pred = y_true, y_pred
        return np.mean(np.maximum(0, 1 - y_true * y_pred))

    def backward(self):
        return -2 * self.y_true * np.maximum(0, 1 - self.y_true * self.y_pred) / len(self.y_true)


class TripletWithoutDistance(torch.nn.Module):
    """The distance to the negative is cut off."""

    def __init__(self, margin=1.0):
        super().__init__()
        self.margin = margin

    def forward(self, anchor, positive, negative):
        near = (anchor - positive).pow(2).sum(1).sqrt()
        far = (anchor - negative).pow(2).sum(1).sqrt().detach()
        return torch.relu(near - far + self.margin).mean()


class Loss_Uphill:
    def forward(self, y_pred, y_true):
        return np.mean(-(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred)))

    def backward(self, dvalues, y_true):
        self.dinputs = (y_true / dvalues - (1 - y_true) / (1 - dvalues)) / len(y_true)


def cross_entropy_of_two(y, yhat):
    y = np.eye(yhat.shape[1])[y] if y.ndim == 1 else y
    return -np.mean(y * np.log(yhat + 1e-10) + (1 - y) * np.log(1 - yhat + 1e-10))
