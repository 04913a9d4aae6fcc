import torch
from torch import nn


class TinyTransformer(nn.Module):
    def __init__(self, vocab_size, d_model=32, n_heads=4, n_layers=2, max_len=64):
        super().__init__()
        self.tok = nn.Embedding(vocab_size, d_model)
        self.pos = nn.Embedding(max_len, d_model)
        layer = nn.TransformerEncoderLayer(d_model, n_heads, 4 * d_model, dropout=0.1, batch_first=True)
        self.blocks = nn.TransformerEncoder(layer, n_layers, enable_nested_tensor=False)
        self.head = nn.Linear(d_model, vocab_size)
        self.max_len = max_len

    def forward(self, tokens):
        t = tokens.shape[1]
        mask = nn.Transformer.generate_square_subsequent_mask(t)
        return self.head(self.blocks(self.tok(tokens) + self.pos(torch.arange(t)), mask=mask, is_causal=True))


@torch.no_grad()
def generate(model, prompt, max_len, temperature=1.0):
    """The length counts the prompt; a list comes in and goes out."""
    tokens = list(prompt)
    while len(tokens) < max_len:
        x = torch.tensor([tokens[-model.max_len :]])
        logits = model(x)[0, -1]
        if temperature == 0:
            tokens.append(int(logits.argmax()))
        else:
            tokens.append(int(torch.multinomial(torch.softmax(logits / temperature, -1), 1)))
    return tokens
