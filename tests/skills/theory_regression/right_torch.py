import torch


def mse_gradient(x, y, w):
    w = w.clone().requires_grad_(True)
    loss = torch.mean((x @ w - y) ** 2)
    loss.backward()
    return w.grad


def normal_equation(X, y):
    return torch.linalg.lstsq(X, y.unsqueeze(1)).solution.squeeze(1)
