"""Training loops: data and first weights go in, better weights come out.

Understood are loops, one-epoch functions, single steps and methods (`fit`, `train`) that

- train a torch model which they are given: they get a small one of ours, with a loader, a
  loss and an optimizer of torch's own (`training/torch_loops.py`);
- take their first weights as arrays and leave the learnt ones (`training/array_loops.py`);
- make a model of their own, which can be asked for its outputs (`training/own_models.py`).

Where the contract has `replicas`, code gets their number, copies of the model, or devices
(`training/crews.py`). With `sees="events"` code gets a callback of ours, and `call` gives the calls that it
hears, as 'train begin', 'epoch begin', 'batch begin', 'batch end' … Gradients that it leaves or
returns instead of a step are stepped along.

Whatever they need is given by the names of their parameters, never by position.

Operations, with the contract's arguments: `call` (the learnt parameters in one row),
`start` (those before), `sizes` (how many numbers each parameter has), `outputs_before` and
`outputs_after`, `predict` (`parameters` besides), `history` (lengths of the lists it keeps);
of torch loops also `modes` (training mode in each step) and `validated` (what validation
data, `val_x` and `val_y`, leave behind).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..arguments import NoMatch
from ..attempts import could_not_call
from ..refusal import CannotRun
from ..training.array_loops import open_array_loop
from ..training.events import Callback, Heard
from ..training.own_models import open_own_model
from ..training.torch_loops import open_torch_loop
from ..training.ways import Way, ways

if TYPE_CHECKING:
    from ..conventions import Convention
    from ..loading import Loaded
    from ..shapes import Signature

TORCH_ADAPTER = """\
def {part}(model, loader, loss_function, optimizer, epochs):
    # trains `model` on the batches (x, y) of `loader`
    ...  # call your own loop here
"""
ADAPTER = """\
def {part}(x, y, epochs, lr, batch_size):
    # x has the axes (n, i), y holds n labels 0 or 1
    return ...  # the model that your own loop has trained; it needs predict(x) or forward(x)
"""


def open_convention(loaded: Loaded, signature: Signature) -> Convention | Heard:
    """Return the first convention that fits.

    Raises:
        CannotRun: None does.
    """
    tried: list[str] = []
    uses_torch = "torch" in loaded.source
    adapter = (TORCH_ADAPTER if uses_torch else ADAPTER).format(part=signature.part)
    try:
        heard: list[str] = []
        besides = {"callbacks": Callback(heard)} if signature.options.get("sees") == "events" else {}
        shared = any(argument.name == "replicas" for argument in signature.arguments)
        for way in ways(loaded):
            found = _open(replace(way, shared=shared, besides=besides), loaded, tried)
            if found is not None:
                return Heard(found, heard) if besides else found
    except NoMatch as error:
        message = f"{loaded.name} can't be called: {error}"
        raise CannotRun(message, tried, adapter) from error
    otherwise = "its parameters name neither a model nor inputs and labels"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter)


def _open(way: Way, loaded: Loaded, tried: list[str]) -> Convention | None:
    for family in (open_torch_loop, open_array_loop, open_own_model):
        found: Convention | None = family(way, loaded, tried)  # type: ignore[assignment]
        if found is not None:
            return found
    return None
