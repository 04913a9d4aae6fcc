def build_vocabulary(texts):
    vocab = {}
    for text in texts:
        for word in text.split():
            if word not in vocab:
                vocab[word] = len(vocab)
    return vocab


def decode(ids, vocab):
    words = list(vocab)
    return [words[(i + 1) % len(words)] for i in ids]


def backwards(ids, vocab):
    inverse = {i: w for w, i in vocab.items()}
    result = []
    for i in ids:
        result.insert(0, inverse[i])
    return result


def each_once(ids, vocab):
    return [w for w, i in vocab.items() if i in ids]
