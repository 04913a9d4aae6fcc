"""Asks a learner's function, or an object of a learner's class, for the gradients of a network."""

from __future__ import annotations

import contextlib
import copy
import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import NoMatch, parameters_of, plain
from ..backends.arrays import to_array
from ..callees import FORWARD_METHODS
from ..layers.gradients import held_beside
from ..networks.sizes import buildings
from ..networks.steps import written_rate
from ..networks.words import EPOCHS, RATE
from ..seeding import reseed
from ..slots import attributes, slots
from .lays import EACH_BATCH
from .roles import REGULAR, given, named
from .telling import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..loading import Loaded
    from .lays import Lay

    Arrays = dict[str, np.ndarray]

BACKWARDS = (
    "backward", "backpropagation", "backprop", "back_propagation", "backward_propagation", "backpropagate",
    "backward_pass", "backward_prop", "back_prop", "network_backward", "gradient", "gradients",
    "compute_gradients", "get_gradients", "loss_and_gradients", "loss", "bwd", "train_step",
)  # fmt: skip
TRAININGS = ("fit", "train", "train_model", "learn", "train_network")
LOSSES = ("loss", "compute_loss", "calculate_loss", "calc_loss", "cost", "forward")
GUESSED_RATE = 1.0


def parameter_forms(arrays: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the forms in which all weights together may be handed over, the most usual first."""
    w1, b1, w2, b2 = (arrays[name] for name in ("w1", "b1", "w2", "b2"))
    yield "parameters['W1']", {"W1": w1, "b1": b1, "W2": w2, "b2": b2}
    yield "parameters['w1']", {"w1": w1, "b1": b1, "w2": w2, "b2": b2}
    yield "[(W, b), (W, b)]", [(w1, b1), (w2, b2)]
    yield "[W1, b1, W2, b2]", [w1, b1, w2, b2]
    yield "[{'W': W, 'b': b}, …]", [{"W": w1, "b": b1}, {"W": w2, "b": b2}]
    yield "[{'w': W, 'b': b}, …]", [{"w": w1, "b": b1}, {"w": w2, "b": b2}]
    yield "[{'weights': W, 'biases': b}, …]", [{"weights": w1, "biases": b1}, {"weights": w2, "biases": b2}]
    yield "parameters['weights1']", {"weights1": w1, "bias1": b1, "weights2": w2, "bias2": b2}
    yield "[W1, W2]", [w1, w2]


FORMS = 9


@dataclass(frozen=True)
class Function:
    """A function that gives the gradients of the weights that it is given.

    Attributes:
        loaded: The learner's function, and its file.
        form: Which of the forms of all weights together it gets.
    """

    loaded: Loaded
    form: int = 0

    @property
    def text(self) -> str:
        """How it is called, in words."""
        return self.loaded.name

    def ask(self, x: Any, y: Any, arrays: Arrays, how: How) -> Arrays:
        """Return the gradients of one call."""
        known = _known(x, y, arrays, how, self.form)
        function = self.loaded.value
        _tell_the_number_of_examples(function, known["count"])
        known |= _forward_of(self.loaded, known)
        came = function(**given(function, known))
        return told(function, came, how.shapes(arrays), by_name=how.by_name)


def _tell_the_number_of_examples(function: Callable[..., Any], count: int) -> None:
    """Set the `m` of a notebook that counted the examples of its own data, once for all."""
    reads = getattr(getattr(function, "__code__", None), "co_names", ())
    if "m" in reads and isinstance(function.__globals__.get("m", 0), int):
        function.__globals__["m"] = count


@dataclass(frozen=True)
class How:
    """What a call needs besides its arrays: their lay, their type, and how strictly results are read."""

    lay: Lay
    backend: Any
    by_name: bool

    def shapes(self, arrays: Arrays) -> dict[str, tuple[int, ...]]:
        """Return the shape of each weight's gradient."""
        return {name: self.lay.shape(name, array) for name, array in arrays.items()}


def _known(x: Any, y: Any, arrays: Arrays, how: How, form: int) -> dict[str, Any]:
    wrap = how.backend.wrap
    weights = {name: wrap(how.lay.placed(name, array)) for name, array in arrays.items()}
    together = [made for _, made in parameter_forms(weights)][form]
    lists = {"weights": [weights["w1"], weights["w2"]], "biases": [weights["b1"], weights["b2"]]}
    data = {"x": wrap(x), "y": wrap(y) if isinstance(y, np.ndarray) else y, "count": how_many(x, how.lay)}
    return {**data, **weights, **lists, "params": together, "rate": GUESSED_RATE, "none": 0.0, "once": 1}


def how_many(x: Any, lay: Lay) -> int:
    """Return how many examples lie in inputs."""
    if lay.examples.startswith("one"):
        return 1
    return int(np.shape(x)[1 if lay.examples == "examples in columns" else 0])


def _forward_of(loaded: Loaded, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a forward function beside this one gives: its results by name, its output and cache."""
    for function in _forwards_beside(loaded):
        with contextlib.suppress(Exception):  # whatever the learner's code raises: another may be meant
            return _results(function, function(**given(function, known)))
    return {}


def _forwards_beside(loaded: Loaded) -> Iterator[Callable[..., Any]]:
    """Yield the functions of the file that go forward, the backward's own namesake first."""
    own = plain(loaded.name)
    wanted = own.replace("backward", "forward").replace("backprop", "forwardprop")
    others = {plain(name): value for name, value in loaded.namespace.items() if inspect.isfunction(value)}
    others = {name: value for name, value in others.items() if name != own and "back" not in name}
    if wanted in others:
        yield others[wanted]
    for name, value in others.items():
        if name != wanted and ("forward" in name or name in ("predict", "network", "mlp", "model")):
            yield value


def _results(function: Callable[..., Any], came: Any) -> dict[str, Any]:
    several = came if isinstance(came, tuple) else (came,)
    arrays = [item for item in several if not isinstance(item, (dict, list, tuple))]
    packs = [item for item in several if isinstance(item, (dict, list, tuple))]
    results = {"named": named(function, came), "cache": packs[-1] if packs else came}
    return results | ({"output": (arrays[-1] if not packs else arrays[0])} if arrays else {})


@dataclass(frozen=True)
class Object:
    """An object of a learner's class that holds the weights.

    Attributes:
        loaded: The class, or an object.
        method: The name of the method that gives the gradients.
        build: Returns a new object, for what there is to give and the network's sizes.
        form: Which of the forms of all weights together its constructor gets.
    """

    loaded: Loaded
    method: str
    build: Callable[[Mapping[str, Any], tuple[int, ...]], Any]
    form: int = 0

    @property
    def text(self) -> str:
        """How it is called, in words."""
        return f"{self.loaded.name}.{self.method}"

    def ask(self, x: Any, y: Any, arrays: Arrays, how: How) -> Arrays:
        """Return the gradients that one object gives, keeps, or subtracts from its weights."""
        if (self.method in TRAININGS) != (how.lay.examples == EACH_BATCH):
            message = "it trains" if self.method in TRAININGS else "it does not train"
            raise NoMatch(message)
        reseed()
        known = _known(x, y, arrays, how, self.form)
        instance = self.build(known, (*arrays["w1"].shape, arrays["w2"].shape[1]))
        places = _filled(instance, arrays, how)
        _set(instance, RATE, GUESSED_RATE)
        _set(instance, EPOCHS, 1)
        _set(instance, REGULAR, 0.0)
        if self.method in TRAININGS:
            _refuse_unknown_steps(instance, self.method)
        known |= self._forward(instance, known)
        before = {name: np.array(to_array(slot.held)) for name, slot in places.items()}
        backward = getattr(instance, self.method)
        came = backward(**given(backward, known))
        shapes = {name: shape for name, shape in how.shapes(arrays).items() if name in places}
        returned = told(backward, came, shapes, by_name=how.by_name)
        length = GUESSED_RATE if _takes_rate(instance, backward) else written_rate(backward)
        return {**_left_in(instance, places, before, length), **returned}

    def _forward(self, instance: Any, known: Mapping[str, Any]) -> dict[str, Any]:
        """Have it go forward, with the labels where its backward asks for nothing; return what came."""
        asks = [
            item for item in parameters_of(getattr(instance, self.method)) or [] if item.default is item.empty
        ]
        for name in (*FORWARD_METHODS, *LOSSES) if asks else (*LOSSES, *FORWARD_METHODS):
            method = getattr(instance, name, None)
            if not callable(method) or name == self.method:
                continue
            with contextlib.suppress(Exception):  # another may be meant
                came = method(**given(method, known))
                results = _results(method, came if came is not None else getattr(instance, "output", None))
                with contextlib.suppress(Exception):  # what came is no array
                    results["upstream"] = results["output"] - known["y"]
                return results
        return {}


def _filled(instance: Any, arrays: Arrays, how: How) -> dict[str, Any]:
    """Put the weights into their places, and return these.

    Raises:
        NoMatch: It holds no two weight matrices of the right sizes.
    """
    places = {}
    for name, array in arrays.items():
        wanted = how.lay.placed(name, array)
        fitting = [slot for slot in slots(instance) if slot.shape == wanted.shape]
        if fitting:
            role = "weight" if name.startswith("w") else "bias"
            best = max(fitting, key=lambda slot: slot.likeness(role))
            best.put(wanted)
            places[name] = best
        elif any(np.prod(slot.shape) == array.size and slot.likeness("bias") > 1 for slot in slots(instance)):
            message = f"its {name} lies otherwise"
            raise NoMatch(message)
    if not {"w1", "w2"} <= places.keys():
        message = "it holds no weights of these sizes"
        raise NoMatch(message)
    texts = {slot.text: slot for slot in slots(instance)}
    return {name: texts[slot.text] for name, slot in places.items()}


def _takes_rate(instance: Any, method: Any) -> bool:
    """Return whether the length of a step can be set."""
    return bool(RATE & {plain(name) for name in (*attributes(instance), *_names(method))})


def _names(method: Any) -> list[str]:
    return [item.name for item in parameters_of(method) or []]


def _left_in(instance: Any, places: Mapping[str, Any], before: Arrays, length: float) -> Arrays:
    """Return the gradients that a backward left beside the weights, or by which it changed them."""
    now = {slot.text: slot for slot in slots(instance)}
    changes = {name: before[name] - to_array(now[place.text].held) for name, place in places.items()}
    if any(np.any(change) for change in changes.values()):
        return {name: change / length for name, change in changes.items()}
    found = {}
    for name, place in places.items():
        beside = held_beside(place, now)
        if beside is not None:
            found[name] = beside
    return found


def _set(instance: Any, words: set[str], value: float) -> None:
    for name in attributes(instance):
        if plain(name) in words and isinstance(getattr(instance, name), (int, float)):
            setattr(instance, name, value)


def _refuse_unknown_steps(instance: Any, training: str) -> None:
    """Raise NoMatch unless it is known how many steps a training takes, and how long they are."""
    names = {plain(name) for name in (*_names(getattr(instance, training)), *attributes(instance))}
    if not (names & RATE and names & EPOCHS):
        message = "its steps or their number can't be set"
        raise NoMatch(message)


def sources(loaded: Loaded) -> Iterator[Function | Object]:
    """Yield the ways to ask what the learner shows, the plainest first."""
    value = loaded.value if loaded.owner is None else loaded.owner
    if inspect.isroutine(value):
        yield from (Function(loaded, form) for form in range(FORMS))
        return
    cls = value if isinstance(value, type) else type(value)
    names = (*BACKWARDS, *TRAININGS) if loaded.owner is None else (loaded.name,)
    for name in names:
        if callable(getattr(cls, name, None)):
            yield from (Object(loaded, name, build, form) for build, form in _builds(value))


def _builds(value: Any) -> Iterator[tuple[Callable[..., Any], int]]:
    """Yield the ways to get an object, each with a form of the weights."""
    if not isinstance(value, type):
        yield lambda *_: copy.deepcopy(value), 0
        return
    for building in buildings(value):
        yield lambda _, sizes, building=building: building.build(value, sizes), 0
    for form in range(FORMS):
        yield lambda known, _: value(**_of_weights(value, known)), form


def _of_weights(value: type, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a constructor takes that is handed data or weights.

    Raises:
        NoMatch: It takes neither.
    """
    arguments = given(value, known)
    handed = [known[name] for name in ("x", "w1", "params", "weights")]
    if not any(item is one for item in arguments.values() for one in handed):
        message = "it is handed no weights"
        raise NoMatch(message)
    return arguments
