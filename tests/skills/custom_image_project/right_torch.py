"""A small convolutional network, trained for a few epochs; it predicts for one path at a time."""

import random
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.utils.data import DataLoader, Dataset, random_split


class Folder(Dataset):
    def __init__(self, root):
        self.files = sorted(Path(root).glob("*/*.png"))
        self.classes = sorted({f.parent.name for f in self.files})

    def __len__(self):
        return len(self.files)

    def __getitem__(self, i):
        return to_tensor(self.files[i]), self.classes.index(self.files[i].parent.name)


def to_tensor(path):
    return torch.from_numpy(np.array(Image.open(path).convert("RGB"))).permute(2, 0, 1).float() / 255 - 0.5


class Net(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveAvgPool2d(2),
        )
        self.head = nn.Linear(64, n)

    def forward(self, x):
        return self.head(self.features(x).flatten(1))


def set_seed(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def train(data_dir, epochs, seed=0):
    set_seed(seed)
    data = Folder(data_dir)
    n_val = len(data) // 5
    tr, va = random_split(data, [len(data) - n_val, n_val])
    model = Net(len(data.classes))
    opt = torch.optim.Adam(model.parameters(), 0.01)
    history = {"loss": [], "val_acc": []}
    for epoch in range(epochs):
        model.train()
        for x, y in DataLoader(tr, 16, shuffle=True):
            opt.zero_grad()
            loss = nn.functional.cross_entropy(model(x), y)
            loss.backward()
            opt.step()
        model.eval()
        with torch.no_grad():
            hits = sum((model(x).argmax(1) == y).sum().item() for x, y in DataLoader(va, 16))
        history["loss"].append(loss.item())
        history["val_acc"].append(hits / n_val)
        print(f"epoch {epoch + 1}/{epochs} loss {loss.item():.3f} val acc {hits / n_val:.3f}")
    model.class_names = data.classes
    return model, history


def predict(model, image_path):
    model.eval()
    with torch.no_grad():
        return model.class_names[model(to_tensor(image_path)[None]).argmax(1).item()]
