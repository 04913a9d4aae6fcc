"""Probabilities with torch and SciPy."""

import torch
from scipy import stats


def posterior(prior, likelihood):
    unnormalised = prior * likelihood
    return unnormalised / unnormalised.sum()


def normal_log_pdf(x, mean, std):
    return torch.distributions.Normal(mean, std).log_prob(x)


def normal_pdf(x, loc, scale):
    return stats.norm(loc, scale).pdf(x)


def sample(probs, num_samples):
    return torch.multinomial(probs, num_samples, replacement=True)


def mean_std(x):
    return torch.std_mean(x, unbiased=False)[::-1]


def conditional(joint):
    return joint / joint.sum(dim=1, keepdim=True)


class Entropy(torch.nn.Module):
    def forward(self, probs):
        return -torch.sum(probs * torch.log(probs))


def categorical_entropy(probs):
    return torch.distributions.Categorical(probs=probs).entropy()


def kl_div(p, q):
    return torch.nn.functional.kl_div(q.log(), p, reduction="sum")


def scipy_kl(pk, qk):
    return stats.entropy(pk, qk, base=2)


def posterior_of_tensors(prior, likelihood, p_b_given_not_a):
    joint = torch.stack([torch.as_tensor(prior * likelihood), torch.as_tensor((1 - prior) * p_b_given_not_a)])
    return (joint / joint.sum())[0]
