"""Unsupervised data as learners write it: what is said of it besides the verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from sklearn.decomposition import PCA

from pytest_mlchecklist.host.refusal import CannotRun
from pytest_mlchecklist.skill import Part
from shown import show as show_object

FAMILIES = {
    "right_classes.py:FromTheOrigin": "counted from the origin, not from the mean",
    "right_classes.py:pca_of_correlations": "PCA of the correlation matrix",
    "right_libraries.py:Whitened": "whitened PCA",
}


def test_the_reference_is_that_of_scikit_learn(parts: Mapping[str, Part]) -> None:
    """Coordinates and directions agree with scikit-learn's, up to their signs; shares agree."""
    part = parts["pca"]
    x = np.random.default_rng(0).normal(size=(12, 4)) * [4.0, 2.0, 1.0, 0.5]
    theirs, learned = PCA(2).fit(x), part.operations["learned"](x, 2)
    assert np.allclose(np.abs(part.reference(x, 2)), np.abs(theirs.transform(x)))
    assert np.allclose(np.abs(learned["components"]), np.abs(theirs.components_))
    assert np.allclose(learned["ratios"], theirs.explained_variance_ratio_)


@pytest.mark.parametrize(("where", "said"), FAMILIES.items())
def test_the_family_is_named(where: str, said: str, show: Callable) -> None:
    """The report says which PCA it is."""
    file, symbol = where.split(":")
    reports = show("pca", f"unsupervised_data/{file}", symbol).reports()
    assert any(said in note for report in reports.values() for note in report.notes)


def test_data_that_is_not_centred_is_told(show: Callable) -> None:
    """The coordinates themselves are shown, and what was forgotten."""
    failures = show("pca", "unsupervised_data/wrong_features.py", "NotCentred").failures()
    assert "the data is not centred" in failures["finds_the_directions"].message


def test_features_that_tell_nothing_are_counted(show: Callable) -> None:
    """Of features of an untrained network the report says how many rows a line gets right."""
    failures = show("feature_autoencoder", "unsupervised_data/wrong_features.py", "random_codes").failures()
    assert "% right\nwe expected  at least 93%" in failures["lets_a_line_tell_the_groups"].message


def test_a_module_without_training_is_trained(show: Callable) -> None:
    """A bare torch module is trained to rebuild its rows, and the report says by whom."""
    assert (
        "trained by us" in show("feature_autoencoder", "unsupervised_data/right_modules.py", "AE").description
    )


def test_a_module_without_an_encoder_is_told_so(parts: Mapping[str, Part], tmp_path: Path) -> None:
    """Where nothing gives the code of a row there are no features to judge."""
    (tmp_path / "own.py").write_text(
        "import torch\n\n\nclass Plain(torch.nn.Module):\n"
        "    def __init__(self, input_dim, latent_dim):\n        super().__init__()\n"
        "        self.down = torch.nn.Linear(input_dim, latent_dim)\n"
        "        self.up = torch.nn.Linear(latent_dim, input_dim)\n\n"
        "    def forward(self, x):\n        return self.up(self.down(x))\n"
    )
    with pytest.raises(CannotRun, match="it has no encoder, nor a method such as encode"):
        show_object(parts["feature_autoencoder"], tmp_path / "own.py", "Plain")
