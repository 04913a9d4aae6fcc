import random


class WordDropout:
    def __init__(self, p=0.1):
        self.p = p

    def __call__(self, tokens):
        return [token for token in tokens if random.random() >= self.p]
