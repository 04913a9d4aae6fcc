import numpy as np
import torch
import torch.nn.functional as F

CROSS_ENTROPY = torch.nn.BCEWithLogitsLoss()


def swapped(real_logits, fake_logits):
    real = CROSS_ENTROPY(real_logits, torch.zeros_like(real_logits))
    return real + CROSS_ENTROPY(fake_logits, torch.ones_like(fake_logits))


def critic_upside_down(critic_real, critic_fake):
    return critic_real.mean() - critic_fake.mean()


def only_real(d_real, d_fake):
    return -torch.log(d_real).mean()


def only_fake(d_real, d_fake):
    return -torch.log(1 - d_fake).mean()


def squashed_twice(real_logits, fake_logits):
    real, fake = torch.sigmoid(real_logits), torch.sigmoid(fake_logits)
    return CROSS_ENTROPY(real, torch.ones_like(real)) + CROSS_ENTROPY(fake, torch.zeros_like(fake))


def detached(real_logits, fake_logits):
    fake = fake_logits.detach()
    real = CROSS_ENTROPY(real_logits, torch.ones_like(real_logits))
    return real + CROSS_ENTROPY(fake, torch.zeros_like(fake))


def hinge_without_a_hinge(real, fake):
    return (1 - real).mean() + (1 + fake).mean()


def honest(fake_logits):
    return CROSS_ENTROPY(fake_logits, torch.zeros_like(fake_logits))


def honest_critic(critic_fake):
    return critic_fake.mean()


def squashed_again(fake_logits):
    return F.binary_cross_entropy_with_logits(torch.sigmoid(fake_logits), torch.ones_like(fake_logits))


def taken_out(fake_logits):
    return torch.tensor(F.softplus(-fake_logits).mean().item())


def wrong_target(d_fake):
    return np.mean((d_fake - 0.5) ** 2)
