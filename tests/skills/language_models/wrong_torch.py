import torch
import torch.nn.functional as F
from torch import nn


class NoMask(nn.Module):
    def __init__(self, vocab_size, d_model=32, n_heads=4, max_len=64):
        super().__init__()
        self.tok = nn.Embedding(vocab_size, d_model)
        self.pos = nn.Embedding(max_len, d_model)
        self.block = nn.TransformerEncoderLayer(d_model, n_heads, 64, dropout=0.0, batch_first=True)
        self.head = nn.Linear(d_model, vocab_size)

    def forward(self, tokens):
        t = tokens.shape[1]
        return self.head(self.block(self.tok(tokens) + self.pos(torch.arange(t))))


class Bidirectional(nn.Module):
    def __init__(self, vocab_size, hidden_size):
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_size)
        self.rnn = nn.LSTM(hidden_size, hidden_size, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(2 * hidden_size, vocab_size)

    def forward(self, x):
        return self.fc(self.rnn(self.embed(x))[0])


class TiedAtFullSize(nn.Module):
    def __init__(self, vocab_size, n_embd=512):
        super().__init__()
        self.wte = nn.Embedding(vocab_size, n_embd)
        self.head = nn.Linear(n_embd, vocab_size, bias=False)
        self.head.weight = self.wte.weight

    def forward(self, idx):
        return self.head(self.wte(idx))


class Detached(nn.Module):
    def __init__(self, vocab_size, n_embd=32):
        super().__init__()
        self.wte = nn.Embedding(vocab_size, n_embd)
        self.head = nn.Linear(n_embd, vocab_size)

    def forward(self, idx):
        return self.head(self.wte(idx)).detach() + 0 * self.head.bias.sum()


class FirstOnly(nn.Module):
    def __init__(self, vocab_size, n_embd=32):
        super().__init__()
        self.wte = nn.Embedding(vocab_size, n_embd)
        self.head = nn.Linear(n_embd, vocab_size)

    def forward(self, idx):
        x = self.wte(idx)
        return self.head(x[:, :1].expand_as(x))


class Bigram(nn.Module):
    def __init__(self, vocab_size):
        super().__init__()
        self.table = nn.Embedding(vocab_size, vocab_size)

    def forward(self, idx):
        return self.table(idx)


def first_position(model, idx, max_new_tokens, temperature=1.0):
    for _ in range(max_new_tokens):
        probs = F.softmax(model(idx)[:, 0, :] / temperature, dim=-1)
        idx = torch.cat((idx, torch.multinomial(probs, 1)), dim=1)
    return idx


def times_temperature(model, idx, max_new_tokens, temperature=1.0):
    for _ in range(max_new_tokens):
        probs = F.softmax(model(idx)[:, -1, :] * temperature, dim=-1)
        idx = torch.cat((idx, torch.multinomial(probs, 1)), dim=1)
    return idx


def one_too_many(model, idx, max_new_tokens, temperature=1.0):
    for _ in range(max_new_tokens + 1):
        probs = F.softmax(model(idx)[:, -1, :] / temperature, dim=-1)
        idx = torch.cat((idx, torch.multinomial(probs, 1)), dim=1)
    return idx


def softmax_of_time(model, idx, max_new_tokens, temperature=1.0):
    for _ in range(max_new_tokens):
        probs = F.softmax(model(idx) / temperature, dim=1)[:, -1, :]
        idx = torch.cat((idx, torch.multinomial(probs, 1)), dim=1)
    return idx


def least_likely(model, idx, max_new_tokens):
    for _ in range(max_new_tokens):
        idx = torch.cat((idx, model(idx)[:, -1, :].argmin(-1, keepdim=True)), dim=1)
    return idx


def prompt_is_padded(model, idx, max_new_tokens, temperature=1.0):
    new = first = torch.zeros_like(idx)
    for _ in range(max_new_tokens):
        probs = F.softmax(model(new)[:, -1, :] / temperature, dim=-1)
        new = torch.cat((new, torch.multinomial(probs, 1)), dim=1)
    return new


def ignores_temperature(model, idx, max_new_tokens, temperature=1.0):
    for _ in range(max_new_tokens):
        probs = F.softmax(model(idx)[:, -1, :], dim=-1)
        idx = torch.cat((idx, torch.multinomial(probs, 1)), dim=1)
    return idx


def always_greedy(model, idx, max_new_tokens, temperature=1.0):
    for _ in range(max_new_tokens):
        probs = F.softmax(model(idx)[:, -1, :] / temperature, dim=-1)
        idx = torch.cat((idx, probs.argmax(-1, keepdim=True)), dim=1)
    return idx


def draws_evenly(model, idx, max_new_tokens, temperature=1.0):
    for _ in range(max_new_tokens):
        probs = F.softmax(model(idx)[:, -1, :] / temperature, dim=-1)
        likely = torch.where(probs > 0.01, 1.0, 0.0)
        idx = torch.cat((idx, torch.multinomial(likely, 1)), dim=1)
    return idx
