"""Seeds every global generator that a learner's code may draw from."""

from __future__ import annotations

import random
import sys
from typing import Any

import numpy as np

KEYS = {"key", "rng", "rngkey", "prngkey", "randomkey", "prng"}
"""How parameters for a key of JAX's are called, in lower case and without underscores."""

# Bound now: the learner's code may replace them.
_seed_python = random.seed
_seed_numpy = np.random.seed
_draw_python = random.getrandbits
_Generator = random.Random
_bit_generator: Any = np.random.bit_generator


def reseed(seed: int = 0) -> None:
    """Seed Python's and NumPy's generators, and those of the frameworks that are loaded.

    JAX has none: its keys are given.
    """
    seed %= 1 << 32
    _seed_python(seed)
    _seed_numpy(seed)
    # What `default_rng()` and `RandomState()` without a seed ask the system for.
    _bit_generator.randbits = _Generator(seed).getrandbits
    _seed_torch(seed)
    _seed_tensorflow(seed)


def randomness(name: str) -> Any:
    """Return what a parameter of this name wants: a key of JAX's, a generator of NumPy's, or a seed."""
    jax: Any = sys.modules.get("jax")
    if hasattr(jax, "random") and name in KEYS:
        return jax.random.PRNGKey(_draw_python(31))
    return np.random.default_rng(0) if name in {"rng", "generator"} else 0


def _seed_torch(seed: int) -> None:
    """Seed torch's generators: `torch.manual_seed` asks every kind of device, which takes 0.1 ms."""
    torch: Any = sys.modules.get("torch")
    generator = getattr(torch, "default_generator", None)
    if generator is not None:
        generator.manual_seed(seed)
        if torch.cuda.is_initialized():
            torch.cuda.manual_seed_all(seed)


def _seed_tensorflow(seed: int) -> None:
    """Seed TensorFlow's and Keras's generators, which are one generator each."""
    tensorflow: Any = sys.modules.get("tensorflow")
    keras: Any = sys.modules.get("keras")
    if hasattr(tensorflow, "GradientTape"):
        tensorflow.random.set_seed(seed)
    if hasattr(keras, "Layer"):
        keras.utils.set_random_seed(seed)
