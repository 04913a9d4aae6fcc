"""Activations with the errors of first attempts: in lists, classes and torch."""

import math

import numpy as np
import torch
from torch import nn


def relu_of_lists(values):
    return [v if v > 0 else 1 for v in values]


class ReLUBackward:
    def forward(self, x):
        self.x = x
        return np.maximum(0, x)

    def backward(self, grad):
        return grad * np.maximum(0, self.x)


class SigmoidOutput:
    def forward(self, x):
        self.x = x
        return 1 / (1 + np.exp(-x))

    def backward(self, grad):
        return grad * self.x * (1 - self.x)


def sigmoid_mirrored(x):
    return 1.0 / (1.0 + np.exp(x))


def tanh_too_flat(z):
    return (np.exp(z) - 1) / (np.exp(z) + 1)


class TanhSlope:
    def forward(self, x):
        self.out = np.tanh(x)
        return self.out

    def backward(self, grad):
        return grad * (1 - self.out)


def tanh_clipped(x):
    return [max(-0.99, min(0.99, math.tanh(v))) for v in x]


def gelu_as_swish(x):
    return x * torch.sigmoid(x)


class GELU(nn.Module):
    def forward(self, x):
        return x * 0.5 * (1 + torch.erf(x))


def swish_alone(x, beta=1.0):
    return 1 / (1 + np.exp(-beta * x))


class Swish(nn.Module):
    def forward(self, x):
        return x * torch.tanh(x)


class SwishBackward:
    def forward(self, x):
        self.s = 1 / (1 + np.exp(-x))
        return x * self.s

    def backward(self, grad):
        return grad * self.s * (1 - self.s)


def selu_without_scale(x):
    return np.where(x > 0, x, 1.6732632423543772 * (np.exp(x) - 1))


class SELU(nn.Module):
    def forward(self, x):
        return 1.0507 * torch.where(x > 0, x, torch.exp(x) - 1)


def selu_exchanged(x):
    return np.where(x > 0, 1.6732632423543772 * x, 1.0507009873554805 * (np.exp(x) - 1))


class ELU:
    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x):
        self.x = x
        return np.where(x > 0, x, self.alpha * (np.exp(x) - 1))

    def backward(self, grad):
        return grad * np.where(self.x > 0, 1, self.alpha * (np.exp(self.x) - 1))


def elu_without_one(x, alpha=1.0):
    return np.where(x > 0, x, alpha * np.exp(x))


def softplus_without_one(x):
    return np.log(np.exp(x))


def softplus_base_two(x):
    return np.log2(1 + np.exp(x))


class Softplus(nn.Module):
    def forward(self, x):
        return torch.log(1 + torch.exp(-x))


def softmax_without_exp(z):
    return z / np.sum(z, axis=-1, keepdims=True)


class Softmax(nn.Module):
    def forward(self, x):
        return torch.log_softmax(x, dim=-1)
