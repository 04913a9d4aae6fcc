import torch
from torch.utils.data import Dataset, TensorDataset


def tensors():
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(30, 1, 4, 4, generator=generator)
    return TensorDataset(x, (x.mean(dim=(1, 2, 3)) > 0).long())


class Sums(Dataset):
    def __init__(self, count=16):
        self.x = torch.arange(count * 2.0).reshape(count, 2)

    def __len__(self):
        return len(self.x)

    def __getitem__(self, index):
        return self.x[index], self.x[index].sum() % 3
