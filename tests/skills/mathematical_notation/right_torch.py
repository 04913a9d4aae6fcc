import torch


def expected_value(values, probabilities):
    return (values * probabilities).sum()


def variance(x: torch.Tensor) -> torch.Tensor:
    return torch.var(x)


def norm(x: torch.Tensor) -> torch.Tensor:
    return x.float().pow(2).sum().sqrt()


def product(x: torch.Tensor):
    return torch.prod(x)


class Softmax(torch.nn.Module):
    def forward(self, x):
        return torch.exp(x) / torch.exp(x).sum(dim=-1, keepdim=True)


def geometric_mean(x):
    return x.log().mean().exp()
