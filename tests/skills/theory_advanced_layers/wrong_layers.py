import numpy as np


def dropout_without_scale(x, p, training):
    if not training:
        return x
    return x * (np.random.rand(*x.shape) >= p)


class DropoutAlwaysOn:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, training=True):
        mask = np.random.rand(*x.shape) >= self.rate
        return x * mask / (1 - self.rate)


def dropout_of_columns(x, rate, training=True):
    if not training:
        return x
    mask = np.random.rand(x.shape[1]) >= rate
    return x * mask / (1 - rate)


def dropout_scaled_by_p(x, dropout, training=True):
    if not training:
        return x
    mask = np.random.rand(*x.shape) >= dropout
    return x * mask / dropout if dropout else x


class DropoutThatForgetsItsMask:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, training=True):
        if not training:
            return x
        self.mask = (np.random.rand(*x.shape) >= self.rate) / (1 - self.rate)
        return x * self.mask

    def backward(self, dout):
        return dout


class BatchNorm:
    def __init__(self, dim, eps=1e-5, momentum=0.1):
        self.eps, self.momentum = eps, momentum
        self.gamma, self.beta = np.ones(dim), np.zeros(dim)
        self.running_mean, self.running_var = np.zeros(dim), np.ones(dim)

    def forward(self, x, training=True):
        if training:
            mean, var = x.mean(0), self.variance(x)
            self.renew(mean, var)
        else:
            mean, var = self.running_mean, self.running_var
        return self.gamma * (x - mean) / self.deviation(var) + self.beta

    def variance(self, x):
        return x.var(0)

    def deviation(self, var):
        return np.sqrt(var + self.eps)

    def renew(self, mean, var):
        self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
        self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var


class NormByVariance(BatchNorm):
    def deviation(self, var):
        return var + self.eps


class NormByBatchAlways(BatchNorm):
    def forward(self, x, training=True):
        return self.gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + self.eps) + self.beta


class NormThatNeverLearns(BatchNorm):
    def renew(self, mean, var):
        running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean  # a local name


class NormOfTheLast(BatchNorm):
    def renew(self, mean, var):
        self.running_mean, self.running_var = mean, var


class NormThatKeepsItsDeviation(BatchNorm):
    def renew(self, mean, var):
        self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean


class NormOfUnbiased(BatchNorm):
    def variance(self, x):
        return x.var(0, ddof=1)


class NormOverFeatures(BatchNorm):
    def forward(self, x, training=True):
        mean, var = x.mean(1, keepdims=True), x.var(1, keepdims=True)
        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta


class NormOfImages:
    """Of images: which axes the statistics run over, a subclass says."""

    axes = (0, 2, 3)

    def __init__(self, channels, eps=1e-5, momentum=0.1):
        self.eps, self.momentum = eps, momentum
        self.gamma, self.beta = np.ones((1, channels, 1, 1)), np.zeros((1, channels, 1, 1))
        self.running_mean, self.running_var = np.zeros_like(self.beta), np.ones_like(self.gamma)

    def forward(self, x, training=True):
        if training:
            mean = x.mean(self.axes, keepdims=True)
            var = x.var(self.axes, keepdims=True)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var
        else:
            mean, var = self.running_mean, self.running_var
        n, c, h, w = x.shape
        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta


class NormOfEachPixel(NormOfImages):
    axes = (0,)


class NormOfEachImage(NormOfImages):
    axes = (2, 3)


class NormOfAllChannels(NormOfImages):
    axes = (0, 1, 2, 3)


class NormOfEachColumn(NormOfImages):
    axes = (0, 2)


class NormOfEachRow(NormOfImages):
    axes = (0, 3)
