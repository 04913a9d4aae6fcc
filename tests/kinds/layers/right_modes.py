"""Right layers with two modes, and lookups, in the dialects of learners."""
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    """The mode and the running statistics lie in a dict, which is changed in place."""
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))
    if mode == "train":
        mean, var = x.mean(axis=0), x.var(axis=0)
        out = gamma * (x - mean) / np.sqrt(var + eps) + beta
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    elif mode == "test":
        out = gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta
    else:
        raise ValueError('Invalid forward batchnorm mode "%s"' % mode)
    bn_param["running_mean"] = running_mean
    bn_param["running_var"] = running_var
    return out, (x, gamma)


def batch_norm(X, gamma, beta, moving_mean, moving_var, eps=1e-5, momentum=0.9, is_training=True):
    """The statistics go in and come back."""
    if not is_training:
        X_hat = (X - moving_mean) / np.sqrt(moving_var + eps)
    else:
        mean, var = X.mean(axis=0), X.var(axis=0)
        X_hat = (X - mean) / np.sqrt(var + eps)
        moving_mean = momentum * moving_mean + (1.0 - momentum) * mean
        moving_var = momentum * moving_var + (1.0 - momentum) * var
    return gamma * X_hat + beta, moving_mean, moving_var


class BatchNormalization:
    """Weights in the constructor; a flag in the forward method."""

    def __init__(self, gamma, beta, momentum=0.9, running_mean=None, running_var=None):
        self.gamma, self.beta, self.momentum = gamma, beta, momentum
        self.running_mean, self.running_var = running_mean, running_var

    def forward(self, x, train_flg=True):
        if self.running_mean is None:
            self.running_mean, self.running_var = np.zeros(x.shape[1]), np.zeros(x.shape[1])
        if train_flg:
            mu, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
            return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta
        return self.gamma * (x - self.running_mean) / np.sqrt(self.running_var + 1e-5) + self.beta


class BatchNorm1d:
    """Built from its size; the mode is an attribute."""

    def __init__(self, dim, eps=1e-5, momentum=0.1):
        self.eps, self.momentum, self.training = eps, momentum, True
        self.gamma, self.beta = np.ones(dim), np.zeros(dim)
        self.running_mean, self.running_var = np.zeros(dim), np.ones(dim)

    def __call__(self, x):
        if self.training:
            mean, var = x.mean(0, keepdims=True), x.var(0, keepdims=True)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var
        else:
            mean, var = self.running_mean, self.running_var
        self.out = self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta
        return self.out


class LazyNorm:
    """Built at the first call; the switch says the opposite."""

    def __init__(self, momentum=0.99):
        self.momentum = momentum
        self.params = {}

    def forward(self, x, prediction=False):
        if not self.params:
            self.params = {"scale": np.ones(x.shape[1]), "shift": np.zeros(x.shape[1])}
            self.mean, self.var = x.mean(0), x.var(0)
        if prediction:
            mean, var = self.mean, self.var
        else:
            mean, var = x.mean(0), x.var(0)
            self.mean = self.momentum * self.mean + (1 - self.momentum) * mean
            self.var = self.momentum * self.var + (1 - self.momentum) * var
        return self.params["scale"] * (x - mean) / np.sqrt(var + 1e-5) + self.params["shift"]


class WithMethods:
    def __init__(self, num_features):
        self.weight, self.bias = np.ones((1, num_features)), np.zeros((1, num_features))
        self.mu, self.sigma2 = np.zeros((1, num_features)), np.ones((1, num_features))
        self.mode = "train"

    def train(self):
        self.mode = "train"

    def eval(self):
        self.mode = "eval"

    def forward(self, x):
        mu, sigma2 = self.mu, self.sigma2
        if self.mode == "train":
            mu, sigma2 = x.mean(axis=0, keepdims=True), x.var(axis=0, keepdims=True)
            self.mu = 0.9 * self.mu + 0.1 * mu
            self.sigma2 = 0.9 * self.sigma2 + 0.1 * sigma2
        return self.weight * (x - mu) / np.sqrt(sigma2 + 1e-5) + self.bias


def dropout_layer(x, p, training):
    if not training:
        return x
    mask = (np.random.rand(*x.shape) > p) / (1 - p)
    return x * mask


def dropout_forward(x, dropout_param):
    """A course's form; p is the share to drop."""
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) >= p) / (1 - p)
        out = x * mask
    else:
        out = x
    return out, (dropout_param, mask)


class Dropout:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, inputs, training):
        self.inputs = inputs
        if not training:
            self.output = inputs.copy()
            return
        self.mask = np.random.binomial(1, 1 - self.rate, size=inputs.shape) / (1 - self.rate)
        self.output = inputs * self.mask


class DropoutInTest:
    def __init__(self, dropout_ratio=0.5):
        self.dropout_ratio = dropout_ratio
        self.test = False

    def __call__(self, x):
        if self.test:
            return x
        return x * (np.random.rand(*x.shape) > self.dropout_ratio) / (1.0 - self.dropout_ratio)


def embedding_lookup(ids, table):
    return table[ids]


def word_embedding_forward(x, W):
    return W[x, :], (x, W)


class Embedding:
    def __init__(self, vocab_size, embed_dim):
        self.W = np.random.randn(vocab_size, embed_dim)

    def forward(self, idx):
        self.idx = idx
        return self.W[idx]


class FromTable:
    def __init__(self, W):
        self.params = [W]
        self.grads = [np.zeros_like(W)]
        self.idx = None

    def forward(self, idx):
        (W,) = self.params
        self.idx = idx
        return W[idx]


class OneHot:
    def __init__(self, num_embeddings, embedding_dim):
        self.num_embeddings = num_embeddings
        self.weights = np.random.randn(num_embeddings, embedding_dim)

    def __call__(self, tokens):
        return np.eye(self.num_embeddings)[tokens] @ self.weights
