from pathlib import Path


def pair_labels(samples, mapping):
    return [(sample, mapping[sample]) for sample in samples]


def two_lists(files, labels):
    x, y = [], []
    for file in files:
        if file not in labels:
            raise ValueError(f"no label for {file}")
        x.append(file)
        y.append(labels[file])
    return x, y


def labels_alone(filenames, label_map):
    return [label_map.get(name) for name in filenames]


def as_dict(images, annotations):
    return {image: annotations[image] for image in images}


def with_missing(samples, labels):
    paired, missing = [], []
    for sample in samples:
        if sample in labels:
            paired.append((sample, labels[sample]))
        else:
            missing.append(sample)
    return paired, missing


def as_records(paths, targets):
    return [{"image": path, "label": targets[Path(path).stem]} for path in paths]


def label_first(items, mapping):
    for item in items:
        yield mapping[item], item


def dropped(samples, mapping):
    return [(s, mapping[s]) for s in samples if s in mapping]


def lists_and_missing(samples, mapping):
    known = [s for s in samples if s in mapping]
    return known, [mapping[s] for s in known], [s for s in samples if s not in mapping]


class LabelPairer:
    def __init__(self, mapping):
        self.mapping = mapping

    def __call__(self, samples):
        return [(sample, self.mapping[sample]) for sample in samples]
