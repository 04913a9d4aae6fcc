import torch
from torch.nn.utils.rnn import pad_sequence


def pad_collate(batch):
    """collate_fn for recordings of different lengths."""
    sequences, labels = zip(*batch)
    lengths = torch.tensor([len(s) for s in sequences])
    padded = pad_sequence([torch.as_tensor(s) for s in sequences], batch_first=True, padding_value=0.0)
    return padded, lengths, torch.tensor(labels)
