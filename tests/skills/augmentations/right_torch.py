import torch


def random_hflip(img, p=0.5):
    if torch.rand(1).item() < p:
        return torch.flip(img, dims=[-1])
    return img


class RandomFlip(torch.nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        return x.flip(-1) if torch.rand(()) < self.p else x


def random_crop(image, size):
    _, h, w = image.shape
    th, tw = size
    top = torch.randint(0, h - th + 1, (1,)).item()
    left = torch.randint(0, w - tw + 1, (1,)).item()
    return image[:, top : top + th, left : left + tw]


def quarter_turn(img):
    return torch.rot90(img, int(torch.randint(0, 4, (1,))), dims=(0, 1))


class GaussianNoise(torch.nn.Module):
    def __init__(self, std=0.1):
        super().__init__()
        self.std = std

    def forward(self, x):
        return x + torch.randn_like(x) * self.std


def roll(waveform, max_shift):
    return torch.roll(waveform, int(torch.randint(-max_shift, max_shift + 1, (1,))))


def mixup_data(x, y, alpha=1.0):
    lam = torch.distributions.Beta(alpha, alpha).sample().item()
    index = torch.randperm(x.size(0))
    mixed_x = lam * x + (1 - lam) * x[index, :]
    return mixed_x, y, y[index], lam


def random_erasing(img, p=0.5):
    if torch.rand(1) < p:
        img = img.clone()
        top, left = torch.randint(0, 6, (2,)).tolist()
        img[top : top + 4, left : left + 4, :] = torch.rand(4, 4, 3, dtype=img.dtype)
    return img
