from sklearn.neural_network import MLPClassifier  # noqa: F401
from torch import nn


class WithBatchNorm(nn.Module):
    def __init__(self, n_features, n_hidden, n_classes):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(n_features, n_hidden), nn.BatchNorm1d(n_hidden), nn.ReLU(), nn.Linear(n_hidden, n_classes)
        )

    def forward(self, x):
        return self.layers(x)
