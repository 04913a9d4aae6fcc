import torch
from torch import nn


class TooWide(nn.Module):
    def __init__(self, input_dim, latent_dim=64):
        super().__init__()
        self.encoder = nn.Linear(input_dim, 2 * input_dim)
        self.decoder = nn.Linear(2 * input_dim, input_dim)

    def forward(self, x):
        return self.decoder(self.encoder(x))


class Detached(nn.Module):
    def __init__(self, input_dim, latent_dim):
        super().__init__()
        self.encoder = nn.Linear(input_dim, latent_dim)
        self.decoder = nn.Linear(latent_dim, input_dim)

    def forward(self, x):
        return self.decoder(self.encoder(x) * 0)


def positive(mu, logvar):
    return 0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp(), dim=1).mean()


def no_square(mu, logvar):
    return -0.5 * torch.sum(1 + logvar - mu - logvar.exp(), dim=1).mean()


def no_half(mu, logvar):
    return -torch.sum(1 + logvar - mu.pow(2) - logvar.exp(), dim=1).mean()


def variance(mu, logvar):
    return mu + torch.randn_like(mu) * logvar.exp()


def uniform(mu, logvar):
    return mu + torch.rand_like(mu) * (logvar / 2).exp()


def sample(mu, logvar):
    return torch.distributions.Normal(mu, (logvar / 2).exp()).sample()


def half_detached(mu, logvar):
    std = (logvar / 2).exp()
    return mu + torch.randn_like(mu) * (std + std.detach()) / 2


class GivesItsCode(nn.Module):
    def __init__(self, input_dim, latent_dim):
        super().__init__()
        self.encoder = nn.Linear(input_dim, latent_dim)
        self.decoder = nn.Linear(latent_dim, input_dim)

    def forward(self, x):
        return self.encoder(x)
