"""Has a language model learn a few tokens: by its own training, or by a loop of ours."""

from __future__ import annotations

import inspect
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import plain
from ..callees import is_torch_module
from ..networks.sizes import parameters_of_any
from ..networks.words import EPOCHS, RATE
from ..refusal import Unavailable
from ..slots import leaves

if TYPE_CHECKING:
    from .models import Languages

STEPS, ENOUGH = 300, 0.05
OWN_STEPS, MOST_NUMBERS, NUMERIC_STEPS = 1500, 2500, 60
_TRAINING = ("fit", "train", "train_model", "learn", "train_step", "step", "train_on_batch", "partial_fit")
_X = {"x", "xs", "inputs", "tokens", "idx", "data", "ids", "xb", "corpus", "sequence", "text", "seq", "batch"}
_Y = {"y", "ys", "targets", "target", "labels", "yb", "t"}


def taught(languages: Languages, tokens: np.ndarray) -> tuple[np.ndarray, str]:
    """Return the logits for the tokens of one who has learnt them, and how.

    Raises:
        Unavailable: There is no way to learn that could be called.
    """
    model = languages.new()
    if is_torch_module(type(model)):
        how = _by_autograd(languages, model, tokens)
        model.eval()
        return languages.logits(model, tokens[:, :-1]), how
    owned = _by_own_training(languages, tokens)
    if owned is not None:
        return owned
    how = _by_differences(languages, model, tokens)
    return languages.logits(model, tokens[:, :-1]), how


def loss_of(logits: np.ndarray, targets: np.ndarray) -> float:
    """Return the mean cross-entropy of the next tokens."""
    top = logits.max(axis=-1, keepdims=True)
    logs = logits - top - np.log(np.exp(logits - top).sum(axis=-1, keepdims=True))
    return float(-np.take_along_axis(logs, targets[..., None], axis=-1).mean())


def _by_autograd(languages: Languages, model: Any, tokens: np.ndarray) -> str:
    torch = sys.modules["torch"]
    model.train()
    weights = [item for item in model.parameters() if item.requires_grad]
    means, squares = ([torch.zeros_like(item) for item in weights] for _ in range(2))
    inputs, targets = tokens[:, :-1], torch.as_tensor(tokens[:, 1:])
    step = 0
    while step < STEPS:
        step += 1
        loss = _torch_loss(languages, model, inputs, targets)
        if float(loss) < ENOUGH:
            break
        gradients = torch.autograd.grad(loss, weights, allow_unused=True)
        with torch.no_grad():
            for weight, gradient, mean, square in zip(weights, gradients, means, squares, strict=True):
                if gradient is not None:
                    mean.mul_(0.9).add_(gradient, alpha=0.1)
                    square.mul_(0.99).add_(gradient**2, alpha=0.01)
                    weight.sub_(0.01 * mean / (square.sqrt() + 1e-8))
    return f"by a loop of ours, {step} steps of Adam"


def _torch_loss(languages: Languages, model: Any, inputs: np.ndarray, targets: Any) -> Any:
    torch = sys.modules["torch"]
    if languages.last:
        found = [
            _last(languages, languages.raw(model, inputs[:, :end])) for end in range(1, inputs.shape[1] + 1)
        ]
        logits = torch.stack(found, dim=1)
    else:
        raw = languages.raw(model, inputs)
        raw = torch.stack(raw) if isinstance(raw, list) else raw
        logits = raw.transpose(0, 1) if languages.form == "time first" else raw
    rows = logits.reshape(-1, languages.vocabulary)
    if bool((rows >= 0).all()) and torch.allclose(
        rows.sum(-1), torch.ones(len(rows), dtype=rows.dtype), atol=1e-4
    ):
        rows = torch.log(rows + 1e-30)
    return torch.nn.functional.cross_entropy(rows, targets.reshape(-1))


def _last(languages: Languages, raw: Any) -> Any:
    return raw.reshape(len(raw), -1, languages.vocabulary)[:, -1]


def _by_own_training(languages: Languages, tokens: np.ndarray) -> tuple[np.ndarray, str] | None:
    """Return what comes of the best of its own ways to learn; None where none could be called."""
    best: tuple[float, np.ndarray, str] | None = None
    for name, several in [(name, many) for name in _TRAINING for many in (True, False)]:
        if not callable(getattr(type(languages.new()), name, None)):
            continue
        for rate in (0.1, 0.5, 0.01):
            try:
                model = languages.new()
                _train(getattr(model, name), tokens, rate, several=several)
                logits = languages.logits(model, tokens[:, :-1])
            except Exception:  # noqa: BLE001 - this way does not fit; the next may
                break
            loss = loss_of(logits, tokens[:, 1:])
            if np.isfinite(loss) and (best is None or loss < best[0]):
                best = loss, logits, f"by its own {name}"
            if loss < ENOUGH * 4:
                return logits, f"by its own {name}"
    return None if best is None else best[1:]


def _train(method: Any, tokens: np.ndarray, rate: float, *, several: bool) -> None:
    items = parameters_of_any(method)
    words = [plain(item.name) for item in items]
    paired = any(word in _Y for word in words)
    x, y = (tokens[:, :-1], tokens[:, 1:]) if paired else (tokens, None)
    if not several:
        x, y = x[0], None if y is None else y[0]
    given: dict[str, Any] = {}
    for item, word in zip(items, words, strict=True):
        if word in _Y:
            given[item.name] = y
        elif word in EPOCHS:
            given[item.name] = OWN_STEPS
        elif word in RATE:
            given[item.name] = rate
        elif word in _X or (item.default is inspect.Parameter.empty and not given):
            given[item.name] = x
        elif item.default is inspect.Parameter.empty:
            message = f"it needs {item.name!r}"
            raise TypeError(message)
    repeats = 1 if any(word in EPOCHS for word in words) or method.__name__ in ("fit", "learn") else OWN_STEPS
    for _ in range(repeats):
        method(**given)


def _by_differences(languages: Languages, model: Any, tokens: np.ndarray) -> str:
    """Train arrays by Adam on measured slopes: slow, but all that a forward pass alone allows."""
    slots = [slot for slot in leaves(model) if slot.likeness("weight") > 0]
    if languages.is_fixed or not slots or sum(slot.held.size for slot in slots) > MOST_NUMBERS:
        message = "way to learn that could be called"
        raise Unavailable(message)
    rng = np.random.default_rng(0)

    def loss() -> float:
        return loss_of(languages.logits(model, tokens[:, :-1]), tokens[:, 1:])

    means = [np.zeros(slot.shape) for slot in slots]
    squares = [np.zeros(slot.shape) for slot in slots]
    for slot in slots:
        slot.held[...] += 0.05 * rng.standard_normal(slot.shape)
    for _ in range(NUMERIC_STEPS):
        if loss() < ENOUGH * 4:
            break
        for slot, mean, square in zip(slots, means, squares, strict=True):
            gradient = _measured(slot.held, loss)
            mean[...] += 0.1 * (gradient - mean)
            square[...] += 0.05 * (gradient**2 - square)
        for slot, mean, square in zip(slots, means, squares, strict=True):
            slot.held[...] -= 0.1 * mean / (np.sqrt(square) + 1e-6)
    return "by a loop of ours on measured slopes"


def _measured(held: np.ndarray, loss: Any) -> np.ndarray:
    gradient, start = np.zeros_like(held), loss()
    for index in np.ndindex(held.shape):
        before = held[index]
        held[index] = before + 1e-4
        gradient[index] = (loss() - start) / 1e-4
        held[index] = before
    return gradient
