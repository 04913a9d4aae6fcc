"""Serves the pytest process from inside the host: loads the learner's code and calls it."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from .channel import CHANNEL_CLOSED, Channel
from .conventions import convention_of, load_object
from .lacking import lacking
from .refusal import CannotRun, LearnerRaised, Unavailable, learner_raised, text_of
from .seeding import reseed
from .wire import WireError, dumps, loads

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping

# Bound now: the learner's code may replace them.
_exit = os._exit
_set_errors = np.seterr
_logger_of_tensorflow = logging.getLogger("tensorflow")


def serve(connection: socket.socket) -> None:
    """Answer messages until the other end closes the channel, then end the process."""
    channel, server = Channel(connection), Server()
    if hasattr(os, "register_at_fork"):
        # A child forked by the learner's code must neither answer nor keep the channel open.
        os.register_at_fork(after_in_child=channel.close)
    while True:
        try:
            serial, message = channel.wait()
        except EOFError:
            _exit(0)
        except OSError:
            _exit(CHANNEL_CLOSED)
        reply = server.answer(message)
        try:
            channel.send(serial, reply)
        except OSError:
            _exit(CHANNEL_CLOSED)


class Server:
    """Holds what has been loaded and answers one message at a time.

    Args:
        is_alone: Whether the process is the host's own. If not, Ctrl-C must reach pytest.
    """

    def __init__(self, *, is_alone: bool = True) -> None:
        self._is_alone = is_alone
        self._conventions: dict[str, Any] = {}
        self._roots: dict[str, str] = {}
        self._dtype: object = None
        self._loaded: dict[str, Any] = {}
        self._sources: dict[str, str] = {}
        self._steps = {"import": self._import, "load": self._load, "call": self._call}

    def answer(self, message: bytes) -> bytes:
        """Return the reply to a message; both are as `wire` writes them."""
        asked = loads(message)
        key = asked["key"]
        self._roots.setdefault(key, asked.get("request", {}).get("root", ""))
        reply = self._guarded(asked)
        _tidy()
        with contextlib.suppress(Exception):
            reply["convention"] = str(self._conventions[key].description)
        return _written(reply)

    def _guarded(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        try:
            return self._steps[asked["do"]](asked)
        except CannotRun as error:
            message = error.message + self._lacking(asked, error.message)
            return {"cannot_run": {"message": message, "tried": error.tried, "adapter": error.adapter}}
        except Unavailable as error:
            return {"unavailable": text_of(error)}
        except LearnerRaised as error:
            return _told(error)
        except BaseException as error:  # the learner's code may raise anything, SystemExit too
            if isinstance(error, KeyboardInterrupt) and not self._is_alone:
                raise
            raised = learner_raised(error, self._roots[asked["key"]])
            return _told(
                LearnerRaised(raised.kind, raised.text + self._lacking(asked, raised.text), raised.where)
            )

    def _lacking(self, asked: Mapping[str, Any], text: str) -> str:
        return lacking(text, self._sources.get(asked["key"], ""))

    def _import(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        _calm(asked["seed"])
        self._loaded[asked["key"]] = loaded = load_object(asked["request"])
        self._sources[asked["key"]] = getattr(loaded, "source", "")
        return {}

    def _load(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        _calm(asked["seed"])
        convention = convention_of(self._loaded.pop(asked["key"]), asked["request"])
        self._conventions[asked["key"]] = convention
        self._dtype = _torch_call("get_default_dtype")
        return {"facts": dict(convention.facts)}

    def _call(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        _calm(asked["seed"])
        if self._dtype is not None:
            _torch_call("set_default_dtype", self._dtype)
        convention = self._conventions[asked["key"]]
        return {"value": convention.run(asked["operation"], asked["args"], asked["kwargs"])}


def _calm(seed: int) -> None:
    """Make the call independent of the calls before it, and quiet."""
    reseed(seed)
    _set_errors(all="ignore")
    _logger_of_tensorflow.setLevel(logging.ERROR)  # inputs of many sizes are our doing: it warns of them
    warnings.simplefilter("ignore")


def _torch_call(name: str, *args: object) -> object:
    """Call a function of torch if torch is loaded; a learner's own `torch.py` may lack it."""
    function = getattr(sys.modules.get("torch"), name, None)
    return function(*args) if function else None


def _tidy() -> None:
    """Close the figures and flush what was printed, whatever the learner did to them."""
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    with contextlib.suppress(Exception):
        sys.stdout.flush()
        sys.stderr.flush()
    if pyplot is not None:
        with contextlib.suppress(Exception):
            pyplot.close("all")


def _told(error: LearnerRaised) -> dict[str, Any]:
    return {"raised": {"kind": error.kind, "text": error.text, "where": error.where}}


def _written(reply: dict[str, Any]) -> bytes:
    try:
        return dumps(reply)
    except WireError as error:
        return dumps(_told(LearnerRaised("WireError", f"your code returns {error}")))
    except Exception as error:  # noqa: BLE001 - a value that changes while it is read, say
        return dumps(_told(learner_raised(error, "")))
