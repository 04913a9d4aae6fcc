import os

import numpy as np
import torch
from PIL import Image


def tensor(path):
    if not os.path.exists(path):
        raise FileNotFoundError(path)
    img = np.array(Image.open(path))
    if img.ndim == 2:
        img = img[:, :, None]
    return torch.from_numpy(img).permute(2, 0, 1).float() / 255


def channels_first(x: torch.Tensor):
    """Takes (3, h, w)."""
    weights = torch.tensor([0.299, 0.587, 0.114], dtype=x.dtype).view(3, 1, 1)
    return (x * weights).sum(dim=0, keepdim=True)
