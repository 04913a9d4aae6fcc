"""The kind `estimator`: models as learners write them, fitted and asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from pytest_mlchecklist import catalogue
from pytest_mlchecklist.discovery import Wanted, discover
from pytest_mlchecklist.errors import Unavailable
from pytest_mlchecklist.host.refusal import CannotRun
from pytest_mlchecklist.skill import Part
from shown import Shown, show

HERE = Path(__file__).parent
RIGHT = {
    ("linear_regression", "right_regression"): (
        "GradientDescent SummedGradients NormalEquation DataFirst ColumnTargets features_first learn_line "
        "normal_equation one_feature SimpleRegression RowByRow Wrapped Inherited library pipeline make_model "
        "trained all_at_once"
    ),
    ("linear_regression", "right_functions"): "by_lstsq normal_equation",
    ("linear_regression", "right_family"): "fit_params",
    ("linear_regression", "right_torch"): "TorchRegression SinglePrecision",
    ("linear_regression", "right_frames"): "FrameRegression",
    ("kmeans", "right_clusters"): (
        "FitPredict OnlyPredict OnlyLabels DataInside centroids_and_labels labels_and_centroids only_labels "
        "as_mapping groups on_lists library Inherited"
    ),
    ("svm", "right_svms"): "Hinge ZeroOne Columns Shares train_svm Wrapped library OnLists",
    ("pca", "right_transforms"): (
        "Eigen InColumns OnlyFitTransform pca_function with_components features_first library"
    ),
    ("normalizer", "right_transforms"): (
        "Standard Normalizer train_and_test only_test compute_stats as_course_does on_lists scaler"
    ),
    ("normalizer", "right_frames"): "FrameScaler",
}
RIGHT_ONES = [(*key, symbol) for key, symbols in RIGHT.items() for symbol in symbols.split()]
WRONG = {
    ("linear_regression", "NoIntercept"): "the intercept is left out",
    ("linear_regression", "mean_only"): "the prediction is the mean of y",
    ("kmeans", "OneGroup"): "every point is in one group",
    ("kmeans", "starting_points"): "the centroids do not move",
    ("svm", "Exchanged"): "the sides are exchanged",
    ("svm", "Always"): "the answer is always +1",
    ("pca", "NotCentred"): "the data is not centred",
    ("normalizer", "ByThemselves"): "the rows are measured by themselves",
    ("normalizer", "ByVariance"): "it divides by the variance",
}
DESCRIBED = {
    ("linear_regression", "right_regression", "GradientDescent"): "iterations set to 1000",
    ("linear_regression", "right_regression", "ColumnTargets"): "y as (n, 1)",
    ("linear_regression", "right_regression", "features_first"): "examples in columns",
    ("linear_regression", "right_regression", "one_feature"): "one feature as (n,)",
    ("linear_regression", "right_regression", "RowByRow"): "row by row",
    ("linear_regression", "right_family", "fit_params"): "predict_with(x, params)",
    ("linear_regression", "right_torch", "SinglePrecision"): "in single precision",
    ("linear_regression", "right_frames", "FrameRegression"): "on pandas frames",
    ("kmeans", "right_clusters", "OnlyLabels"): "reads .labels",
    ("kmeans", "right_clusters", "labels_and_centroids"): "takes item 0 of what it returns",
    ("kmeans", "right_clusters", "library"): "library (n_clusters, max_iter set)",
    ("svm", "right_svms", "ZeroOne"): "takes the labels 0 and 1",
    ("svm", "right_svms", "Shares"): "gives probabilities",
}
X = np.arange(20.0).reshape(10, 2) ** 2 / 40


@pytest.fixture(scope="module")
def parts() -> Mapping[str, Part]:
    """Return the parts of the pack, by name."""
    return catalogue.load([HERE.parent / "packs" / "estimator_pack"]).parts


def _shown(parts: Mapping[str, Part], part: str, file: str, symbol: str) -> Shown:
    return show(parts[part], HERE / "estimator" / f"{file}.py", symbol)


@pytest.mark.parametrize(("part", "file", "symbol"), RIGHT_ONES)
def test_right_code_passes(part: str, file: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """Right code passes every required check, whatever way it is written."""
    failures = _shown(parts, part, file, symbol).failures()
    assert {} == {name: report.message for name, report in failures.items()}


@pytest.mark.parametrize(("part", "symbol"), WRONG)
def test_wrong_code_is_named(part: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """Wrong code fails, and the message names the mistake."""
    failures = _shown(parts, part, "wrong_estimators", symbol).failures()
    assert WRONG[part, symbol] in [report.mistake for report in failures.values()]


@pytest.mark.parametrize(("part", "file", "symbol"), DESCRIBED)
def test_the_way_of_calling_is_described(
    part: str, file: str, symbol: str, parts: Mapping[str, Part]
) -> None:
    """What was found out about the code, and what was set, is said."""
    assert DESCRIBED[part, file, symbol] in _shown(parts, part, file, symbol).description


@pytest.mark.parametrize(
    ("part", "symbol", "said"),
    [
        ("linear_regression", "WantsAPath", "it needs an argument 'path'"),
        ("linear_regression", "Broken", "RuntimeError: the weights were never made"),
        ("normalizer", "normalize_alone", "no other function can transform other rows"),
        ("svm", "WantsAPath", "it needs an argument 'path'"),
    ],
)
def test_what_cannot_be_called_is_explained(
    part: str, symbol: str, said: str, parts: Mapping[str, Part]
) -> None:
    """Code that no way fits could not run, and the first reason is told."""
    with pytest.raises(CannotRun) as caught:
        _shown(parts, part, "wrong_estimators", symbol)
    assert said in caught.value.message


def test_the_adapter_works(parts: Mapping[str, Part]) -> None:
    """The adapter has the part's own arguments, and a function with these is taken."""
    with pytest.raises(CannotRun) as caught:
        _shown(parts, "linear_regression", "wrong_estimators", "Broken")
    assert caught.value.adapter.startswith("def linear_regression(x, y, at):")
    assert {} == _shown(parts, "linear_regression", "wrong_estimators", "linear_regression").failures()


