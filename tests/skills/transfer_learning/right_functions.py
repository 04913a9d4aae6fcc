"""Right transfer models, built by functions as tutorials and learners write them."""

import torch
import torch.nn as nn


def build_transfer_model(backbone, num_classes):
    for param in backbone.parameters():
        param.requires_grad = False
    backbone.eval()
    num_ftrs = backbone.fc.in_features
    backbone.fc = nn.Linear(num_ftrs, num_classes)
    return backbone


def replace_classifier(model, n_classes):
    model.eval()
    for p in model.features.parameters():
        p.requires_grad_(False)
    in_features = model.classifier[1].in_features
    model.classifier[1] = nn.Linear(in_features, n_classes)


def sequential(base_model, classes, feature_dim):
    base_model.requires_grad_(False)
    base_model.eval()
    return nn.Sequential(base_model, nn.Flatten(), nn.Linear(feature_dim, classes))


def probing(encoder, num_classes):
    for p in encoder.parameters():
        p.requires_grad = False
    encoder.eval()
    with torch.no_grad():
        features = encoder(torch.zeros(1, 3, 32, 32)).shape[1]
    head = nn.Sequential(nn.Linear(features, 16), nn.ReLU(), nn.Linear(16, num_classes))
    model = nn.Sequential(encoder, head)
    optimizer = torch.optim.Adam(head.parameters(), lr=1e-3)
    return model, optimizer


def head_optimizer(backbone, num_classes):
    backbone.eval()
    backbone.fc = nn.Linear(backbone.fc.in_features, num_classes)
    return backbone, torch.optim.SGD(backbone.fc.parameters(), lr=0.1)


def freeze_but_head(model, num_labels):
    model.fc = nn.Linear(model.fc.in_features, num_labels)
    for name, param in model.named_parameters():
        if not name.startswith("fc"):
            param.requires_grad = False
    for m in model.modules():
        if isinstance(m, nn.BatchNorm2d):
            m.eval()
    optimizer = torch.optim.Adam(filter(lambda p: p.requires_grad, model.parameters()), lr=1e-3)
    return model, optimizer
