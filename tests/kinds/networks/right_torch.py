"""Networks of torch, in dialects that no page shows."""

import torch
import torch.nn.functional as F
from torch import nn


class Bilinear(nn.Module):
    """A layer that wants two inputs, and gives a tuple."""

    def __init__(self, n_in, n_out):
        super().__init__()
        self.first = nn.Linear(n_in, n_out)
        self.second = nn.Linear(n_in, n_out)

    def forward(self, x, y):
        mixed = self.first(x) * self.second(y)
        return mixed, mixed.mean()


def make_block(channels):
    """A function that makes a layer of images."""
    return nn.Sequential(nn.Conv2d(channels, channels, 3, padding=1), nn.Tanh())


class Tower(nn.Module):
    def __init__(self, num_blocks, width=64):
        super().__init__()
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(num_blocks))

    def forward(self, x):
        for block in self.blocks:
            x = x + 0.1 * torch.tanh(block(x))
        return x


def from_sizes(layer_sizes):
    return nn.Sequential(*(nn.Linear(a, b) for a, b in zip(layer_sizes, layer_sizes[1:])))


class LogShares(nn.Module):
    def __init__(self, n_tokens, emb_dim):
        super().__init__()
        self.table = nn.Embedding(n_tokens, emb_dim)
        self.head = nn.Linear(emb_dim, n_tokens)

    def forward(self, ids):
        return {"logits": F.log_softmax(self.head(self.table(ids)), dim=-1)}

    @torch.no_grad()
    def sample(self, context, steps, temperature=1.0):
        for _ in range(steps):
            shares = (self(context)["logits"][:, -1] / temperature).softmax(-1)
            context = torch.cat([context, torch.multinomial(shares, 1)], dim=1)
        return context


class Convolutional(nn.Module):
    """An autoencoder of images of digits, which gives its code, too."""

    def __init__(self, bottleneck=4):
        super().__init__()
        self.down = nn.Sequential(nn.Conv2d(1, 2, 3, 4), nn.Flatten(), nn.Linear(2 * 7 * 7, bottleneck))
        self.up = nn.Linear(bottleneck, 28 * 28)

    def encode(self, x):
        return self.down(x)

    def forward(self, x):
        z = self.encode(x)
        return z, torch.sigmoid(self.up(z)).view(-1, 1, 28, 28)


def jitter(x):
    return x + torch.normal(torch.zeros_like(x), torch.ones_like(x))


def embeddings_of(pairs, vocab_size, embedding_dim):
    """A table for numbers, from a torch Embedding."""
    table = nn.Embedding(vocab_size, embedding_dim)
    for a, b in pairs:
        with torch.no_grad():
            table.weight[a] += 0.1 * table.weight[b]
    return table


def update_d(critic, netG, optC, images, z):
    optC.zero_grad()
    (critic(netG(z).detach()).mean() - critic(images).mean()).backward()
    optC.step()


def update_g(critic, netG, optG, z):
    optG.zero_grad()
    (-critic(netG(z)).mean()).backward()
    optG.step()
