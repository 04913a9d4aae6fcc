"""Transfer models with mistakes."""

import torch
import torch.nn as nn


def freeze(model):
    for p in model.parameters():
        p.requires_grad = False


def not_frozen(backbone, num_classes):
    backbone.eval()
    backbone.fc = nn.Linear(backbone.fc.in_features, num_classes)
    return backbone


def freezes_last(backbone, num_classes):
    backbone.eval()
    backbone.fc = nn.Linear(backbone.fc.in_features, num_classes)
    freeze(backbone)
    return backbone


def batch_norm_runs(backbone, num_classes):
    freeze(backbone)
    backbone.fc = nn.Linear(backbone.fc.in_features, num_classes)
    return backbone


def keeps_old_head(backbone, num_classes):
    freeze(backbone)
    backbone.eval()
    for p in backbone.fc.parameters():
        p.requires_grad = True
    return backbone


def initialises(backbone, num_classes):
    backbone.fc = nn.Linear(backbone.fc.in_features, num_classes)
    for m in backbone.modules():
        if isinstance(m, nn.Conv2d):
            nn.init.kaiming_normal_(m.weight)
    freeze(backbone)
    backbone.eval()
    for p in backbone.fc.parameters():
        p.requires_grad = True
    return backbone
