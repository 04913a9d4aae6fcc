"""What the report says of generative networks: which family a loss belongs to, and what was not asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from pytest_mlchecklist import bundled, catalogue
from pytest_mlchecklist.host.refusal import CannotRun
from pytest_mlchecklist.skill import Part

torch = pytest.importorskip("torch")
LOSSES, ARRAYS = "right_gan_losses.py", "right_gan_losses_in_numpy.py"
NOTES = {
    ("discriminator_loss", LOSSES, "d_loss"): "this is the minimax loss of probabilities, halved",
    ("discriminator_loss", LOSSES, "critic_loss"): "this is the Wasserstein loss of a critic",
    ("discriminator_loss", LOSSES, "HingeDiscriminator"): "this is the hinge loss",
    ("discriminator_loss", LOSSES, "ls_discriminator_loss"): "this is the least squares loss, halved",
    ("discriminator_loss", LOSSES, "smoothed"): (
        "this is the minimax loss of probabilities, with a target of 0.9 for real examples"
    ),
    ("discriminator_loss", ARRAYS, "least_squares"): (
        "this is the least squares loss, with the targets 1 and -1"
    ),
    ("generator_loss", LOSSES, "g_loss"): "this is the non-saturating loss of probabilities",
    ("generator_loss", LOSSES, "minimax_generator_loss"): "this is the minimax loss of probabilities",
    ("generator_loss", ARRAYS, "WassersteinLoss"): (
        "this is the Wasserstein loss, as beside a critic or a hinge loss"
    ),
    ("generator_loss", ARRAYS, "gen_loss"): "it runs on arrays, which know no gradients",
    ("gaussian_kl", "right_torch.py", "kl_divergence"): "this is the sum over the batch",
    ("gaussian_kl", "right_torch.py", "kl_loss"): "its sigma is the deviation",
    ("reparameterize", "right_torch.py", "rsample"): "its std is the deviation",
    ("reparameterize", "right_numpy.py", "reparameterize"): "it runs on arrays, which know no gradients",
}
GANS = {
    "train_generator": "called as train_discriminator(…) and train_generator(…) on networks of ours",
    "wgan_step": "called as wgan_step(…) on networks of ours",
}
STRANGE = """
def train(model, loader, optimizer):
    return model


def gan_step(generator, discriminator, mystery):
    return mystery
"""


@pytest.mark.parametrize(("part", "file", "symbol"), NOTES)
def test_the_family_is_named(part: str, file: str, symbol: str, show: Callable) -> None:
    """The report says which of the documented families it is, and in which form it comes."""
    reports = show(part, f"generative_networks/{file}", symbol).reports().values()
    assert NOTES[part, file, symbol] in {note for report in reports for note in report.notes}


@pytest.mark.parametrize("symbol", GANS)
def test_it_is_said_what_takes_a_step(symbol: str, show: Callable) -> None:
    """A function of one network is shown together with that of the other."""
    assert GANS[symbol] == show("gan_step", "generative_networks/right_gan_steps.py", symbol).description


def test_a_trainer_is_given_both_networks(show: Callable) -> None:
    """A class whose constructor takes networks gets ours."""
    shown = show("gan_step", "generative_networks/right_gan_classes.py", "GANTrainer")
    assert shown.description == "called as GANTrainer(…).train_step on networks of ours"


@pytest.mark.parametrize("symbol", ["train", "gan_step"])
def test_what_takes_no_two_networks_is_told(symbol: str, show: Callable, tmp_path) -> None:
    """What knows no rivals, or wants what nobody can guess, could not run; an adapter says how."""
    (tmp_path / "own.py").write_text("import torch\n" + STRANGE)
    with pytest.raises(CannotRun) as raised:
        show("gan_step", str(tmp_path / "own.py"), symbol)
    assert "def gan_step(generator, discriminator" in raised.value.adapter


def test_the_losses_are_those_of_pytorch(parts: Mapping[str, Part]) -> None:
    """The references are torch's cross-entropies, and its divergence of two normal distributions."""
    rng = np.random.default_rng(0)
    real, fake = (torch.tensor(rng.uniform(0.1, 0.9, 7)) for _ in range(2))
    ones, zeros = torch.ones_like(real), torch.zeros_like(real)
    judged, made = parts["discriminator_loss"], parts["generator_loss"]
    families = {
        "minimax loss of probabilities": torch.nn.functional.binary_cross_entropy,
        "": torch.nn.functional.binary_cross_entropy_with_logits,
    }
    for name, theirs in families.items():
        ours = judged.variants[name] if name else judged.reference
        theirs_of_both = theirs(real, ones) + theirs(fake, zeros)
        assert float(ours(real.numpy(), fake.numpy())) == pytest.approx(float(theirs_of_both))
    theirs = torch.nn.functional.binary_cross_entropy_with_logits(fake, ones)
    assert float(made.reference(fake.numpy())) == pytest.approx(float(theirs))


def test_the_divergence_is_that_of_pytorch(parts: Mapping[str, Part]) -> None:
    """The closed form is torch's divergence from the standard normal, summed over the code."""
    mu, logvar = (torch.tensor(item) for item in np.random.default_rng(1).standard_normal((2, 5, 3)))
    normal = torch.distributions.Normal
    theirs = torch.distributions.kl_divergence(normal(mu, (logvar / 2).exp()), normal(0.0, 1.0))
    ours = parts["gaussian_kl"].reference(mu.numpy(), logvar.numpy())
    assert float(ours) == pytest.approx(float(theirs.sum(1).mean()))


def test_any_of_three_ways_ticks_the_skill() -> None:
    """An autoencoder, both parts of a variational one, or all three of a GAN: each is enough."""
    found = catalogue.load([bundled.folder("skills")]).skills
    needs = next(skill.needs for skill in found if skill.id.endswith("/generative_networks"))
    assert needs.count == 1
    names = [item if isinstance(item, str) else item.items for item in needs.items]
    assert names == [
        "autoencoder",
        ("gaussian_kl", "reparameterize"),
        ("discriminator_loss", "generator_loss", "gan_step"),
    ]
