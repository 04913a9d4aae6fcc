"""One fit after another: what is passed, with which settings, and what is read afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..seeding import reseed
from .alphabets import Alphabet
from .answers import has_blown_up
from .ways import SINGLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .forms import Form
    from .parameters import Terms
    from .ways import Fitted, Way

SMALLER_RATES = (1.0, 0.1, 0.01, 0.001)
"""Parts of the page's learning rate, the next where code diverges: some sum their gradients."""

RATE = "learning_rate"
_LABELLED = ("y", "truth")

Left = tuple["Fitted", dict[str, Any]]
"""What was fitted, and what it was given."""


@dataclass(frozen=True)
class Runs:
    """A way to fit, and the form in which it gets its data.

    Attributes:
        way: What is called.
        form: How data lies.
        terms: What settings are called, and the page's values.
        alphabet: How labels are passed.
        settings: Values besides, such as fewer iterations for a probe.
    """

    way: Way
    form: Form
    terms: Terms
    alphabet: Alphabet = field(default_factory=Alphabet)
    settings: Mapping[str, Any] = field(default_factory=dict)

    def given(self, values: Mapping[str, Any], rate: float = 1.0) -> dict[str, Any]:
        """Return data, sizes and settings by their roles, as the learner's code gets them."""
        labels = {name: self.alphabet.encoded(values[name]) for name in _LABELLED if name in values}
        settings = {**self.terms.values, **self.settings}
        if RATE in settings:
            settings[RATE] *= rate
        sizes = {"features": np.shape(values["x"])[-1], "classes": len(np.unique(values.get("y", [0, 1])))}
        rows = values.get("at", values["x"])
        besides = {"plain at": rows, SINGLE: self.form.single}
        return {**sizes, **settings, **besides, **self.form.given({"at": rows, **values, **labels})}

    def fit(self, values: Mapping[str, Any]) -> Left:
        """Return what was fitted, and what it was given, at the page's own learning rate."""
        reseed()
        given = self.given(values)
        return self.way.fitted(given), given

    def settled(self, values: Mapping[str, Any], read: Callable[[Left], Any]) -> Any:
        """Return what is read of the first fit that does not diverge, at ever smaller learning rates.

        Raises:
            Exception: Every fit raised; this is what the first one raised.
        """
        came: list[Any] = []
        errors: list[Exception] = []
        arrays = [data for data in values.values() if isinstance(data, np.ndarray)]
        size = 1.0 + max(float(np.max(np.abs(data))) for data in arrays)
        for given in self._tries(values):
            reseed()
            try:
                came.append(read((self.way.fitted(given), given)))
            except Exception as error:  # noqa: BLE001 - a diverging loop may raise; the last try tells
                errors.append(error)
                continue
            if not has_blown_up(came[-1], size):
                return came[-1]
        if not came:
            raise errors[0]
        return came[0]

    def _tries(self, values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        has_rate = RATE in self.way.taken and RATE in self.terms.values
        for rate in SMALLER_RATES if has_rate else (1.0,):
            yield self.given(values, rate)
