"""Right recurrent networks in torch."""
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


class WithOutput(nn.Module):
    """As a tutorial has it, with an output of its own beside the state."""

    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.i2h = nn.Linear(input_size, hidden_size)
        self.h2h = nn.Linear(hidden_size, hidden_size)
        self.h2o = nn.Linear(hidden_size, output_size)
        self.softmax = nn.LogSoftmax(dim=1)

    def forward(self, input, hidden):
        hidden = torch.tanh(self.i2h(input) + self.h2h(hidden))
        output = self.softmax(self.h2o(hidden))
        return output, hidden


class TorchCell(nn.RNNCell):
    pass


class TorchRNN(nn.RNN):
    pass


class BatchFirst(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.rnn = nn.RNN(input_size, hidden_size, batch_first=True)

    def forward(self, x):
        output, hidden = self.rnn(x)
        return output


class StepByStep(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.W_xh = nn.Parameter(torch.randn(input_size, hidden_size) * 0.1)
        self.W_hh = nn.Parameter(torch.randn(hidden_size, hidden_size) * 0.1)
        self.b_h = nn.Parameter(torch.zeros(hidden_size))

    def forward(self, inputs, state=None):
        if state is None:
            state = torch.zeros(inputs.shape[0], self.hidden_size, dtype=inputs.dtype)
        outputs = []
        for t in range(inputs.shape[1]):
            state = torch.tanh(inputs[:, t] @ self.W_xh + state @ self.W_hh + self.b_h)
            outputs.append(state)
        return torch.stack(outputs, dim=1), state


class Classifier(nn.Module):
    """A whole classifier: what it gives has gone through one more dense layer."""

    def __init__(self, input_size, hidden_size, num_layers, num_classes):
        super().__init__()
        self.hidden_size, self.num_layers = hidden_size, num_layers
        self.rnn = nn.RNN(input_size, hidden_size, num_layers, batch_first=True)
        self.fc = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        h0 = torch.zeros(self.num_layers, x.size(0), self.hidden_size, dtype=x.dtype)
        out, _ = self.rnn(x, h0)
        return self.fc(out[:, -1, :])


class TorchLSTMCell(nn.LSTMCell):
    pass


class TorchGRUCell(nn.GRUCell):
    pass


class MyLSTMCell(nn.Module):
    def __init__(self, input_sz, hidden_sz):
        super().__init__()
        self.hidden_size = hidden_sz
        self.W = nn.Parameter(torch.randn(input_sz, hidden_sz * 4) * 0.1)
        self.U = nn.Parameter(torch.randn(hidden_sz, hidden_sz * 4) * 0.1)
        self.bias = nn.Parameter(torch.zeros(hidden_sz * 4))

    def forward(self, x, init_states):
        h, c = init_states
        gates = x @ self.W + h @ self.U + self.bias
        i, f, g, o = gates.chunk(4, dim=1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        return h, (h, c)
