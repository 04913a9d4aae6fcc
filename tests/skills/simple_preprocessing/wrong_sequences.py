import numpy as np


def pad_sequence(sequence, length, pad=0):
    return list(sequence) + [pad] * (length - len(sequence))


def one_more(sequence, length, pad=0):
    sequence = list(sequence)[:length]
    return sequence + [pad] * (length - len(sequence) + 1)


def zeros_only(sequence, length, pad=0):
    result = np.zeros(length, dtype=int)
    result[: min(len(sequence), length)] = sequence[:length]
    return result


def loses_one(sequence, length, pad=0):
    result = np.full(length, pad)
    n = min(len(sequence), length) - 1
    result[:n] = sequence[:n]
    return result


def cut_at_both_ends(sequence, length, pad=0):
    more = max(len(sequence) - length, 0)
    kept = list(sequence)[more // 2 : len(sequence) - (more - more // 2)]
    return kept + [pad] * (length - len(kept))


def edge(sequence, length, pad=0):
    return np.pad(sequence[:length], (0, max(length - len(sequence), 0)), mode="edge")
