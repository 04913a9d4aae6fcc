"""The kinds that ask networks how they behave: layers, towers, writers, autoencoders, vectors and rivals."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pytest_mlchecklist import catalogue
from pytest_mlchecklist.host.refusal import CannotRun
from pytest_mlchecklist.skill import Part
from shown import show

HERE = Path(__file__).parent
SAMPLES = HERE / "networks"
RIGHT = {
    ("any_layer", "right_torch"): "Bilinear make_block",
    ("any_layer", "right_numpy"): "OneByOne",
    ("any_depth", "right_torch"): "Tower from_sizes",
    ("any_depth", "right_numpy"): "Stack",
    ("any_logits", "right_torch"): "LogShares",
    ("any_logits", "right_numpy"): "Counts",
    ("any_writer", "right_torch"): "LogShares.sample",
    ("any_writer", "right_numpy"): "Counts.generate",
    ("any_autoencoder", "right_torch"): "Convolutional",
    ("any_autoencoder", "right_numpy"): "PCA",
    ("noisy", "right_torch"): "jitter",
    ("noisy", "right_numpy"): "jitter",
    ("any_vectors", "right_torch"): "embeddings_of",
    ("any_vectors", "right_numpy"): "Cooccurrence",
    ("any_rivals", "right_torch"): "update_d update_g",
}
RIGHT_ONES = [(part, file, symbol) for (part, file), symbols in RIGHT.items() for symbol in symbols.split()]
WRONG = {
    ("any_layer", "HalfBack"): "its slopes are others",
    ("any_layer", "Forgetful"): "a part of its state is lost",
    ("any_depth", "Shallow"): "it has another depth",
    ("any_writer", "Bigram"): "it has another length",
    ("any_autoencoder", "Wide"): "its code is no smaller",
    ("noisy", "quiet"): "nothing is drawn",
    ("noisy", "detached"): "it is detached",
    ("any_vectors", "too_long"): "the length is another one",
    ("any_rivals", "one_alone"): "only one learns",
}
DESCRIBED = {
    ("any_layer", "right_torch", "Bilinear"): "made as Bilinear(n_in=6, n_out=4), asked by .__call__",
    ("any_depth", "right_torch", "from_sizes"): "built as from_sizes(layer_sizes=[width] * (depth + 1))",
    ("any_writer", "right_torch", "LogShares.sample"): "called as sample(context, steps, temperature)",
    ("any_autoencoder", "right_torch", "Convolutional"): "asked by .__call__(x) on torch tensors",
    ("any_vectors", "right_numpy", "Cooccurrence"): "called as Cooccurrence",
    ("any_rivals", "right_torch", "update_g"): "called as update_d(…) and update_g(…) on networks of ours",
}
REFUSED = ["any_layer", "any_logits", "any_writer", "any_autoencoder", "any_vectors", "any_rivals"]


@pytest.fixture(scope="module")
def parts() -> Mapping[str, Part]:
    """Return the parts of the pack, by name."""
    return catalogue.load([HERE.parent / "packs" / "networks_pack"]).parts


@pytest.mark.parametrize(("part", "file", "symbol"), RIGHT_ONES)
def test_right_code_passes(part: str, file: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """Right code passes every required check, whatever way it is written."""
    failures = show(parts[part], SAMPLES / f"{file}.py", symbol).failures()
    assert {} == {name: report.message for name, report in failures.items()}


@pytest.mark.parametrize(("part", "symbol"), WRONG)
def test_wrong_code_is_named(part: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """Wrong code fails, and its mistake is named."""
    failures = show(parts[part], SAMPLES / "wrong.py", symbol).failures()
    assert {WRONG[part, symbol]} == {report.mistake for report in failures.values()}


@pytest.mark.parametrize(("part", "file", "symbol"), DESCRIBED)
def test_the_way_of_calling_is_described(
    part: str, file: str, symbol: str, parts: Mapping[str, Part]
) -> None:
    """What was found out about the code is said."""
    assert DESCRIBED[part, file, symbol] in show(parts[part], SAMPLES / f"{file}.py", symbol).description


@pytest.mark.parametrize("part", REFUSED)
def test_what_is_no_network_is_refused(part: str, parts: Mapping[str, Part]) -> None:
    """What can't be asked is told so, with an adapter to paste."""
    with pytest.raises(CannotRun) as raised:
        show(parts[part], SAMPLES / "wrong.py", "number")
    assert "number" in raised.value.message
    assert f"def {part}(" in raised.value.adapter
