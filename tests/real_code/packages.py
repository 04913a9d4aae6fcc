"""Unpacks published learners' packages into a scratch folder; nothing of theirs is installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ACTIVATIONS = ("relu", "leaky_relu", "elu", "selu", "gelu", "swish", "softplus", "sigmoid", "tanh", "softmax")
NOTATION = (
    "expected_value", "variance", "euclidean_norm", "product", "softmax_from_formula", "geometric_mean",
    "matmul", "transpose", "bias_trick",
)  # fmt: skip
STATISTICS = (
    "accuracy", "precision", "recall", "mean_squared_error", "mse_gradient", "normal_equation",
    "assign_clusters", "update_centroids", "inertia", "silhouette", "convolve2d", "convolve1d",
)  # fmt: skip
MODELS = ("linear_regression", "kmeans", "svm")
NETWORKS = (
    "dense_layer", "dense_network", "conv_layer", "conv_network", "rnn_cell", "rnn", "lstm_cell", "gru_cell",
    "split", "train", "save_model", "load_model", "early_stopping", "model_checkpoint",
)  # fmt: skip
DATA = (
    "resize_image", "pad_sequence", "load_image", "to_grayscale", "load_audio", "spectrogram", "make_windows",
    "chronological_split", "tokenize", "build_vocabulary", "encode", "decode", "summarize", "encode_labels",
    "pair_labels", "one_hot", "read_csv_metadata", "read_json_metadata",
)  # fmt: skip
ENTRY = (*ACTIVATIONS, *NOTATION, *STATISTICS, *MODELS, *NETWORKS, *DATA)
THEORY = (
    "gradient_descent", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw", "cross_entropy",
    "binary_cross_entropy", "hinge", "huber", "focal", "dice", "triplet", "contrastive", "kl", "l1_penalty",
    "l2_penalty", "elastic_net", "weight_decay_step", "label_smoothing", "autograd_value", "autograd_tensor",
    "network_backward", "dropout", "batch_norm", "macro_f1", "confusion_matrix", "roc_auc",
    "average_precision", "iou", "matthews_corrcoef", "bleu", "top_k_accuracy", "perplexity",
    "bayes_posterior", "bayes_rule", "normal_pdf", "sample", "empirical_mean_std", "conditional", "entropy",
    "kl_divergence",
)  # fmt: skip
DETECTORS = (
    "detect_overfitting", "detect_vanishing_gradients", "detect_exploding_gradients", "detect_mode_collapse",
    "detect_dead_units", "detect_data_leakage", "kata_classifier", "kata_regression", "kata_evaluation",
)  # fmt: skip
LARGER_NETWORKS = (
    "pooling", "attention", "custom_layer", "build_large_network", "autoencoder", "gaussian_kl",
    "reparameterize", "next_token_logits", "generate", "lookup", "train_embeddings", "build_transfer_model",
    "fine_tune", "callback_order", "cyclical_learning_rate", "data_parallel_step", "average_gradients",
    "distributed_train", "resumable_train", "compiled_train_step", "pca", "feature_autoencoder",
)  # fmt: skip
DATA_SETS = (
    "stream_records", "class_weights", "oversample", "undersample", "weighted_sampler", "collate",
    "random_flip", "random_crop", "random_rotation", "add_noise", "time_shift", "mixup", "random_erasing",
    "word_dropout", "normalizer", "rescale_images", "batch_generator", "build_pipeline", "image_project",
    "audio_project", "time_series_project", "text_project", "tracker", "tracked_training",
    "hyperparameter_search", "app", "page",
)  # fmt: skip
INTERMEDIATE = (*THEORY, *DETECTORS, *LARGER_NETWORKS, *DATA_SETS)
PARTS = frozenset((*ENTRY, *INTERMEDIATE))
"""The parts that every package was searched for, by its definitions' names and then by reading them."""
ARCHIVES = HERE.parent.parent / ".cache" / "real_code"


@dataclass(frozen=True)
class Package:
    """One published package and what its parts were found to be by reading their source.

    Attributes:
        folder: Where our manifest for it lies, with the expected verdicts beside it.
        name: Its name in the package index.
        version: Its pinned version.
        verdicts: The expected verdict of each declared part.
        present: Every target that shows a part, by the part; a part that is not here is not there.
            Empty where another folder lists what the package has.
        besides: Why discovery may propose something for a part that is not there.
        missed: Why a part that is there can't be found, or can't be called as it is.
    """

    folder: Path
    name: str
    version: str
    verdicts: dict[str, str]
    present: dict[str, list[str]]
    besides: dict[str, str]
    missed: dict[str, str]

    @property
    def findable(self) -> set[str]:
        """The parts that discovery should find."""
        return {part for part in self.present if not self.missed.get(part, "").startswith("found:")}

    @property
    def adapted(self) -> list[str]:
        """The parts that our manifest shows through an adapter."""
        manifest = tomllib.loads((self.folder / "mlchecklist.toml").read_text(encoding="utf-8"))
        return [part for part, target in manifest["code"].items() if "adapters.py" in target]

    def unpack(self, target: Path) -> Path:
        """Unpack its files into `target`, put our manifest beside them, and return `target`."""
        self.unpack_alone(target)
        for file in self.folder.iterdir():
            if file.name != "expected.toml" and file.is_file():
                shutil.copy(file, target)
        return target

    def unpack_alone(self, target: Path) -> Path:
        """Unpack its files into `target`, without anything of ours, and return `target`."""
        target.mkdir(exist_ok=True)
        _extract(self.archive(), target)
        return target

    def archive(self) -> Path:
        """Return the package's archive, downloaded once."""
        kept = ARCHIVES / f"{self.name}-{self.version}"
        if not kept.is_dir():
            _download(f"{self.name}=={self.version}", kept)
        return next(kept.iterdir())


def packages() -> list[Package]:
    """Return all packages that have a manifest here."""
    return [_read(path) for path in sorted(HERE.glob("*/expected.toml"))]


def _read(path: Path) -> Package:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return Package(
        path.parent,
        said["package"],
        said["version"],
        verdicts=said["verdicts"],
        present=said.get("present", {}),
        besides=said.get("besides", {}),
        missed=said.get("missed", {}),
    )


def _download(requirement: str, kept: Path) -> None:
    partial = kept.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    subprocess.run([*command, "--dest", str(partial), requirement], check=True)
    partial.rename(kept)


def _extract(archive: Path, target: Path) -> None:
    if archive.suffix in (".whl", ".zip"):
        with zipfile.ZipFile(archive) as file:
            file.extractall(target)
        return
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    inner = next(path for path in target.iterdir() if path.is_dir())
    for path in list(inner.iterdir()):
        shutil.move(str(path), target / path.name)
