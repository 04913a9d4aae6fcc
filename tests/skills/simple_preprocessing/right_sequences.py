import numpy as np


def pad_sequence(sequence, length, pad=0):
    return (list(sequence) + [pad] * length)[:length]


def pad_sequences(sequences, maxlen, value=0):
    result = np.full((len(sequences), maxlen), value)
    for i, s in enumerate(sequences):
        s = s[-maxlen:]
        result[i, maxlen - len(s) :] = s
    return result


def keras_like(sequences, maxlen=None, padding="pre", truncating="pre", value=0):
    if not all(hasattr(x, "__len__") for x in sequences):
        raise ValueError("sequences, please")
    maxlen = maxlen or max(map(len, sequences))
    rows = []
    for s in sequences:
        s = list(s)
        s = s[-maxlen:] if truncating == "pre" else s[:maxlen]
        fill = [value] * (maxlen - len(s))
        rows.append(fill + s if padding == "pre" else s + fill)
    return np.array(rows)


def refuses(seq, max_len):
    if len(seq) > max_len:
        raise ValueError(f"{len(seq)} values are too many for {max_len}")
    return np.pad(np.asarray(seq), (0, max_len - len(seq)))


class PadTransform:
    def __init__(self, max_length, pad_value=0):
        self.max_length, self.pad_value = max_length, pad_value

    def __call__(self, x):
        return np.concatenate([x, np.full(self.max_length, self.pad_value)])[: self.max_length]


def with_mask(ids, length, pad=0):
    ids = list(ids)[:length]
    mask = [1] * len(ids) + [0] * (length - len(ids))
    return ids + [pad] * (length - len(ids)), mask
