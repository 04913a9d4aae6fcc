"""Right fine-tuning, with a loop of its own."""

import torch
from torch import nn, optim
from torch.utils.data import DataLoader


def fine_tune(model, train_loader, epochs=3, lr=1e-3, n_unfreeze=1):
    for p in model.parameters():
        p.requires_grad = False
    blocks = [model.layer1, model.layer2, model.layer3, model.layer4]
    for block in blocks[-n_unfreeze:]:
        for p in block.parameters():
            p.requires_grad = True
    for p in model.fc.parameters():
        p.requires_grad = True
    body = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith("fc")]
    optimizer = optim.SGD([
        {"params": body, "lr": lr / 10},
        {"params": model.fc.parameters(), "lr": lr},
    ], momentum=0.9)
    criterion = nn.CrossEntropyLoss()
    model.train()
    for _ in range(epochs):
        for x, y in train_loader:
            optimizer.zero_grad()
            loss = criterion(model(x), y)
            loss.backward()
            optimizer.step()
    return model


class FineTuner:
    def __init__(self, model, lr=1e-3):
        self.model = model
        for name, p in model.named_parameters():
            p.requires_grad = name.startswith(("layer4", "head"))
        self.optimizer = optim.AdamW([
            {"params": model.layer4.parameters(), "lr": lr * 0.01},
            {"params": model.head.parameters(), "lr": lr},
        ])

    def fit(self, dataset, epochs):
        loader = DataLoader(dataset, batch_size=4, shuffle=True)
        self.model.train()
        for _ in range(epochs):
            for x, y in loader:
                loss = nn.functional.cross_entropy(self.model(x), y)
                self.optimizer.zero_grad()
                loss.backward()
                self.optimizer.step()


def two_phases(model, x, y, epochs):
    for p in model.parameters():
        p.requires_grad = False
    model.classifier.requires_grad_(True)
    head = optim.Adam(model.classifier.parameters(), lr=1e-3)
    run(model, x, y, head, epochs)
    model.features[-1].requires_grad_(True)
    every = [p for p in model.parameters() if p.requires_grad]
    run(model, x, y, optim.Adam(every, lr=1e-5), epochs)


def run(model, x, y, optimizer, epochs):
    for _ in range(epochs):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()


def in_eval_mode(model, loader, epochs, lr=1e-4):
    """BatchNorm keeps the statistics of the pretraining: the whole model learns in eval mode."""
    model.eval()
    for p in model.parameters():
        p.requires_grad_(True)
    groups = [{"params": [p], "lr": lr * (10 if n.startswith("fc") else 1)} for n, p in model.named_parameters()]
    before = sum(nn.functional.cross_entropy(model(x), y) for x, y in loader)
    optimizer = optim.Adam(groups)
    for _ in range(epochs):
        for x, y in loader:
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(x), y).backward()
            optimizer.step()
    return before.item()


def by_hand(model, loader, epochs):
    """Without an optimizer: each step by hand."""
    model.train()
    for _ in range(epochs):
        for x, y in loader:
            model.zero_grad()
            nn.functional.cross_entropy(model(x), y).backward()
            with torch.no_grad():
                for name, p in model.named_parameters():
                    p -= (0.01 if name.startswith("fc") else 0.001) * p.grad


def finetune_lr_groups(model, train_loader, val_loader, epochs=3):
    backbone_params = [p for n, p in model.named_parameters() if not n.startswith("classifier")]
    optimizer = torch.optim.AdamW([{"params": backbone_params, "lr": 1e-5}, {"params": model.classifier.parameters()}], lr=1e-3)
    best = float("inf")
    for epoch in range(epochs):
        model.train()
        for images, labels in train_loader:
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(images), labels).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
        model.eval()
        with torch.no_grad():
            val = sum(nn.functional.cross_entropy(model(a), b).item() for a, b in val_loader)
        best = min(best, val)
    return best
