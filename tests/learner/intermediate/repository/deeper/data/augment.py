"""Transforms in the style of torchvision: an object for each, called with an image tensor (C, H, W)."""
import numpy as np
import torch


class RandomHorizontalFlip:
    def __init__(self, p=0.5):
        self.p = p

    def __call__(self, img):
        if torch.rand(1).item() < self.p:
            return torch.flip(img, dims=[-1])
        return img


def random_crop(image, crop_height, crop_width):
    """A random window of an image (H, W, C)."""
    top = np.random.randint(0, image.shape[0] - crop_height + 1)
    left = np.random.randint(0, image.shape[1] - crop_width + 1)
    return image[top : top + crop_height, left : left + crop_width]


def mixup_data(x, y, alpha=0.2):
    """Mixed inputs, both targets, and the share of the first one."""
    lam = np.random.beta(alpha, alpha) if alpha > 0 else 1.0
    index = torch.randperm(x.size(0))
    mixed_x = lam * x + (1 - lam) * x[index]
    return mixed_x, y, y[index], lam
