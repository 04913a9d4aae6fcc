"""Networks with a mistake, and what is no network at all."""

import numpy as np
import torch
from torch import nn


class HalfBack:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W

    def backward(self, grad):
        self.dW = self.x.T @ grad
        return 0.5 * grad @ self.W.T


class Forgetful(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.layer = nn.Linear(dim, dim)
        self.shift = torch.randn(dim)

    def forward(self, x):
        return self.layer(x) + self.shift


class Shallow(nn.Module):
    def __init__(self, depth, width=64):
        super().__init__()
        self.layer, self.depth = nn.Linear(width, width), depth

    def forward(self, x):
        for _ in range(self.depth):
            x = self.layer(x)
        return x


class Bigram(nn.Module):
    def __init__(self, vocab_size):
        super().__init__()
        self.table = nn.Embedding(vocab_size, vocab_size)

    def forward(self, idx):
        return self.table(idx)

    def generate(self, idx, max_new_tokens):
        for _ in range(max_new_tokens + 2):
            idx = torch.cat([idx, self(idx)[:, -1].argmax(-1, keepdim=True)], dim=1)
        return idx


class Wide(nn.Module):
    def __init__(self, input_dim, latent_dim):
        super().__init__()
        self.encoder = nn.Linear(input_dim, 3 * input_dim)
        self.decoder = nn.Linear(3 * input_dim, input_dim)

    def forward(self, x):
        return self.decoder(self.encoder(x))


def quiet(x):
    return x + 1.0


def detached(x):
    return x.detach() + torch.randn_like(x)


def too_long(sentences, dim):
    return {word: np.ones(dim + 1) for row in sentences for word in row}


def one_alone(G, D, opt_g, real):
    opt_g.zero_grad()
    (-D(G(torch.randn(len(real), 3))).mean()).backward()
    opt_g.step()


def number(x):
    return 3
