"""Metrics of torch and scikit-learn, as learners wrap them."""

import torch
from sklearn import metrics


def macro_f1(preds, targets):
    return metrics.f1_score(targets, preds, average="macro")


class ConfusionMatrix(torch.nn.Module):
    def __init__(self, num_classes):
        super().__init__()
        self.num_classes = num_classes

    def forward(self, preds, targets):
        index = targets.long() * self.num_classes + preds.long()
        return torch.bincount(index, minlength=self.num_classes**2).reshape(self.num_classes, -1)


def roc_auc(y_true, y_prob):
    return metrics.roc_auc_score(y_true, y_prob)


def pr_auc(y_true, y_prob):
    precision, recall, _ = metrics.precision_recall_curve(y_true, y_prob)
    return metrics.auc(recall, precision)


def intersection_over_union(boxes_preds, boxes_labels, box_format="midpoint"):
    if box_format == "midpoint":
        box1_x1 = boxes_preds[..., 0:1] - boxes_preds[..., 2:3] / 2
        box1_y1 = boxes_preds[..., 1:2] - boxes_preds[..., 3:4] / 2
        box1_x2 = boxes_preds[..., 0:1] + boxes_preds[..., 2:3] / 2
        box1_y2 = boxes_preds[..., 1:2] + boxes_preds[..., 3:4] / 2
        box2_x1 = boxes_labels[..., 0:1] - boxes_labels[..., 2:3] / 2
        box2_y1 = boxes_labels[..., 1:2] - boxes_labels[..., 3:4] / 2
        box2_x2 = boxes_labels[..., 0:1] + boxes_labels[..., 2:3] / 2
        box2_y2 = boxes_labels[..., 1:2] + boxes_labels[..., 3:4] / 2
    x1 = torch.max(box1_x1, box2_x1)
    y1 = torch.max(box1_y1, box2_y1)
    x2 = torch.min(box1_x2, box2_x2)
    y2 = torch.min(box1_y2, box2_y2)
    intersection = (x2 - x1).clamp(0) * (y2 - y1).clamp(0)
    box1_area = abs((box1_x2 - box1_x1) * (box1_y2 - box1_y1))
    box2_area = abs((box2_x2 - box2_x1) * (box2_y2 - box2_y1))
    return intersection / (box1_area + box2_area - intersection + 1e-6)


def box_iou(boxes1, boxes2):
    area1 = (boxes1[:, 2] - boxes1[:, 0]) * (boxes1[:, 3] - boxes1[:, 1])
    area2 = (boxes2[:, 2] - boxes2[:, 0]) * (boxes2[:, 3] - boxes2[:, 1])
    upper = torch.max(boxes1[:, None, :2], boxes2[:, :2])
    lower = torch.min(boxes1[:, None, 2:], boxes2[:, 2:])
    sides = (lower - upper).clamp(min=0)
    inter = sides[:, :, 0] * sides[:, :, 1]
    return inter / (area1[:, None] + area2 - inter)


def torch_mask_iou(pred, target):
    pred, target = pred.bool(), target.bool()
    return (pred & target).sum().float() / (pred | target).sum().float()


def mcc(y_true, y_pred):
    return metrics.matthews_corrcoef(y_true, y_pred)


def topk_accuracy(output, target, k=2):
    _, best = output.topk(k, dim=1)
    return 100.0 * best.eq(target.view(-1, 1)).any(dim=1).float().mean()


def perplexity(loss):
    return torch.exp(torch.mean(loss))
