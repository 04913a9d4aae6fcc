import torch


def l2_regularization(params, lam=1e-4):
    """params: the weights of one layer, or of several in a list."""
    return lam * sum((p ** 2).sum() for p in params)


def l1_regularization(params, lam=1e-4):
    return lam * sum(p.abs().sum() for p in params)


def smooth_labels(labels, n_classes, eps=0.1):
    one_hot = torch.nn.functional.one_hot(labels, n_classes).float()
    return one_hot * (1 - eps) + eps / n_classes
