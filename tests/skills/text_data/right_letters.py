text = "the quick brown fox jumps over the lazy dog"
chars = sorted(list(set(text)))
stoi = {ch: i + 1 for i, ch in enumerate(chars)}
itos = {i + 1: ch for i, ch in enumerate(chars)}
encode = lambda s: [stoi.get(c, 0) for c in s]
decode = lambda l: "".join([itos[i] for i in l])


def create_vocab(text):
    return {ch: i for i, ch in enumerate(sorted(set(text)))}
