"""What the report says of language models beside a verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

NOTES = {
    ("generate", "right_torch.py", "BigramLanguageModel.generate"): (
        "it draws its tokens, and takes no temperature"
    ),
    ("generate", "right_torch.py", "generate_text_simple"): (
        "it always writes the likeliest token, and takes no temperature"
    ),
    ("generate", "right_numpy.py", "NumpyRNN.sample"): "it gives only what is new, without the prompt",
    ("next_token_logits", "right_torch.py", "GPT"): "ten tokens learnt by",
}
CUT = """
import torch
import torch.nn.functional as F
from torch import nn


class Bigram(nn.Module):
    def __init__(self, vocab_size):
        super().__init__()
        self.table = nn.Embedding(vocab_size, vocab_size)

    def forward(self, idx):
        return self.table(idx)


def generate(model, idx, max_new_tokens, temperature=1.0):
    for _ in range(max_new_tokens):
        top_k = model(idx)[:, -1].topk(2)
        place = torch.multinomial(F.softmax(top_k.values / temperature, -1), 1)
        idx = torch.cat([idx, top_k.indices.gather(-1, place)], dim=1)
    return idx
"""


@pytest.mark.parametrize(("part", "file", "symbol"), NOTES)
def test_what_was_found_out_is_said(part: str, file: str, symbol: str, show: Callable) -> None:
    """The report says what a writer does without, and how a model was taught."""
    reports = show(part, f"language_models/{file}", symbol).reports().values()
    notes = [note for report in reports for note in report.notes]
    assert any(note.startswith(NOTES[part, file, symbol]) for note in notes), notes


def test_a_writer_that_leaves_unlikely_tokens_out_is_not_refused(show: Callable, tmp_path) -> None:
    """Two of the likeliest, whose shares are no longer those of a softmax of all, are right, too."""
    (tmp_path / "own.py").write_text(CUT)
    shown = show("generate", str(tmp_path / "own.py"), "generate")
    report = shown.reports()["draws_by_the_shares_of_a_softmax"]
    assert {} == shown.failures()
    assert ("it leaves unlikely tokens out, so that shares could not be compared",) == report.notes
