import torch
import torch.nn as nn
import torch.nn.functional as F


def discriminator_loss(logits_real, logits_fake):
    real = F.binary_cross_entropy_with_logits(logits_real, torch.ones_like(logits_real))
    fake = F.binary_cross_entropy_with_logits(logits_fake, torch.zeros_like(logits_fake))
    return real + fake


def generator_loss(logits_fake):
    return F.binary_cross_entropy_with_logits(logits_fake, torch.ones_like(logits_fake))


adversarial_loss = nn.BCELoss()


def d_loss(real_validity, fake_validity):
    valid = torch.ones(real_validity.size(0), 1)
    fake = torch.zeros(fake_validity.size(0), 1)
    return (adversarial_loss(real_validity, valid) + adversarial_loss(fake_validity, fake)) / 2


def g_loss(validity):
    return adversarial_loss(validity, torch.ones(validity.size(0), 1))


def smoothed(d_real, d_fake):
    return F.binary_cross_entropy(d_real, torch.full_like(d_real, 0.9)) - torch.log(1 - d_fake).mean()


def critic_loss(critic_real, critic_fake):
    return -(torch.mean(critic_real) - torch.mean(critic_fake))


def critic_generator_loss(critic_fake):
    return -torch.mean(critic_fake)


class HingeDiscriminator(nn.Module):
    def forward(self, disc_fake, disc_real):
        return F.relu(1.0 - disc_real).mean() + F.relu(1.0 + disc_fake).mean()


def ls_discriminator_loss(scores_real, scores_fake):
    return 0.5 * (torch.mean((scores_real - 1) ** 2) + torch.mean(scores_fake**2))


def ls_generator_loss(scores_fake):
    return 0.5 * ((scores_fake - 1) ** 2).mean()


def minimax_generator_loss(d_g_z):
    return torch.mean(torch.log(1 - d_g_z))


def smooth_hinge(real_pred, fake_pred):
    return F.softplus(-real_pred).sum() + F.softplus(fake_pred).sum()
