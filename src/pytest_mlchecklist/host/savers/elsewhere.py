"""Loads what was saved in a new Python process, which knows nothing of this one but the files."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..loading import load
from ..refusal import CannotRun, LearnerRaised, learner_raised
from ..wire import dumps, loads

if TYPE_CHECKING:
    import numpy as np

    from ..loading import Loaded
    from ..shapes import Signature

_HOST = __package__.rpartition(".")[0]
_FOLDER = Path(__file__).parents[1]
_BOOTSTRAP = """
import sys
from importlib import import_module, util
name, folder, asked, answer, *places = sys.argv[1:]
sys.path[:] = places
if "." not in name:
    spec = util.spec_from_file_location(name, folder + "/__init__.py")
    sys.modules[name] = util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
import_module(name + ".savers.elsewhere").answer(asked, answer)
"""


def load_elsewhere(
    loaded: Loaded, signature: Signature, *, number: int, folder: Path, asked: dict[str, np.ndarray]
) -> Any:
    """Return what a model says that is loaded in a new process, in the same way.

    Args:
        loaded: What is shown.
        signature: The contract.
        number: Which of the ways is taken.
        folder: Where the model was saved.
        asked: The weights that were saved, and the rows.

    Raises:
        LearnerRaised: The learner's code did, there.
        CannotRun: The process ended without an answer.
    """
    request, reply = folder.parent / "asked", folder.parent / "answer"
    place = (str(loaded.namespace["__file__"]), _symbol(loaded), str(loaded.root))
    request.write_bytes(pickle.dumps((place, signature, number, str(folder), asked)))
    command = [sys.executable, "-B", "-c", _BOOTSTRAP, _HOST, str(_FOLDER), str(request), str(reply)]
    done = subprocess.run(  # noqa: S603 - our own command
        [*command, *filter(None, sys.path)], cwd=folder, capture_output=True, check=False
    )
    if not reply.is_file():
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it gave no reason"]
        raise CannotRun(f"a new process for your code ended: {lines[-1]}")
    came = loads(reply.read_bytes())
    if "raised" in came:
        raise LearnerRaised(*came["raised"])
    return came["says"]


def _symbol(loaded: Loaded) -> str:
    return f"{loaded.owner.__qualname__}.{loaded.name}" if loaded.owner else loaded.name


def answer(asked: str, answered: str) -> None:
    """Load and ask as a file says, and write what came to another: what the new process does."""
    from ..kinds.saver import SaverConvention

    place, signature, number, folder, values = pickle.loads(Path(asked).read_bytes())  # noqa: S301 - ours
    path, symbol, root = place
    try:
        convention = SaverConvention.numbered(load(Path(path), symbol, Path(root)), signature, number)
        model = convention.trip.load(values["weights"], Path(folder))
        came: dict[str, Any] = {"says": convention.trip.subject.says(model, values["x"])}
    except Exception as error:  # noqa: BLE001 - whatever the learner's code raises
        told = learner_raised(error, root)
        came = {"raised": [told.kind, told.text, told.where]}
    Path(answered).write_bytes(dumps(came))
