"""Right recurrent layers in torch."""
import torch
from torch import nn


class MyCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.i2h = nn.Linear(input_size, hidden_size)
        self.h2h = nn.Linear(hidden_size, hidden_size)

    def forward(self, x, hidden):
        return torch.tanh(self.i2h(x) + self.h2h(hidden))


class Concatenated(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden = nn.Linear(input_size + hidden_size, hidden_size)

    def forward(self, x, h):
        return torch.tanh(self.hidden(torch.cat([x, h], dim=1)))


class TorchCell(nn.RNNCell):
    pass


class TorchRNN(nn.RNN):
    pass


class TorchLSTMCell(nn.LSTMCell):
    pass


class BatchFirst(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.rnn = nn.RNN(input_size, hidden_size, batch_first=True)

    def forward(self, x):
        output, hidden = self.rnn(x)
        return output


class BothOfThem(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.lstm = nn.LSTM(input_size, hidden_size, batch_first=True)

    def forward(self, x):
        output, (hidden, cell) = self.lstm(x)
        return output, hidden[-1]
