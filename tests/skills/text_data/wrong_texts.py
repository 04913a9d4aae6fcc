import re
import zlib


def tokenize(text):
    return text.split(" ")


def unique(text):
    return sorted(set(text.split()))


def ordered_unique(text):
    return list(dict.fromkeys(text.split()))


def no_blanks(text):
    return [text.replace(" ", "")]


def without_last(text):
    words, word = [], ""
    for letter in text:
        if letter == " ":
            words.append(word)
            word = ""
        else:
            word += letter
    return [w for w in words if w]


def at_marks(text):
    return [s.strip() for s in re.split("[.,!?;]", text) if s.strip()]


def build_vocabulary(texts):
    vocab = {}
    for text in texts:
        for i, word in enumerate(text.split()):
            vocab[word] = i
    return vocab


def counts(texts):
    vocab = {}
    for text in texts:
        for word in text.split():
            vocab[word] = vocab.get(word, 0) + 1
    return vocab


def gaps(texts):
    vocab, i = {}, 0
    for text in texts:
        for word in text.split():
            vocab[word] = i
            i += 1
    return vocab


def last_only(texts):
    for text in texts:
        vocab = {word: i for i, word in enumerate(dict.fromkeys(text.split()))}
    return vocab


def hashed(texts):
    return {word: zlib.crc32(word.encode()) % 10000 for text in texts for word in text.split()}


def encode(tokens, vocab):
    return [vocab[token] for token in tokens if token in vocab]


def crashes(tokens, vocab):
    return [vocab[token] for token in tokens]


def anew(tokens, vocab):
    return [i for i, token in enumerate(tokens)]


def first_word(tokens, vocab):
    return [vocab.get(token, 5) for token in tokens]


def grows(tokens, vocab):
    for token in tokens:
        if token not in vocab:
            vocab[token] = len(vocab)
    return [vocab[token] for token in tokens]
