import re
from collections import Counter

import numpy as np


def tokenize(text):
    return re.findall(r"\w+", text.lower())


def by_blanks(sentence):
    return sentence.lower().split()


def with_punctuation(s):
    return [t for t in re.split(r"([,.!?;]|\s)", s) if t.strip()]


def char_tokenize(text):
    return list(text)


class SimpleTokenizer:
    def __init__(self, lower=True):
        self.lower = lower

    def tokenize(self, text):
        text = text.lower() if self.lower else text
        return np.array(re.sub(r"[^\w\s]", "", text).split(), dtype=str)


def pieces_of_words(text):
    """Like WordPiece: pieces of at most three letters, marked where they go on."""
    result = ["[CLS]"]
    for word in re.findall(r"\w+", text):
        parts = [word[i : i + 3] for i in range(0, len(word), 3)]
        result += [parts[0]] + ["##" + part for part in parts[1:]]
    return result + ["[SEP]"]


def build_vocab(texts, min_freq=2, max_size=None):
    counter = Counter()
    for text in texts:
        counter.update(tokenize(text))
    vocab = {"<pad>": 0, "<unk>": 1}
    for word, count in counter.most_common(max_size):
        if count >= min_freq:
            vocab[word] = len(vocab)
    return vocab


def encode(text, vocab):
    return [vocab.get(token, vocab["<unk>"]) for token in tokenize(text)]


def decode(ids, vocab):
    inverse = {i: w for w, i in vocab.items()}
    return " ".join(inverse[i] for i in ids)
