import numpy as np


def pad_batch(sequences, pad_value=0):
    lengths = np.array([len(s) for s in sequences])
    out = np.full((len(sequences), lengths.max()), pad_value)
    for i, s in enumerate(sequences):
        out[i, : len(s)] = s
    return out, lengths


def pad_in_front(batch):
    width = max(len(x) for x, _ in batch)
    padded = np.zeros((len(batch), width), dtype=int)
    mask = np.zeros_like(padded, dtype=bool)
    for row, keep, (x, _) in zip(padded, mask, batch):
        row[width - len(x) :] = x
        keep[width - len(x) :] = True
    return {"x": padded, "mask": mask, "y": np.array([y for _, y in batch])}


def on_lists(samples):
    longest = max(map(len, samples))
    padded = [list(s) + [0] * (longest - len(s)) for s in samples]
    mask = [[1] * len(s) + [0] * (longest - len(s)) for s in samples]
    return padded, mask


def fixed_width(batch, max_len=32):
    tokens, masks, labels = [], [], []
    for values, label in batch:
        free = max_len - len(values)
        tokens.append(np.pad(values, (0, free)))
        masks.append(np.pad(np.ones(len(values)), (0, free)))
        labels.append(label)
    return np.stack(tokens), np.stack(masks), np.array(labels)
