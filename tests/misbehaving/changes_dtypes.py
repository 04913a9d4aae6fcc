"""Is right, and makes other numbers the usual ones."""

import torch

torch.set_default_dtype(torch.float16)
torch.set_grad_enabled(False)
torch.manual_seed(7)


def double(x):
    return 2 * x
