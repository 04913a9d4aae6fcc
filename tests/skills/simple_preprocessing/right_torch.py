import torch
import torch.nn.functional as F


def with_torch(x, size):
    """Takes (c, h, w)."""
    assert isinstance(x, torch.Tensor)
    return F.interpolate(x.unsqueeze(0), size=size, mode="bilinear", align_corners=False).squeeze(0)


def bicubic(x: torch.Tensor, size):
    return F.interpolate(x[None], size=size, mode="bicubic", antialias=True)[0]


def padded(tokens, max_length, pad_id=1):
    tokens = torch.as_tensor(tokens)[:max_length]
    return torch.nn.functional.pad(tokens, (0, max_length - len(tokens)), value=pad_id)
