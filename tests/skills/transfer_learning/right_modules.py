"""Right transfer models, written as torch modules."""

import torch
from torch import nn


class TransferModel(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        for p in self.backbone.parameters():
            p.requires_grad = False
        self.head = nn.Linear(backbone.out_features, num_classes)
        self.backbone.eval()

    def train(self, mode=True):
        super().train(mode)
        self.backbone.eval()
        return self

    def forward(self, x):
        with torch.no_grad():
            features = self.backbone(x)
        return self.head(features)


class PoolingHead(nn.Module):
    def __init__(self, feature_extractor, in_channels, n_classes):
        super().__init__()
        self.feature_extractor = feature_extractor.eval()
        self.feature_extractor.requires_grad_(False)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.LazyLinear(n_classes)

    def forward(self, x):
        maps = self.feature_extractor(x)
        return self.classifier(self.pool(maps).flatten(1))


def build(pretrained, num_labels):
    return TransferModel(pretrained, num_labels)


class OnceInTraining(nn.Module):
    """Every loop calls train() first, and only then does it matter in which mode the backbone is."""

    def __init__(self, base_model, num_features, num_classes):
        super().__init__()
        self.base = base_model.requires_grad_(False)
        self.classifier = nn.Sequential(nn.Dropout(0.2), nn.Linear(num_features, num_classes))

    def train(self, mode=True):
        super().train(mode)
        self.base.eval()
        return self

    def forward(self, x):
        return self.classifier(torch.flatten(self.base(x), 1))


class TransferLearner(nn.Module):
    def __init__(self, backbone, num_classes, dropout=0.2, freeze=True):
        super().__init__()
        self.backbone = backbone
        self.backbone.fc = nn.Identity()
        if freeze:
            for p in self.backbone.parameters():
                p.requires_grad = False
        self.backbone.eval()
        self.fc = nn.Sequential(nn.Dropout(dropout), nn.Linear(backbone.num_features, num_classes))

    def train(self, mode=True):
        super().train(mode)
        self.backbone.eval()

    def forward(self, x):
        return self.fc(self.backbone(x))
