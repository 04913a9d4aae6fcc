import torch
from torch.optim import SGD


def l2_penalty(w):
    return (w**2).sum() / 2


def l1_penalty(weights, lambda_l1=1e-4):
    return lambda_l1 * torch.norm(weights, p=1)


def elastic_net(weights, l1_lambda, l2_lambda):
    return l1_lambda * weights.abs().sum() + l2_lambda * weights.pow(2).sum()


def weight_decay_step(params, lr, weight_decay):
    with torch.no_grad():
        for p in params:
            p -= lr * (p.grad + weight_decay * p)


def label_smoothing(targets, smoothing=0.1):
    with torch.no_grad():
        return targets * (1 - smoothing) + smoothing / targets.size(-1)
