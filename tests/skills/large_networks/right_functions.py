import numpy as np


def build_large_network(depth, width=32):
    rng = np.random.default_rng(0)
    return {f"W{i}": rng.normal(0, 1 / np.sqrt(width), (width, width)) for i in range(1, depth + 1)}


def forward(params, x):
    for i in range(1, len(params) + 1):
        x = x + 0.2 * np.tanh(x @ params[f"W{i}"])
    return x
