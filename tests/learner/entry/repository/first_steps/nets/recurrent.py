import torch
from torch import nn


class RNNCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.input_to_hidden = nn.Linear(input_size, hidden_size)
        self.hidden_to_hidden = nn.Linear(hidden_size, hidden_size, bias=False)

    def forward(self, x, hidden):
        return torch.tanh(self.input_to_hidden(x) + self.hidden_to_hidden(hidden))


class RNN(nn.Module):
    """Gives the hidden state after each step."""

    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.cell = RNNCell(input_size, hidden_size)

    def forward(self, x):
        hidden = torch.zeros(x.shape[0], self.hidden_size, dtype=x.dtype)
        states = []
        for t in range(x.shape[1]):
            hidden = self.cell(x[:, t], hidden)
            states.append(hidden)
        return torch.stack(states, dim=1)
