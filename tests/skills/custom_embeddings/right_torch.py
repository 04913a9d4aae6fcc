import torch
from torch import nn


class SkipGram(nn.Module):
    def __init__(self, vocab_size, embed_dim):
        super().__init__()
        self.in_embed = nn.Embedding(vocab_size, embed_dim)
        self.out = nn.Linear(embed_dim, vocab_size)

    def forward(self, x):
        return self.out(self.in_embed(x))


def train_skipgram(sentences, embed_dim=16, window_size=2, epochs=120, lr=0.05):
    words = sorted({w for s in sentences for w in s})
    word_to_ix = {w: i for i, w in enumerate(words)}
    pairs = [
        (word_to_ix[s[i]], word_to_ix[s[j]])
        for s in sentences
        for i in range(len(s))
        for j in range(max(0, i - window_size), min(len(s), i + window_size + 1))
        if i != j
    ]
    x, y = torch.tensor(pairs).T
    model = SkipGram(len(words), embed_dim)
    weights = list(model.parameters())
    moments = [torch.zeros_like(w) for w in weights]
    for _ in range(epochs):
        loss = nn.functional.cross_entropy(model(x), y)
        grads = torch.autograd.grad(loss, weights)
        with torch.no_grad():
            for w, m, g in zip(weights, moments, grads):
                m.mul_(0.9).add_(g)
                w -= lr * 10 * m
    return model.in_embed.weight.detach(), word_to_ix


class MyEmbedding(nn.Module):
    def __init__(self, num_embeddings, embedding_dim):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_embeddings, embedding_dim))

    def forward(self, ids):
        return nn.functional.one_hot(ids, self.weight.shape[0]).to(self.weight.dtype) @ self.weight


def cbow(corpus, vocab, dim, window=2, epochs=150):
    """The mean of the words around a word tells that word; numbers come in, an Embedding goes out."""
    rows = [[vocab[w] for w in sentence] for sentence in corpus]
    around = [([*r[max(0, i - window) : i], *r[i + 1 : i + 1 + window]], w) for r in rows for i, w in enumerate(r)]
    embedding, out = nn.Embedding(len(vocab), dim), nn.Linear(dim, len(vocab))
    optimizer = torch.optim.Adam([*embedding.parameters(), *out.parameters()], lr=0.05)
    flat = torch.tensor([w for context, _ in around for w in context])
    starts = torch.tensor([0, *(len(context) for context, _ in around)][:-1]).cumsum(0)
    targets = torch.tensor([w for _, w in around])
    for _ in range(epochs):
        means = nn.functional.embedding_bag(flat, embedding.weight, starts, mode="mean")
        loss = nn.functional.cross_entropy(out(means), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return embedding


class EmbeddingByIndex(nn.Module):
    def __init__(self, vocab_size, dim):
        super().__init__()
        self.table = nn.Parameter(torch.zeros(vocab_size, dim))

    def forward(self, tokens):
        return self.table.index_select(0, tokens)
