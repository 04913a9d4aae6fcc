import torch
from torch import nn


class TransferNet(nn.Module):
    """Somebody else's network without its last layer, and a new last layer of mine."""

    def __init__(self, base_model, num_features, num_classes):
        super().__init__()
        self.base = base_model
        for param in self.base.parameters():
            param.requires_grad = False
        self.classifier = nn.Sequential(nn.Dropout(0.2), nn.Linear(num_features, num_classes))

    def train(self, mode=True):
        super().train(mode)
        self.base.eval()  # its batch norms must not follow my few pictures
        return self

    def forward(self, x):
        features = self.base(x)
        return self.classifier(torch.flatten(features, 1))


def unfreeze_top_layers(model, num_layers, base_lr=1e-4, head_lr=1e-3):
    """Free the last layers of the body; an optimizer that treats them gently."""
    *body, head = list(model.children())
    body = [layer for part in body for layer in (part if isinstance(part, nn.Sequential) else [part])]
    for param in model.parameters():
        param.requires_grad = False
    for layer in [*body[-num_layers:], head]:
        for param in layer.parameters():
            param.requires_grad = True
    gentle = [p for layer in body[-num_layers:] for p in layer.parameters()]
    return torch.optim.Adam(
        [{"params": gentle, "lr": base_lr}, {"params": head.parameters(), "lr": head_lr}]
    )
