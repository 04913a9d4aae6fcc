import re

PAD, UNKNOWN = "<pad>", "<unk>"


def tokenize(text):
    return re.findall(r"\w+", text.lower())


def build_vocabulary(texts):
    words = sorted({word for text in texts for word in tokenize(text)})
    return {word: number for number, word in enumerate([PAD, UNKNOWN] + words)}


def encode(text, vocabulary):
    return [vocabulary.get(word, vocabulary[UNKNOWN]) for word in tokenize(text)]


def decode(ids, vocabulary):
    words = {number: word for word, number in vocabulary.items()}
    return [words[number] for number in ids]
