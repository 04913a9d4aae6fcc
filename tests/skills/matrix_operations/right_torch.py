import torch


def matmul(a, b):
    return torch.matmul(a, b)


def transpose(x):
    return x.t()


def bias_trick(x, w, b):
    ones = torch.ones(x.shape[0], 1, dtype=x.dtype)
    return torch.cat([x, ones], dim=1), torch.cat([w, b.unsqueeze(0)], dim=0)
