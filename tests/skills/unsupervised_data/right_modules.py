"""Autoencoders as bare torch modules, whose training stands in a notebook."""

import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, input_dim, latent_dim):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(input_dim, 16), nn.ReLU(), nn.Linear(16, latent_dim))
        self.decoder = nn.Sequential(nn.Linear(latent_dim, 16), nn.ReLU(), nn.Linear(16, input_dim))

    def forward(self, x):
        return self.decoder(self.encoder(x))


class AE(nn.Module):
    def __init__(self, n_features, n_components=3):
        super().__init__()
        self.down = nn.Linear(n_features, n_components)
        self.up = nn.Linear(n_components, n_features)

    def encode(self, x):
        return torch.tanh(self.down(x))

    def forward(self, x):
        z = self.encode(x)
        return self.up(z), z


class DenoisingNet(nn.Module):
    def __init__(self, in_features, hidden_size, k):
        super().__init__()
        self.enc1 = nn.Linear(in_features, hidden_size)
        self.enc2 = nn.Linear(hidden_size, k)
        self.dec1 = nn.Linear(k, hidden_size)
        self.dec2 = nn.Linear(hidden_size, in_features)

    def encode(self, x):
        return self.enc2(torch.tanh(self.enc1(x)))

    def forward(self, x):
        if self.training:
            x = x + 0.1 * torch.randn_like(x)
        return self.dec2(torch.tanh(self.dec1(self.encode(x))))


class Variational(nn.Module):
    def __init__(self, input_size, latent_size):
        super().__init__()
        self.mu = nn.Linear(input_size, latent_size)
        self.logvar = nn.Linear(input_size, latent_size)
        self.decode = nn.Linear(latent_size, input_size)

    def encode(self, x):
        return self.mu(x), self.logvar(x)

    def forward(self, x):
        mu, logvar = self.encode(x)
        z = mu + torch.exp(logvar / 2) * torch.randn_like(mu) if self.training else mu
        return self.decode(z), mu, logvar
