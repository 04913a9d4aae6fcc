import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn import BCELoss, BCEWithLogitsLoss, CrossEntropyLoss, HuberLoss, SmoothL1Loss, TripletMarginLoss


def cross_entropy(logits, targets):
    log_probs = logits - logits.logsumexp(dim=1, keepdim=True)
    return -log_probs[torch.arange(len(targets)), targets].mean()


class MyCrossEntropy(nn.Module):
    def __init__(self, reduction="mean"):
        super().__init__()
        self.reduction = reduction

    def forward(self, input, target):
        loss = F.nll_loss(F.log_softmax(input, dim=-1), target, reduction="none")
        return loss.mean() if self.reduction == "mean" else loss.sum()


class BCE(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target):
        ctx.save_for_backward(pred, target)
        return -(target * pred.log() + (1 - target) * (1 - pred).log()).mean()

    @staticmethod
    def backward(ctx, grad_output):
        pred, target = ctx.saved_tensors
        return grad_output * (pred - target) / (pred * (1 - pred)) / len(pred), None


def bce(pred, target):
    return F.binary_cross_entropy(pred, target.to(pred.dtype))


def hinge_loss(output, target):
    return torch.clamp(1 - output * target, min=0).mean()


class FocalLoss(nn.Module):
    def __init__(self, alpha=0.25, gamma=2.0):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, inputs, targets):
        ce = F.binary_cross_entropy_with_logits(inputs, targets.to(inputs.dtype), reduction="none")
        p = torch.sigmoid(inputs)
        p_t = p * targets + (1 - p) * (1 - targets)
        alpha_t = self.alpha * targets + (1 - self.alpha) * (1 - targets)
        return (alpha_t * (1 - p_t) ** self.gamma * ce).mean()


class DiceLoss(nn.Module):
    def __init__(self, smooth=1.0):
        super().__init__()
        self.smooth = smooth

    def forward(self, logits, targets):
        probs = torch.sigmoid(logits).view(-1)
        targets = targets.view(-1)
        both = (probs * targets).sum()
        return 1 - (2 * both + self.smooth) / (probs.sum() + targets.sum() + self.smooth)


class ContrastiveLoss(nn.Module):
    def __init__(self, margin=2.0):
        super().__init__()
        self.margin = margin

    def forward(self, output1, output2, label):
        d = F.pairwise_distance(output1, output2)
        return torch.mean((1 - label) * d.pow(2) + label * torch.clamp(self.margin - d, min=0.0).pow(2))


def kl_of_logs(p, log_q):
    return F.kl_div(log_q, p, reduction="batchmean")


class MyBCE(nn.Module):
    """Refuses labels that are whole numbers, as PyTorch does."""

    def __init__(self):
        super().__init__()
        self.loss = nn.BCEWithLogitsLoss()

    def forward(self, logits, labels):
        return self.loss(logits, labels)
