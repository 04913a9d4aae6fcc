import torch
from torch.utils.data import Dataset


class WindowDataset(Dataset):
    def __init__(self, series, window_size, horizon=1):
        self.series = torch.as_tensor(series, dtype=torch.float32)
        self.window_size, self.horizon = window_size, horizon

    def __len__(self):
        return max(len(self.series) - self.window_size - self.horizon + 1, 0)

    def __getitem__(self, i):
        end = i + self.window_size
        return self.series[i:end].unsqueeze(-1), self.series[end : end + self.horizon]


def unfolded(series, window: int, horizon: int = 1):
    rows = series.unfold(0, window + horizon, 1)
    return rows[:, :window], rows[:, window:]


def chronological_split(series, test_ratio=0.2):
    series = torch.as_tensor(series)
    return torch.split(series, [len(series) - round(len(series) * test_ratio), round(len(series) * test_ratio)])
