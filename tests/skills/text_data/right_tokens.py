"""A vocabulary of lists of tokens, as two tables."""


def build_vocabulary(tokenized_texts):
    itos = ["<PAD>", "<UNK>", "<BOS>", "<EOS>"]
    for tokens in tokenized_texts:
        for token in tokens:
            if token not in itos:
                itos.append(token)
    stoi = {token: i for i, token in enumerate(itos)}
    return stoi, itos


def text_to_ids(tokens, stoi):
    unk = stoi["<UNK>"]
    return [stoi["<BOS>"]] + [stoi.get(t, unk) for t in tokens] + [stoi["<EOS>"]]


def ids_to_tokens(ids, itos):
    return [itos[i] for i in ids]
