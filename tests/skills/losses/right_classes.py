import numpy as np


class Loss:
    def calculate(self, output, y):
        return np.mean(self.forward(output, y))


class Loss_CategoricalCrossentropy(Loss):
    def forward(self, y_pred, y_true):
        samples = len(y_pred)
        y_pred_clipped = np.clip(y_pred, 1e-7, 1 - 1e-7)
        if len(y_true.shape) == 1:
            correct_confidences = y_pred_clipped[range(samples), y_true]
        elif len(y_true.shape) == 2:
            correct_confidences = np.sum(y_pred_clipped * y_true, axis=1)
        return -np.log(correct_confidences)

    def backward(self, dvalues, y_true):
        samples = len(dvalues)
        labels = len(dvalues[0])
        if len(y_true.shape) == 1:
            y_true = np.eye(labels)[y_true]
        self.dinputs = -y_true / dvalues
        self.dinputs = self.dinputs / samples


class SoftmaxWithLoss:
    def __init__(self):
        self.loss = None
        self.y = None
        self.t = None

    def forward(self, x, t):
        self.t = t
        e = np.exp(x - np.max(x, axis=-1, keepdims=True))
        self.y = e / np.sum(e, axis=-1, keepdims=True)
        self.loss = -np.sum(np.log(self.y[np.arange(len(t)), t] + 1e-7)) / len(t)
        return self.loss

    def backward(self, dout=1):
        batch_size = self.t.shape[0]
        dx = self.y.copy()
        dx[np.arange(batch_size), self.t] -= 1
        return dx * dout / batch_size


class CrossEntropy:
    def loss(self, y, p):
        p = np.clip(p, 1e-15, 1 - 1e-15)
        return -np.sum(y * np.log(p), axis=1)

    def gradient(self, y, p):
        p = np.clip(p, 1e-15, 1 - 1e-15)
        return -y / p


class BinaryCrossEntropy:
    def forward(self, y_pred, y_true):
        self.y_pred, self.y_true = y_pred, y_true
        return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))

    def backward(self):
        n = len(self.y_true)
        return (self.y_pred - self.y_true) / (self.y_pred * (1 - self.y_pred)) / n


class Hinge:
    def __call__(self, y_true, y_pred):
        return np.maximum(0, 1 - y_true * y_pred).mean()

    def gradient(self, y_true, y_pred):
        return np.where(y_true * y_pred < 1, -y_true, 0) / len(y_true)


class Huber:
    def __init__(self, delta=1.0):
        self.delta = delta

    def __call__(self, y_true, y_pred):
        error = np.abs(y_true - y_pred)
        quadratic = np.minimum(error, self.delta)
        return np.mean(0.5 * quadratic**2 + self.delta * (error - quadratic))

    def derivative(self, y_true, y_pred):
        return np.clip(y_pred - y_true, -self.delta, self.delta) / len(y_true)


class FocalLoss:
    def __init__(self, gamma=2.0, alpha=0.25):
        self.gamma, self.alpha = gamma, alpha

    def forward(self, y_pred, y_true):
        right = np.abs(1 - y_true - y_pred)
        return np.sum(-self.alpha * (1 - right) ** self.gamma * np.log(right))


class DiceLoss:
    def __init__(self, eps=1.0):
        self.eps = eps

    def __call__(self, pred, target):
        top = 2 * (pred * target).sum() + self.eps
        return 1 - top / ((pred**2).sum() + (target**2).sum() + self.eps)


class TripletLoss:
    def __init__(self, margin=1.0):
        self.margin = margin

    def forward(self, anchor, positive, negative):
        near = np.linalg.norm(anchor - positive, axis=1)
        far = np.linalg.norm(anchor - negative, axis=1)
        return np.maximum(0, near - far + self.margin).mean()


class KLDivergence:
    def forward(self, p, q):
        return np.mean(np.sum(p * (np.log(p) - np.log(q)), axis=1))


class HuberSummed:
    """A mean, whose gradient is not divided by the number of examples."""

    def __init__(self, delta=1.0):
        self.delta = delta

    def forward(self, y_true, y_pred):
        self.gap = y_pred - y_true
        size = np.abs(self.gap)
        bent = np.where(size <= self.delta, 0.5 * size**2, self.delta * (size - 0.5 * self.delta))
        return np.mean(bent)

    def backward(self):
        return np.clip(self.gap, -self.delta, self.delta)


class CrossEntropyOfSoftmax:
    """Takes probabilities, and goes back to the scores from which they came."""

    def forward(self, y_pred, y_true):
        self.y_pred, self.y_true = y_pred, y_true
        return -np.sum(y_true * np.log(y_pred)) / len(y_pred)

    def backward(self):
        return (self.y_pred - self.y_true) / len(self.y_pred)


class HingeHalf:
    """Half of the squared hinge's gradient."""

    def __call__(self, y_true, y_pred):
        return np.mean(np.maximum(0, 1 - y_true * y_pred) ** 2)

    def gradient(self, y_true, y_pred):
        return -y_true * np.maximum(0, 1 - y_true * y_pred) / len(y_true)


class Loss_BinaryCrossentropy:
    """Its way back is given the predictions under the name of what comes from above."""

    def forward(self, y_pred, y_true):
        clipped = np.clip(y_pred, 1e-7, 1 - 1e-7)
        return np.mean(-(y_true * np.log(clipped) + (1 - y_true) * np.log(1 - clipped)))

    def backward(self, dvalues, y_true):
        clipped = np.clip(dvalues, 1e-7, 1 - 1e-7)
        self.dinputs = -(y_true / clipped - (1 - y_true) / (1 - clipped)) / len(y_true)
