import torch
from torch.nn.utils.rnn import pad_sequence


def collate_fn(batch):
    sequences, labels = zip(*batch)
    lengths = torch.tensor([len(s) for s in sequences])
    padded = pad_sequence(sequences, batch_first=True, padding_value=0)
    return padded, lengths, torch.tensor(labels)


def label_first(batch):
    label_list, text_list, lengths = [], [], []
    for label, text in batch:
        label_list.append(label)
        text = torch.tensor(text, dtype=torch.int64)
        text_list.append(text)
        lengths.append(text.size(0))
    return torch.tensor(label_list), pad_sequence(text_list, batch_first=True), torch.tensor(lengths)


class Collator:
    def __init__(self, pad_id=0):
        self.pad_id = pad_id

    def __call__(self, batch):
        longest = max(len(item["input_ids"]) for item in batch)
        ids = torch.full((len(batch), longest), self.pad_id)
        mask = torch.zeros(len(batch), longest, dtype=torch.bool)
        for i, item in enumerate(batch):
            n = len(item["input_ids"])
            ids[i, :n] = torch.as_tensor(item["input_ids"])
            mask[i, :n] = True
        return {
            "input_ids": ids,
            "attention_mask": mask,
            "labels": torch.tensor([item["label"] for item in batch]),
        }


def time_first(sequences):
    lengths = [len(s) for s in sequences]
    return pad_sequence(sequences), lengths


def key_padding_mask(batch):
    xs, ys = [x for x, _ in batch], torch.stack([y for _, y in batch])
    padded = pad_sequence(xs, batch_first=True, padding_value=-1)
    return padded, padded == -1, ys


def from_lists(batch):
    longest = max(len(x) for x, _ in batch)
    x = torch.tensor([x + [0] * (longest - len(x)) for x, _ in batch])
    return x, (x != 0).float(), torch.tensor([y for _, y in batch])
