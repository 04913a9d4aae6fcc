import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class PlainTensor(nn.Module):
    def __init__(self, in_features, out_features):
        super().__init__()
        self.weight = torch.randn(in_features, out_features, requires_grad=True)
        self.bias = nn.Parameter(torch.zeros(out_features))

    def forward(self, x):
        return x @ self.weight.to(x.dtype) + self.bias


class PlainList(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.layers = [nn.Linear(dim, dim).double() for _ in range(2)]
        self.last = nn.Linear(dim, dim)

    def forward(self, x):
        for layer in self.layers:
            x = torch.relu(layer(x))
        return self.last(x)


class Detached(nn.Module):
    def __init__(self, in_features, out_features):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_features, out_features))

    def forward(self, x):
        return x @ self.weight.data


class ThroughNumPy(nn.Module):
    def __init__(self, in_features, out_features):
        super().__init__()
        self.linear = nn.Linear(in_features, out_features)

    def forward(self, x):
        return torch.from_numpy(np.tanh(self.linear(x).detach().numpy()))


class AlwaysDrops(nn.Module):
    def __init__(self, in_features, out_features):
        super().__init__()
        self.linear = nn.Linear(in_features, out_features)

    def forward(self, x):
        return F.dropout(self.linear(x), 0.3)


class AlwaysRemembers(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(dim))
        self.register_buffer("mean", torch.zeros(dim))

    def forward(self, x):
        self.mean = 0.9 * self.mean + 0.1 * x.detach().mean(0)
        return self.gain * (x - self.mean)


class ForgetsItsMean(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(dim))
        self.mean = torch.zeros(dim)

    def forward(self, x):
        if self.training:
            self.mean = 0.9 * self.mean + 0.1 * x.detach().mean(0)
        return self.gain * (x - self.mean)


class FixedBatch(nn.Module):
    def __init__(self, in_features, out_features, batch_size=32):
        super().__init__()
        self.linear = nn.Linear(in_features, out_features)
        self.batch_size = batch_size

    def forward(self, x):
        return self.linear(x).view(self.batch_size, -1)


class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**2

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return 2 * x


class WrongFunction(nn.Module):
    def __init__(self, in_features, out_features):
        super().__init__()
        self.linear = nn.Linear(in_features, out_features)

    def forward(self, x):
        return Square.apply(self.linear(x))


class NewWeights(nn.Module):
    def __init__(self, in_features, out_features):
        super().__init__()
        self.sizes = (in_features, out_features)
        self.bias = nn.Parameter(torch.zeros(out_features))

    def forward(self, x):
        weight = nn.Parameter(torch.randn(*self.sizes, dtype=x.dtype))
        return x @ weight + self.bias


class Shared(nn.Module):
    weight = nn.Parameter(torch.randn(6, 6, dtype=torch.float64))

    def __init__(self, dim):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(dim))
        self.w = Shared.weight

    def forward(self, x):
        return x @ self.w + self.bias


class Activation(nn.Module):
    def forward(self, x):
        return x * torch.sigmoid(x)
