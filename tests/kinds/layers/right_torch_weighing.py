"""Right attention and graph layers in torch."""
import torch
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, d_in, d_out):
        super().__init__()
        self.W_query = nn.Linear(d_in, d_out, bias=False)
        self.W_key = nn.Linear(d_in, d_out, bias=False)
        self.W_value = nn.Linear(d_in, d_out, bias=False)
        self.out_proj = nn.Linear(d_out, d_out)

    def forward(self, x):
        queries, keys, values = self.W_query(x), self.W_key(x), self.W_value(x)
        scores = queries @ keys.transpose(-2, -1) / keys.shape[-1] ** 0.5
        return self.out_proj(torch.softmax(scores, dim=-1) @ values)


class Packed(nn.Module):
    """Queries, keys and values side by side; dropout by default."""

    def __init__(self, n_embd, dropout=0.1):
        super().__init__()
        self.c_attn = nn.Linear(n_embd, 3 * n_embd)
        self.c_proj = nn.Linear(n_embd, n_embd)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = self.c_attn(x).split(x.shape[2], dim=2)
        weights = torch.softmax(q @ k.transpose(-2, -1) / x.shape[2] ** 0.5, dim=-1)
        return self.c_proj(self.dropout(weights) @ v)


class GraphLayer(nn.Module):
    def __init__(self, in_features, out_features):
        super().__init__()
        self.linear = nn.Linear(in_features, out_features, bias=False)

    def forward(self, x, adj):
        return torch.matmul(adj, self.linear(x))


class FromConfig(nn.Module):
    """Sizes come in an object."""

    def __init__(self, config):
        super().__init__()
        self.query = nn.Linear(config.n_embd, config.n_embd, bias=config.bias)
        self.key = nn.Linear(config.n_embd, config.n_embd, bias=config.bias)
        self.value = nn.Linear(config.n_embd, config.n_embd, bias=config.bias)
        self.proj = nn.Linear(config.n_embd, config.n_embd, bias=config.bias)
        self.attn_dropout = nn.Dropout(config.dropout)

    def forward(self, x):
        scores = self.query(x) @ self.key(x).transpose(-2, -1) * x.size(-1) ** -0.5
        return self.proj(self.attn_dropout(torch.softmax(scores, dim=-1)) @ self.value(x))
