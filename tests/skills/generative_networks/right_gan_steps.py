import torch
import torch.nn as nn
import torch.nn.functional as F


def train_step(generator, discriminator, g_optimizer, d_optimizer, criterion, real, latent_dim=100):
    """As in most tutorials: the discriminator first, on real and on detached fakes."""
    n = real.size(0)
    d_optimizer.zero_grad()
    real_loss = criterion(discriminator(real), torch.ones(n, 1))
    fake = generator(torch.randn(n, latent_dim))
    fake_loss = criterion(discriminator(fake.detach()), torch.zeros(n, 1))
    d_loss = real_loss + fake_loss
    d_loss.backward()
    d_optimizer.step()

    g_optimizer.zero_grad()
    g_loss = criterion(discriminator(fake), torch.ones(n, 1))
    g_loss.backward()
    g_optimizer.step()
    return d_loss.item(), g_loss.item()


def train_gan(dataloader, G, D, opt_G, opt_D, epochs, nz, device):
    """DCGAN: two backward passes for the discriminator, images, scores as a vector."""
    loss = nn.BCELoss()
    for _ in range(epochs):
        for data in dataloader:
            D.zero_grad()
            images = data[0].to(device)
            n = images.size(0)
            label = torch.full((n,), 1.0, device=device)
            loss(D(images.view(n, 1, 28, 28)).view(-1), label).backward()
            fake = G(torch.randn(n, nz, 1, 1, device=device))
            loss(D(fake.detach()).view(-1), label * 0).backward()
            opt_D.step()
            G.zero_grad()
            loss(D(fake).view(-1), label).backward()
            opt_G.step()


def generator_first(gen, disc, opt_gen, opt_disc, real):
    """The generator first, its gradient left in the discriminator until that clears it."""
    z = torch.randn(len(real), 64)
    opt_gen.zero_grad()
    fake = gen(z)
    F.softplus(-disc(fake)).mean().backward()
    opt_gen.step()
    opt_disc.zero_grad()
    (F.softplus(-disc(real)).mean() + F.softplus(disc(fake.detach())).mean()).backward()
    opt_disc.step()


def wgan_step(gen, critic, opt_gen, opt_critic, real, n_critic=5, clip=0.01):
    for _ in range(n_critic):
        noise = torch.randn(len(real), 8)
        loss_critic = -(critic(real).mean() - critic(gen(noise)).mean())
        critic.zero_grad()
        loss_critic.backward(retain_graph=True)
        opt_critic.step()
        for p in critic.parameters():
            p.data.clamp_(-clip, clip)
    gen.zero_grad()
    loss_gen = -critic(gen(torch.randn(len(real), 8))).mean()
    loss_gen.backward()
    opt_gen.step()


def train_discriminator(discriminator, generator, d_optim, real_images, noise):
    d_optim.zero_grad()
    with torch.no_grad():
        fake = generator(noise)
    loss = F.relu(1 - discriminator(real_images)).mean() + F.relu(1 + discriminator(fake)).mean()
    loss.backward()
    d_optim.step()
    return loss.item()


def train_generator(discriminator, generator, g_optim, noise):
    g_optim.zero_grad()
    for p in discriminator.parameters():
        p.requires_grad_(False)
    loss = -discriminator(generator(noise)).mean()
    loss.backward()
    g_optim.step()
    for p in discriminator.parameters():
        p.requires_grad_(True)
    return loss.item()
