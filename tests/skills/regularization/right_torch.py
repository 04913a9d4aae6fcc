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


def smooth_one_hot(true_labels, classes, smoothing=0.0):
    assert 0 <= smoothing < 1
    confidence = 1.0 - smoothing
    label_shape = torch.Size((true_labels.size(0), classes))
    with torch.no_grad():
        true_dist = torch.empty(size=label_shape, device=true_labels.device)
        true_dist.fill_(smoothing / (classes - 1))
        true_dist.scatter_(1, true_labels.data.unsqueeze(1), confidence)
    return true_dist


class LabelSmoothing(torch.nn.Module):
    def __init__(self, num_classes, eps=0.1):
        super().__init__()
        self.num_classes, self.eps = num_classes, eps

    def forward(self, labels):
        hot = torch.nn.functional.one_hot(labels.long(), self.num_classes).double()
        return hot * (1 - self.eps) + self.eps / self.num_classes
