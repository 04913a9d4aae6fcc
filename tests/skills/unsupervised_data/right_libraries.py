"""PCA and autoencoders with torch and scikit-learn."""

import torch
from sklearn.decomposition import PCA as SklearnPCA


def pca(X, n_components):
    return SklearnPCA(n_components).fit_transform(X)


class Whitened:
    def __init__(self, n_components):
        self.model = SklearnPCA(n_components, whiten=True)

    def fit(self, X):
        self.model.fit(X)
        return self

    def transform(self, X):
        return self.model.transform(X)


class TorchPCA:
    def __init__(self, k):
        self.k = k

    def fit(self, X):
        self.mean = X.mean(dim=0)
        _, _, V = torch.linalg.svd(X - self.mean, full_matrices=False)
        self.components = V[: self.k]
        return self

    def transform(self, X):
        return (X - self.mean) @ self.components.T


class Net(torch.nn.Module):
    def __init__(self, d, k):
        super().__init__()
        self.encoder = torch.nn.Sequential(torch.nn.Linear(d, 8), torch.nn.Tanh(), torch.nn.Linear(8, k))
        self.decoder = torch.nn.Sequential(torch.nn.Linear(k, 8), torch.nn.Tanh(), torch.nn.Linear(8, d))

    def forward(self, x):
        return self.decoder(self.encoder(x))


def train_autoencoder(X, latent_dim):
    torch.manual_seed(0)
    X = torch.as_tensor(X, dtype=torch.float32)
    model = Net(X.shape[1], latent_dim)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(300):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(X), X)
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        return model.encoder(X)