def test_more_is_asked_of_what_has_more(parts: Mapping[str, Part]) -> None:
    """A class is asked for its decision values; one that has none says so."""
    y, asked = np.where(np.arange(10) % 2, 1, -1), {"x": X, "at": X[:3]}
    hinge = _shown(parts, "svm", "right_svms", "ZeroOne").ask
    assert (3,) == np.shape(hinge("decision", {**asked, "y": y}))
    with pytest.raises(Unavailable, match="decision values"):
        _shown(parts, "svm", "right_svms", "Hinge").ask("decision", {**asked, "y": y})


def test_an_inverse_function_is_found(parts: Mapping[str, Part]) -> None:
    """A function of the file that undoes is asked with what was learnt."""
    ask = _shown(parts, "normalizer", "right_transforms", "compute_stats").ask
    there = ask("call", {"x": X, "at": X[:3]})
    np.testing.assert_allclose(ask("inverse", {"x": X, "at": there}), X[:3])


def test_what_was_learnt_lies_as_the_page_says(parts: Mapping[str, Part]) -> None:
    """Components in columns are turned, also where there are as many as features."""
    ask = _shown(parts, "pca", "right_transforms", "InColumns").ask
    rows = np.random.default_rng(0).normal(size=(9, 3)) * [3, 2, 1]
    turned = ask("learned", {"x": rows, "k": 3})["components"]
    straight = _shown(parts, "pca", "right_transforms", "Eigen").ask("learned", {"x": rows, "k": 3})
    np.testing.assert_allclose(turned, straight["components"])


def test_weights_of_rescaled_features_are_no_slopes(parts: Mapping[str, Part]) -> None:
    """What a pipeline's last step holds belongs to other rows, and is not taken for the slopes."""
    ask = _shown(parts, "linear_regression", "right_regression", "pipeline").ask
    rows = np.random.default_rng(0).normal(size=(9, 3))
    assert {} == ask("learned", {"x": rows, "y": rows[:, 0] + 1, "at": rows})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("class KMeans:\n    def fit(self, X): self.a = X\n    def predict(self, X): return X", "KMeans"),
        ("class Kmeans:\n    def __init__(self, k): pass\n    def predict(self, X): return X", "Kmeans"),
        ("class KMeans(Base):\n    pass", "KMeans"),
        ("def kmeans(points, k):\n    return points, k", "kmeans"),
        ("def kmeans(k):\n    print(k)", None),
        ("def plot_kmeans(x, k):\n    return x", None),
        ("from sklearn.cluster import KMeans", None),
        ("class KMeansTest:\n    def fit(self, X): return X", None),
        ("class KMeans:\n    def train(self, mode): return self", None),
    ],
)
def test_estimators_are_discovered(tmp_path: Path, text: str, found: str | None) -> None:
    """A class that fits, or a function of the rows, shows the part; graders, plots and imports do not."""
    (tmp_path / "a.py").write_text(text)
    wanted = [Wanted("kmeans", "estimator", ("k_means",), ("x", "k"))]
    came = {part: item.target for part, item in discover(tmp_path, wanted).candidates.items()}
    assert ({"kmeans": f"a.py:{found}"} if found else {}) == came


def test_an_exercise_is_not_started(tmp_path: Path) -> None:
    """A class whose methods are placeholders is found as not begun."""
    (tmp_path / "a.py").write_text("class KMeans:\n    def fit(self, X):\n        raise NotImplementedError")
    wanted = [Wanted("kmeans", "estimator", ("k_means",), ("x", "k"))]
    assert discover(tmp_path, wanted).candidates["kmeans"].unfinished
