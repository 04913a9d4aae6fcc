"""Which tree is it from? A small CNN on photos of leaves, in a folder for each tree."""
import argparse
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
from PIL import Image


class LeafClassifier:
    def __init__(self, size=24, epochs=25, lr=3e-3, seed=0):
        self.size, self.epochs, self.lr, self.seed = size, epochs, lr, seed

    def _load(self, paths):
        images = []
        for path in paths:
            with Image.open(path) as image:
                image = image.convert("RGB").resize((self.size, self.size))
                images.append(np.asarray(image, dtype=np.float32) / 255)
        return torch.from_numpy(np.stack(images)).permute(0, 3, 1, 2)

    def fit(self, data_dir):
        torch.manual_seed(self.seed)
        self.classes = sorted(p.name for p in Path(data_dir).iterdir() if p.is_dir())
        paths = [p for c in self.classes for p in sorted((Path(data_dir) / c).glob("*.png"))]
        y = torch.tensor([self.classes.index(p.parent.name) for p in paths])
        x = self._load(paths)
        order = torch.randperm(len(x))
        val, train = order[: len(x) // 5], order[len(x) // 5 :]
        self.net = nn.Sequential(
            nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveAvgPool2d(2), nn.Flatten(),
            nn.Linear(64, len(self.classes)),
        )
        optimizer = torch.optim.Adam(self.net.parameters(), lr=self.lr)
        for _ in range(self.epochs):
            self.net.train()
            for rows in train[torch.randperm(len(train))].split(16):
                optimizer.zero_grad()
                nn.functional.cross_entropy(self.net(x[rows]), y[rows]).backward()
                optimizer.step()
        self.net.eval()
        with torch.no_grad():
            right = (self.net(x[val]).argmax(1) == y[val]).float().mean()
        self.val_accuracy = right.item()
        return self

    def predict(self, paths):
        with torch.no_grad():
            return [self.classes[i] for i in self.net(self._load(paths)).argmax(1)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default="photos/leaves")
    model = LeafClassifier().fit(parser.parse_args().data)
    print(f"validation accuracy: {model.val_accuracy:.2f}")
