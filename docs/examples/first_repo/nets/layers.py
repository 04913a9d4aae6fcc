import numpy as np


class Dense:
    """Fully connected layer.

    X has one sample per row, so the shapes are (batch, n_in) -> (batch, n_out)
    """

    def __init__(self, n_in, n_out, seed=None):
        rng = np.random.default_rng(seed)
        # He init (the scaling makes a HUGE difference, before that my loss was nan)
        self.w_mat = rng.normal(size=(n_in, n_out)) * np.sqrt(2 / n_in)
        self.b_vec = np.zeros(n_out)
        self.last_input = None
        self.grad_w = None
        self.grad_b = None

    def forward(self, X):
        self.last_input = X  # needed in backward
        return np.dot(X, self.w_mat) + self.b_vec

    def backward(self, grad_out):
        self.grad_w = np.dot(self.last_input.T, grad_out)
        self.grad_b = np.sum(grad_out, axis=0)
        return np.dot(grad_out, self.w_mat.T)

    def update(self, lr):
        self.w_mat -= lr * self.grad_w
        self.b_vec -= lr * self.grad_b
