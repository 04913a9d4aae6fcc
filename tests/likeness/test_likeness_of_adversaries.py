"""What shows a step of a GAN."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.discovery import Wanted, discover

if TYPE_CHECKING:
    from pathlib import Path

WANTED = (Wanted("gan_step", "adversary", ("train_gan", "train_step_gan", "gan"), ("seed",)),)
OWNS_BOTH = """
class GAN:
    def __init__(self, latent_dim):
        self.netG, self.netD = Generator(latent_dim), Discriminator()

    def train_step(self, real):
        return self.netD(real)
"""


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("def train_gan(dataloader, G, D, opt_g, opt_d): return 1", "train_gan"),
        ("def train_step_gan(netD, netG, real): return 1", "train_step_gan"),
        (OWNS_BOTH, "GAN"),
        ("def train_gan(model, loader, optimizer): return 1", None),
        ("class GAN:\n    def forward(self, x):\n        return self.net(x)", None),
    ],
)
def test_a_step_knows_both_networks(tmp_path: Path, text: str, symbol: str | None) -> None:
    """Whoever trains a GAN has a generator and a discriminator, whatever they are called."""
    (tmp_path / "a.py").write_text(text)
    found = discover(tmp_path, WANTED).candidates.get("gan_step")
    assert symbol == (found.target.partition(":")[2] if found else None)
