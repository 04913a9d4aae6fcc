import math

import numpy as np


def discriminator_loss(D_real, D_fake):
    return -np.mean(np.log(D_real + 1e-8) + np.log(1.0 - D_fake + 1e-8))


def generator_loss(D_fake):
    return -np.mean(np.log(D_fake + 1e-8))


def disc_loss(real_logits, fake_logits):
    """With a sigmoid of its own, as it is stable."""

    def cross_entropy(logits, target):
        return np.mean(np.maximum(logits, 0) - logits * target + np.log1p(np.exp(-np.abs(logits))))

    return cross_entropy(real_logits, 1.0) + cross_entropy(fake_logits, 0.0)


def gen_loss(fake_logits):
    probability = 1 / (1 + np.exp(-fake_logits))
    return -np.log(probability).mean()


def least_squares(real, fake):
    total = sum((r - 1) ** 2 for r in real) / len(real)
    return total + sum((f + 1) ** 2 for f in fake) / len(fake)


def saturating(fake):
    return sum(math.log(1 - p) for p in fake) / len(fake)


class WassersteinLoss:
    def forward(self, d_fake):
        return -d_fake.mean()
