import torch
from torch.utils.data import BatchSampler, DataLoader, Dataset, RandomSampler, TensorDataset


class Rows(Dataset):
    def __init__(self, x, y):
        self.x, self.y = torch.as_tensor(x), torch.as_tensor(y)

    def __len__(self):
        return len(self.x)

    def __getitem__(self, index):
        return self.x[index], self.y[index]


def loader(x, y, batch_size, shuffle, generator):
    return DataLoader(TensorDataset(x, y), batch_size=batch_size, shuffle=shuffle, generator=generator)


def sampler(x, y, batch_size, generator):
    return BatchSampler(RandomSampler(x, generator=generator), batch_size, drop_last=False)


def load_dataset():
    return TensorDataset(torch.arange(8.0).reshape(4, 2), torch.tensor([0, 1, 0, 1]))


train_loader = DataLoader(Rows(torch.zeros(5, 3), torch.arange(5)), batch_size=2)
