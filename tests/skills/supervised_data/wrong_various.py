import numpy as np


def from_one(labels):
    classes = list(dict.fromkeys(labels))
    return [classes.index(label) + 1 for label in labels], classes


def enumerated(labels):
    return list(range(len(labels))), sorted(set(labels))


def out_of_step(labels):
    return np.unique(labels, return_inverse=True)[1], list(dict.fromkeys(labels))


def lower_case(labels):
    labels = [label.lower().strip() for label in labels]
    classes = sorted(set(labels))
    return [classes.index(label) for label in labels], classes


def first_index(labels):
    return [labels.index(label) for label in labels], sorted(set(labels))


def hashed(labels):
    classes = sorted(set(labels))
    return [len(label) % len(classes) for label in labels], classes


def zipped(samples, labels):
    return list(zip(samples, labels.values()))


def sorted_alone(samples, labels):
    return list(zip(sorted(samples), [labels[s] for s in samples]))


def default_label(samples, mapping):
    fallback = list(mapping.values())[0]
    return [(s, mapping.get(s, fallback)) for s in samples]


def by_part(samples, mapping):
    pairs = []
    for s in samples:
        for name, label in mapping.items():
            if s in name:
                pairs.append((s, label))
                break
    return pairs


def slipped(samples, mapping):
    labels = [mapping[s] for s in samples]
    return samples, labels[1:] + labels[:1]


def two_lists_sorted(samples, mapping):
    return sorted(samples), [mapping[s] for s in samples]


def off_by_one(ids, k):
    out = np.zeros((len(ids), k))
    out[np.arange(len(ids)), ids - 1] = 1
    return out


def inverted(ids, k):
    return 1 - np.eye(k)[ids]


def with_values(ids, k):
    out = np.zeros((len(ids), k))
    for i, j in enumerate(ids):
        out[i, j] = j
    return out


def fixed_width(ids, k):
    classes = np.unique(ids)
    return (classes == np.asarray(ids)[:, None]).astype(int)
