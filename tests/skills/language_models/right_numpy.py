import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


class BigramModel:
    def __init__(self, vocab_size):
        self.W = np.random.randn(vocab_size, vocab_size) * 0.01

    def forward(self, tokens):
        return self.W[tokens]

    def train_step(self, x, y, lr):
        probs = softmax(self.W[x])
        probs[np.arange(len(x)), y] -= 1
        np.add.at(self.W, x, -lr * probs)

    def generate(self, prompt, length, temperature=1.0):
        tokens = list(prompt)
        for _ in range(length):
            p = softmax(self.W[tokens[-1]] / temperature)
            tokens.append(np.random.choice(len(p), p=p))
        return tokens


class NumpyRNN:
    """One sequence at a time; shares come, and there is only a forward pass."""

    def __init__(self, vocab_size, hidden_size=8):
        self.Wxh = np.random.randn(vocab_size, hidden_size) * 0.1
        self.Whh = np.random.randn(hidden_size, hidden_size) * 0.1
        self.Why = np.random.randn(hidden_size, vocab_size) * 0.1
        self.bh = np.zeros(hidden_size)

    def forward(self, inputs):
        h, ys = np.zeros(len(self.bh)), []
        for ix in inputs:
            h = np.tanh(self.Wxh[ix] + h @ self.Whh + self.bh)
            ys.append(softmax(h @ self.Why))
        return ys

    def sample(self, seed_ix, n):
        """Only what is new."""
        out, inputs = [], list(np.ravel(seed_ix))
        for _ in range(n):
            out.append(int(np.argmax(self.forward(inputs + out)[-1])))
        return out
