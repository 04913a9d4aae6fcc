"""BLEU of whole sentences, as texts."""

import math
from collections import Counter


def bleu(pred_seq, label_seq, k=4):
    """As in a book that is read on the web."""
    pred_tokens, label_tokens = pred_seq.split(" "), label_seq.split(" ")
    len_pred, len_label = len(pred_tokens), len(label_tokens)
    score = math.exp(min(0, 1 - len_label / len_pred))
    for n in range(1, min(k, len_pred) + 1):
        num_matches, label_subs = 0, Counter()
        for i in range(len_label - n + 1):
            label_subs[" ".join(label_tokens[i : i + n])] += 1
        for i in range(len_pred - n + 1):
            if label_subs[" ".join(pred_tokens[i : i + n])] > 0:
                num_matches += 1
                label_subs[" ".join(pred_tokens[i : i + n])] -= 1
        score *= math.pow(num_matches / (len_pred - n + 1), math.pow(0.5, n))
    return score


class Bleu:
    """Several references, each a text."""

    def __init__(self, max_n=4):
        self.max_n = max_n

    def score(self, candidate, references):
        words = candidate.lower().split()
        wanted = [reference.lower().split() for reference in references]
        logs = 0.0
        for n in range(1, self.max_n + 1):
            grams = Counter(zip(*(words[i:] for i in range(n))))
            most = Counter()
            for one in wanted:
                most |= Counter(zip(*(one[i:] for i in range(n))))
            hits = sum((grams & most).values())
            if hits == 0:
                return 0.0
            logs += math.log(hits / sum(grams.values()))
        closest = min((len(one) for one in wanted), key=lambda length: (abs(length - len(words)), length))
        return min(1.0, math.exp(1 - closest / len(words))) * math.exp(logs / self.max_n)
