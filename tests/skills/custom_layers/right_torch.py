import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class MyLinear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(out_features, in_features))
        nn.init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        self.bias = nn.Parameter(torch.zeros(out_features)) if bias else None

    def forward(self, x):
        out = x @ self.weight.t()
        return out if self.bias is None else out + self.bias


class ResidualBlock(nn.Module):
    def __init__(self, dim, dropout=0.1):
        super().__init__()
        self.net = nn.Sequential(
            nn.LayerNorm(dim), nn.Linear(dim, 4 * dim), nn.GELU(), nn.Linear(4 * dim, dim)
        )
        self.drop = nn.Dropout(dropout)

    def forward(self, x):
        return x + self.drop(self.net(x))


class ConvBlock(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, 3, padding=1)
        self.norm = nn.BatchNorm2d(out_channels)

    def forward(self, x):
        return F.relu(self.norm(self.conv(x)))


class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.num_heads, self.head_dim = num_heads, embed_dim // num_heads
        self.qkv = nn.Linear(embed_dim, 3 * embed_dim)
        self.out = nn.Linear(embed_dim, embed_dim)

    def forward(self, x):
        b, t, c = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.num_heads, self.head_dim).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(self.head_dim), dim=-1)
        return self.out((weights @ v).transpose(1, 2).reshape(b, t, c))


class CenteredLayer(nn.Module):
    """Dive into Deep Learning, with a weight so that there is something to learn."""

    def __init__(self, units):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(units))

    def forward(self, X):
        return self.gain * (X - X.mean(dim=-1, keepdim=True))


class ScaledReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, slope):
        ctx.save_for_backward(x, slope)
        return x.clamp(min=0) * slope

    @staticmethod
    def backward(ctx, grad_output):
        x, slope = ctx.saved_tensors
        return grad_output * (x > 0) * slope, (grad_output * x.clamp(min=0)).sum(0)


class ScaledReLULayer(nn.Module):
    def __init__(self, num_features):
        super().__init__()
        self.slope = nn.Parameter(torch.rand(num_features) + 0.5)

    def forward(self, x):
        return ScaledReLU.apply(x, self.slope)


class LinearActivation(nn.Module):
    """With a buffer that training moves, and weights in a list of parameters."""

    def __init__(self, n_in, n_out):
        super().__init__()
        self.weights = nn.ParameterList([nn.Parameter(torch.randn(n_in, n_out) * 0.1) for _ in range(2)])
        self.register_buffer("mean", torch.zeros(n_in))

    def forward(self, x):
        if self.training:
            with torch.no_grad():
                self.mean = 0.9 * self.mean + 0.1 * x.mean(0)
        x = x - self.mean.detach()
        return torch.tanh(x @ self.weights[0]) + torch.sigmoid(x @ self.weights[1])


class TokenEmbedding(nn.Module):
    def __init__(self, vocab_size, embed_dim):
        super().__init__()
        self.table = nn.Parameter(torch.randn(vocab_size, embed_dim))

    def forward(self, ids):
        return self.table[ids]


class NoisyLinear(nn.Module):
    def __init__(self, in_features, out_features, sigma=0.5):
        super().__init__()
        self.mu = nn.Linear(in_features, out_features)
        self.sigma = nn.Parameter(torch.full((out_features, in_features), sigma / in_features))

    def forward(self, x):
        weight = self.mu.weight
        if self.training:
            weight = weight + self.sigma * torch.randn_like(weight)
        return F.linear(x, weight, self.mu.bias)


class RMSNorm(nn.Module):
    def __init__(self, dim, eps=1e-6):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(dim))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps) * self.weight


class CausalMasked(nn.Module):
    """Its mask is made in single precision, and is no weight."""

    def __init__(self, config):
        super().__init__()
        self.key = nn.Linear(config.n_embd, config.n_embd, bias=False)
        self.mask = torch.tril(torch.ones(config.block_size, config.block_size))

    def forward(self, x):
        t = x.shape[1]
        scores = self.key(x) @ x.transpose(1, 2)
        return torch.softmax(scores.masked_fill(self.mask[:t, :t] == 0, float("-inf")), -1) @ x


class SinglePrecision(nn.Module):
    def __init__(self, in_features, out_features):
        super().__init__()
        self.linear = nn.Linear(in_features, out_features)

    def forward(self, x):
        return self.linear(x) @ torch.ones(self.linear.out_features, 2)


class WithoutModule:
    """Tensors of torch in a plain class."""

    def __init__(self, n_in, n_out):
        self.w = torch.randn(n_in, n_out, requires_grad=True, dtype=torch.double)
        self.b = torch.zeros(n_out, requires_grad=True, dtype=torch.double)

    def parameters(self):
        return [self.w, self.b]

    def __call__(self, x):
        return torch.relu(x @ self.w + self.b)
