import torch
from sklearn.preprocessing import LabelEncoder


def encode_with_sklearn(labels):
    encoder = LabelEncoder()
    ids = encoder.fit_transform(labels)
    return ids, encoder.classes_


def encode_as_tensor(labels):
    classes = sorted(set(labels))
    return torch.tensor([classes.index(label) for label in labels]), classes


def one_hot(ids, num_classes):
    return torch.nn.functional.one_hot(torch.as_tensor(ids), num_classes)
