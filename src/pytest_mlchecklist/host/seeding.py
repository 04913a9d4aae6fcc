"""Seeds every global generator that a learner's code may draw from."""

from __future__ import annotations

import random
import sys
from typing import Any

import numpy as np

# Bound now: the learner's code may replace them.
_seed_python = random.seed
_seed_numpy = np.random.seed
_Generator = random.Random
_bit_generator: Any = np.random.bit_generator


def reseed(seed: int = 0) -> None:
    """Seed Python's, NumPy's and, where it is loaded, torch's generators."""
    seed %= 1 << 32
    _seed_python(seed)
    _seed_numpy(seed)
    # What `default_rng()` and `RandomState()` without a seed ask the system for.
    _bit_generator.randbits = _Generator(seed).getrandbits
    _seed_torch(seed)


def _seed_torch(seed: int) -> None:
    """Seed torch's generators: `torch.manual_seed` asks every kind of device, which takes 0.1 ms."""
    torch: Any = sys.modules.get("torch")
    generator = getattr(torch, "default_generator", None)
    if generator is not None:
        generator.manual_seed(seed)
        if torch.cuda.is_initialized():
            torch.cuda.manual_seed_all(seed)
