import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.norm = nn.LayerNorm(dim)
        self.fc = nn.Linear(dim, dim)

    def forward(self, x):
        return x + torch.relu(self.fc(self.norm(x)))


class DeepResidualNet(nn.Module):
    def __init__(self, depth=120, width=512, num_classes=10):
        super().__init__()
        self.inp = nn.Linear(784, width)
        self.blocks = nn.Sequential(*[Block(width) for _ in range(depth)])
        self.out = nn.Linear(width, num_classes)

    def forward(self, x):
        return self.out(self.blocks(torch.relu(self.inp(x.flatten(1)))))


def build_large_network(depth=110, in_features=64, hidden=600, out_features=10):
    layers = [nn.Linear(in_features, hidden), nn.SELU()]
    for _ in range(depth - 2):
        layers += [nn.Linear(hidden, hidden), nn.SELU()]
    layers.append(nn.Linear(hidden, out_features))
    net = nn.Sequential(*layers)
    for layer in net:
        if isinstance(layer, nn.Linear):
            nn.init.normal_(layer.weight, std=layer.in_features**-0.5)
            nn.init.zeros_(layer.bias)
    return net


class BasicBlock(nn.Module):
    def __init__(self, cin, cout, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(cin, cout, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(cout)
        self.conv2 = nn.Conv2d(cout, cout, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(cout)
        same = stride == 1 and cin == cout
        self.short = nn.Identity() if same else nn.Conv2d(cin, cout, 1, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.bn2(self.conv2(out)) + self.short(x))


class ResNet(nn.Module):
    """He et al., the version for small images: 6n + 2 layers."""

    def __init__(self, num_blocks, channels=16):
        super().__init__()
        self.stem = nn.Conv2d(3, channels, 3, padding=1)
        blocks, cin = [], channels
        for stage in range(3):
            cout = channels * 2**stage
            for i in range(num_blocks // 3 + 1):
                blocks.append(BasicBlock(cin, cout, 2 if i == 0 and stage else 1))
                cin = cout
        self.blocks = nn.Sequential(*blocks)
        self.fc = nn.Linear(cin, 10)

    def forward(self, x):
        return self.fc(self.blocks(self.stem(x)).mean((2, 3)))


def resnet_fixed():
    """Its depth is fixed."""
    return DeepResidualNet(depth=101, width=512)


class PostNorm(nn.Module):
    def __init__(self, n_layers, d_model):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(d_model, d_model) for _ in range(n_layers))
        self.norms = nn.ModuleList(nn.BatchNorm1d(d_model) for _ in range(n_layers))

    def forward(self, x):
        for layer, norm in zip(self.layers, self.norms):
            x = x + 0.1 * torch.tanh(norm(layer(x)))
        return x
