import torch
import torch.nn.functional as F
from torch import nn


class GAN:
    """With a method for a step of both."""

    def __init__(self, data_dim, latent_dim=16, hidden_dim=32, lr=2e-4):
        self.latent_dim = latent_dim
        self.G = nn.Sequential(nn.Linear(latent_dim, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, data_dim))
        self.D = nn.Sequential(
            nn.Linear(data_dim, hidden_dim), nn.LeakyReLU(0.2), nn.Linear(hidden_dim, 1), nn.Sigmoid()
        )
        self.opt_g = torch.optim.Adam(self.G.parameters(), lr=lr, betas=(0.5, 0.999))
        self.opt_d = torch.optim.Adam(self.D.parameters(), lr=lr, betas=(0.5, 0.999))

    def train_step(self, real):
        n = len(real)
        fake = self.G(torch.randn(n, self.latent_dim))
        d_loss = -(torch.log(self.D(real)).mean() + torch.log(1 - self.D(fake.detach())).mean())
        self.opt_d.zero_grad()
        d_loss.backward()
        self.opt_d.step()
        g_loss = -torch.log(self.D(fake)).mean()
        self.opt_g.zero_grad()
        g_loss.backward()
        self.opt_g.step()
        return {"d": d_loss.item(), "g": g_loss.item()}


class LeastSquaresGAN(nn.Module):
    """A module with a method for each network, and updates by hand."""

    def __init__(self, input_dim, z_dim):
        super().__init__()
        self.z_dim = z_dim
        self.generator = nn.Sequential(nn.Linear(z_dim, 16), nn.Tanh(), nn.Linear(16, input_dim))
        self.discriminator = nn.Sequential(nn.Linear(input_dim, 16), nn.Tanh(), nn.Linear(16, 1))

    def _descend(self, network, loss):
        network.zero_grad()
        loss.backward()
        with torch.no_grad():
            for p in network.parameters():
                p -= 0.01 * p.grad

    def train_discriminator(self, x):
        fake = self.generator(torch.randn(len(x), self.z_dim)).detach()
        loss = F.mse_loss(self.discriminator(x), torch.ones(len(x), 1)) + (self.discriminator(fake) ** 2).mean()
        self._descend(self.discriminator, loss)

    def train_generator(self, batch_size):
        scores = self.discriminator(self.generator(torch.randn(batch_size, self.z_dim)))
        self._descend(self.generator, F.mse_loss(scores, torch.ones(batch_size, 1)))


class GANTrainer:
    """Given both networks; a gradient penalty, and several steps of the critic."""

    def __init__(self, generator, discriminator, g_optimizer, d_optimizer, z_dim, n_critic=3, gp_weight=10.0):
        self.generator, self.discriminator = generator, discriminator
        self.g_optimizer, self.d_optimizer = g_optimizer, d_optimizer
        self.z_dim, self.n_critic, self.gp_weight = z_dim, n_critic, gp_weight

    def _penalty(self, real, fake):
        alpha = torch.rand(len(real), *[1] * (real.dim() - 1))
        mixed = (alpha * real + (1 - alpha) * fake).requires_grad_(True)
        scores = self.discriminator(mixed)
        slopes = torch.autograd.grad(scores, mixed, torch.ones_like(scores), create_graph=True)[0]
        return self.gp_weight * ((slopes.flatten(1).norm(2, dim=1) - 1) ** 2).mean()

    def train_step(self, real):
        for _ in range(self.n_critic):
            fake = self.generator(torch.randn(len(real), self.z_dim)).detach()
            gap = self.discriminator(fake).mean() - self.discriminator(real).mean()
            self.d_optimizer.zero_grad()
            (gap + self._penalty(real, fake)).backward()
            self.d_optimizer.step()
        self.g_optimizer.zero_grad()
        (-self.discriminator(self.generator(torch.randn(len(real), self.z_dim))).mean()).backward()
        self.g_optimizer.step()

    def train(self, data_loader, epochs):
        for _ in range(epochs):
            for batch, _ in data_loader:
                self.train_step(batch)
