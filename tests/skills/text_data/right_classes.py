import re
from collections import Counter

import torch


class Tokenizer:
    def __init__(self, min_freq=1):
        self.min_freq = min_freq
        self.word2idx = {}
        self.idx2word = {}
        self.word_counts = Counter()

    def tokenize(self, text):
        return re.findall(r"[a-z0-9']+|[^\sa-z0-9']", text.lower())

    def fit(self, texts):
        for text in texts:
            self.word_counts.update(self.tokenize(text))
        words = ["<pad>", "<unk>"] + sorted(w for w, c in self.word_counts.items() if c >= self.min_freq)
        self.word2idx = {w: i for i, w in enumerate(words)}
        self.idx2word = {i: w for w, i in self.word2idx.items()}

    def encode(self, text):
        return [self.word2idx.get(w, 1) for w in self.tokenize(text)]

    def decode(self, ids):
        return " ".join(self.idx2word[i] for i in ids)


class Vocab:
    """As in a book: made of tokens."""

    def __init__(self, tokens=None, min_freq=0, reserved_tokens=None):
        if tokens and isinstance(tokens[0], list):
            tokens = [token for line in tokens for token in line]
        counter = Counter(tokens or [])
        self.token_freqs = sorted(counter.items(), key=lambda x: x[1], reverse=True)
        self.idx_to_token = list(
            sorted(set(["<unk>"] + (reserved_tokens or []) + [t for t, f in self.token_freqs if f >= min_freq]))
        )
        self.token_to_idx = {token: idx for idx, token in enumerate(self.idx_to_token)}

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        if not isinstance(tokens, (list, tuple)):
            return self.token_to_idx.get(tokens, self.token_to_idx["<unk>"])
        return [self[token] for token in tokens]

    def to_tokens(self, indices):
        return [self.idx_to_token[i] for i in indices]


class Lang:
    def __init__(self, name="eng"):
        self.name = name
        self.word2index = {"UNK": 0}
        self.index2word = {0: "UNK"}
        self.n_words = 1

    def addSentence(self, sentence):
        for word in sentence.split(" "):
            self.addWord(word)

    def addWord(self, word):
        if word not in self.word2index:
            self.word2index[word] = self.n_words
            self.index2word[self.n_words] = word
            self.n_words += 1


class KerasLike:
    def __init__(self, num_words=None, oov_token="<OOV>"):
        self.oov_token = oov_token
        self.word_index = {}

    def fit_on_texts(self, texts):
        words = Counter(w for t in texts for w in t.lower().split())
        self.word_index = {self.oov_token: 1}
        for w, _ in words.most_common():
            self.word_index[w] = len(self.word_index) + 1

    def texts_to_sequences(self, texts):
        return [[self.word_index.get(w, 1) for w in t.lower().split()] for t in texts]

    def sequences_to_texts(self, sequences):
        index_word = {i: w for w, i in self.word_index.items()}
        return [" ".join(index_word[i] for i in s) for s in sequences]


class GivenVocabulary:
    """Takes the mapping."""

    def __init__(self, vocab):
        self.str_to_int = vocab
        self.int_to_str = {i: s for s, i in vocab.items()}

    def encode(self, text):
        tokens = [t.strip() for t in re.split(r'([,.?_!"()\']|--|\s)', text) if t.strip()]
        return torch.tensor([self.str_to_int[t if t in self.str_to_int else "<|unk|>"] for t in tokens])

    def decode(self, ids):
        return re.sub(r'\s+([,.?!"()\'])', r"\1", " ".join(self.int_to_str[int(i)] for i in ids))


def build_vocab(text):
    words = sorted(set(text.split())) + ["<|unk|>"]
    return {w: i for i, w in enumerate(words)}


def encode_sentence(vocabulary, sentence):
    """The vocabulary comes first."""
    return [vocabulary[word] if word in vocabulary else vocabulary["<|unk|>"] for word in sentence.split()]
