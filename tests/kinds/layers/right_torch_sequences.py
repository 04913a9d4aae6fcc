"""A right recurrent layer in torch that gives all states and the last one."""

from torch import nn


class BothOfThem(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.lstm = nn.LSTM(input_size, hidden_size, batch_first=True)

    def forward(self, x):
        output, (hidden, cell) = self.lstm(x)
        return output, hidden[-1]
