import torch
import torch.nn.functional as F


def _d_loss(disc, real, fake):
    return F.softplus(-disc(real)).mean() + F.softplus(disc(fake)).mean()


def _step(loss, optimizer):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def generator_from_detached(gen, disc, opt_gen, opt_disc, real):
    fake = gen(torch.randn(len(real), 4))
    _step(_d_loss(disc, real, fake.detach()), opt_disc)
    _step(F.softplus(-disc(fake.detach())).mean(), opt_gen)


def discriminator_never_steps(gen, disc, opt_gen, opt_disc, real):
    fake = gen(torch.randn(len(real), 4))
    opt_disc.zero_grad()
    _d_loss(disc, real, fake.detach()).backward()
    _step(F.softplus(-disc(fake)).mean(), opt_gen)


def never_clears(gen, disc, opt_gen, opt_disc, real):
    fake = gen(torch.randn(len(real), 4))
    _d_loss(disc, real, fake.detach()).backward()
    opt_disc.step()
    F.softplus(-disc(fake)).mean().backward()
    opt_gen.step()


def both_backward_first(gen, disc, opt_gen, opt_disc, real):
    """The generator's loss reaches the discriminator before that takes its step."""
    fake = gen(torch.randn(len(real), 4))
    opt_gen.zero_grad()
    opt_disc.zero_grad()
    _d_loss(disc, real, fake.detach()).backward()
    F.softplus(-disc(fake)).mean().backward()
    opt_disc.step()
    opt_gen.step()


def not_detached(gen, disc, opt_gen, opt_disc, real):
    """The discriminator's loss reaches the generator, which is cleared too early."""
    fake = gen(torch.randn(len(real), 4))
    opt_gen.zero_grad()
    opt_disc.zero_grad()
    _d_loss(disc, real, fake).backward()
    opt_disc.step()
    F.softplus(-disc(gen(torch.randn(len(real), 4)))).mean().backward()
    opt_gen.step()


def one_sum(gen, disc, opt_gen, opt_disc, real):
    fake = gen(torch.randn(len(real), 4))
    opt_gen.zero_grad()
    opt_disc.zero_grad()
    (_d_loss(disc, real, fake) + F.softplus(-disc(fake)).mean()).backward()
    opt_disc.step()
    opt_gen.step()


def one_optimizer(gen, disc, real, lr):
    optimizer = torch.optim.SGD([*gen.parameters(), *disc.parameters()], lr=lr)
    fake = gen(torch.randn(len(real), 4))
    _step(_d_loss(disc, real, fake), optimizer)
    _step(F.softplus(-disc(gen(torch.randn(len(real), 4)))).mean(), optimizer)


def honest_generator(gen, disc, opt_gen, opt_disc, real):
    fake = gen(torch.randn(len(real), 4))
    _step(_d_loss(disc, real, fake.detach()), opt_disc)
    _step(F.softplus(disc(fake)).mean(), opt_gen)


def swapped_labels(gen, disc, opt_gen, opt_disc, real):
    fake = gen(torch.randn(len(real), 4))
    _step(_d_loss(disc, fake.detach(), real), opt_disc)
    _step(F.softplus(-disc(fake)).mean(), opt_gen)
