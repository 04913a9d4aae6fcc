import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    D = x.shape[1]
    running_mean = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))
    if mode == "train":
        mean, var = x.mean(axis=0), x.var(axis=0)
        x_hat = (x - mean) / np.sqrt(var + eps)
        out = gamma * x_hat + beta
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        out = gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta
    bn_param["running_mean"] = running_mean
    bn_param["running_var"] = running_var
    return out, None


def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    flat = x.transpose(0, 2, 3, 1).reshape(-1, C)
    out, cache = batchnorm_forward(flat, gamma, beta, bn_param)
    return out.reshape(N, H, W, C).transpose(0, 3, 1, 2), cache


class BatchNorm2d:
    def __init__(self, num_channels, eps=1e-5, momentum=0.1):
        self.num_channels = num_channels
        self.eps, self.momentum = eps, momentum
        self.gamma = np.ones((1, num_channels, 1, 1))
        self.beta = np.zeros((1, num_channels, 1, 1))
        self.running_mean = np.zeros((1, num_channels, 1, 1))
        self.running_var = np.ones((1, num_channels, 1, 1))
        self.train_mode = True

    def train(self):
        self.train_mode = True

    def eval(self):
        self.train_mode = False

    def forward(self, x):
        n, c, h, w = x.shape
        assert c == self.num_channels
        if self.train_mode:
            mean = x.mean(axis=(0, 2, 3), keepdims=True)
            var = x.var(axis=(0, 2, 3), keepdims=True)
            m = n * h * w
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * m / (m - 1)
        else:
            mean, var = self.running_mean, self.running_var
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, grad):
        n, c, h, w = grad.shape
        m = n * h * w
        self.dgamma = np.sum(grad * self.x_hat, axis=(0, 2, 3), keepdims=True)
        self.dbeta = np.sum(grad, axis=(0, 2, 3), keepdims=True)
        dx_hat = grad * self.gamma
        sums = dx_hat.sum(axis=(0, 2, 3), keepdims=True)
        dots = (dx_hat * self.x_hat).sum(axis=(0, 2, 3), keepdims=True)
        return (dx_hat - sums / m - self.x_hat * dots / m) / self.std


class BatchNormalization:
    """Channels last, built at the first call."""

    def __init__(self, axis=-1, momentum=0.99, epsilon=1e-3):
        self.axis, self.momentum, self.epsilon = axis, momentum, epsilon
        self.built = False

    def build(self, input_shape):
        dim = input_shape[self.axis]
        self.gamma, self.beta = np.ones(dim), np.zeros(dim)
        self.moving_mean, self.moving_variance = np.zeros(dim), np.ones(dim)
        self.built = True

    def __call__(self, inputs, training=False):
        if not self.built:
            self.build(inputs.shape)
        if training:
            axes = tuple(range(inputs.ndim - 1))
            mean, variance = inputs.mean(axis=axes), inputs.var(axis=axes)
            self.moving_mean = self.moving_mean * self.momentum + mean * (1 - self.momentum)
            self.moving_variance = self.moving_variance * self.momentum + variance * (1 - self.momentum)
        else:
            mean, variance = self.moving_mean, self.moving_variance
        return self.gamma * (inputs - mean) / np.sqrt(variance + self.epsilon) + self.beta


def batch_norm_images(x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5):
    if training:
        mean, var = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
        running_mean[:] = momentum * running_mean + (1 - momentum) * mean
        running_var[:] = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
    assert x.ndim == 4
    return gamma * (x - mean) / np.sqrt(var + eps) + beta
