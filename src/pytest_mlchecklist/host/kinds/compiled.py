"""Training steps that a compiler can take as they are: fixed shapes, no look at values, nothing kept outside.

Understood are steps of JAX, `(params, batch)` or `(params, x, y)` with or without a rate, whose parameters
are a mapping, a tuple or a list of a weight and a bias, jitted or not; and steps of torch that are given a
model, a batch or x and y, a loss and an optimizer, by their names, as for a trainer (all of them ours). A
part that says `framework="JAX"`, or "torch", is shown by a step of that alone.

A step of JAX runs without and with `jax.jit`; one of torch runs on tensors of which only the shapes are known
(`FakeTensorMode`), as a compiler sees them. `call`, of `x`, `y`, `weight`, `bias` and `lr`, gives {"begun":
the parameters before, "plain": after one step, "compiled": the same when compiled (in torch: from a second
run), "error": why it can't be compiled, or "", "traces": how often it had to be compiled for two steps,
"changed": the global names whose values a step changed}. Facts: 'lacks', 'framework'.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import NoMatch, parameters_of, plain
from ..attempts import could_not_call, first_words
from ..refusal import CannotRun, Unavailable
from ..seeding import reseed
from ..training.company import company
from ..training.instruments import Diary, make_model, parameters_in
from ..training.tasks import Misfit, tasks_for
from ..training.ways import ways

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..loading import Loaded
    from ..shapes import Signature

_PARAMETERS = {"params", "parameters", "weights", "theta", "p", "state", "variables", "model"}
_RATES = {"lr", "learningrate", "rate", "stepsize", "eta", "alpha"}
_BATCHES = {"batch", "data", "minibatch"}
_INPUTS = {"x", "xs", "inputs", "xb", "images", "features"}
_TARGETS = {"y", "ys", "targets", "labels", "yb", "target"}
JAX, TORCH = "JAX", "torch"
ADAPTER = """\
def {part}(params, batch):
    # params holds a weight and a bias, batch is (x, y): one step of training
    return ...  # the new params: call your own code here
"""


TORCH_ADAPTER = """\
def {part}(model, x, y, loss_function, optimizer):
    ...  # one step of training: call your own code here
"""


@dataclass
class CompiledConvention:
    """How such a step is called.

    Attributes:
        step: Gets the contract's values; returns what `call` gives.
        text: The call in words.
        loaded: Where it comes from.
        facts: What checks need to know.
    """

    step: Callable[[Mapping[str, Any]], dict[str, Any]]
    text: str
    loaded: Loaded
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def description(self) -> str:
        """The convention in words."""
        return ", ".join(filter(None, [f"called as {self.text}", self.loaded.how]))

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run the operation; see the module's docstring."""
        del args
        if operation != "call":
            raise Unavailable(operation)
        reseed(0)
        return self.step(kwargs)


def open_convention(loaded: Loaded, signature: Signature) -> CompiledConvention:
    """Return the first convention that fits.

    Raises:
        CannotRun: None does.
    """
    is_torch = signature.options.get("framework") == TORCH
    adapter = (TORCH_ADAPTER if is_torch else ADAPTER).format(part=signature.part)
    tried: list[str] = []
    values = signature.probe() | {"lr": 0.125}
    try:
        for convention in _conventions(loaded, str(signature.options.get("framework", ""))):
            try:
                convention.run("call", [], values)
            except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
                tried.append(f"{convention.text}: {first_words(error)}")
                continue
            return convention
    except NoMatch as error:
        message = f"{loaded.name} can't be called: {error}"
        raise CannotRun(message, tried, adapter) from error
    otherwise = "it is no step of JAX or torch on parameters and a batch"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter)


def _conventions(loaded: Loaded, framework: str) -> Iterator[CompiledConvention]:
    """Yield the ways to call a step of a framework, or of any ('')."""
    if framework != TORCH and hasattr(sys.modules.get("jax"), "jit") and "jax" in loaded.source:
        yield from _of_jax(loaded)
    if framework != JAX and hasattr(sys.modules.get("torch"), "nn"):
        yield from _of_torch(loaded)


def _of_jax(loaded: Loaded) -> Iterator[CompiledConvention]:
    for form in ("mapping", "tuple", "list", "layers"):
        for named in ({"w": 0, "b": 1}, {"weight": 0, "bias": 1}) if form == "mapping" else ({},):
            for mapped in (False, True):
                run = partial(_jax_step, loaded, form, tuple(named), mapped=mapped)
                text = f"{loaded.name} on params as a {form}, batch as a {'mapping' if mapped else 'tuple'}"
                yield CompiledConvention(run, text, loaded, {"lacks": [], "framework": JAX})


def _of_torch(loaded: Loaded) -> Iterator[CompiledConvention]:
    importlib.import_module("torch._subclasses.fake_tensor")
    importlib.import_module("torch.fx.experimental.symbolic_shapes")
    for way in ways(loaded):
        for task in tasks_for(loaded.source) if "model" in way.roles else ():
            run = partial(_torch_step, way, task, loaded)
            facts = {"lacks": [] if way.roles & {"lr", "optimizer"} else ["lr"], "framework": TORCH}
            text = f"{way.text} on a torch model of ours, {task.name}"
            yield CompiledConvention(run, text, loaded, facts)


def _globals_of(loaded: Loaded) -> dict[str, str]:
    """Return the numbers, arrays and collections among the names of a file, as texts."""
    kinds = (bool, int, float, str, list, dict, set, tuple, np.ndarray)
    held = {name: value for name, value in loaded.namespace.items() if not name.startswith("__")}
    return {name: repr(value)[:10_000] for name, value in held.items() if isinstance(value, kinds)}


def _changed(before: Mapping[str, str], loaded: Loaded) -> list[str]:
    after = _globals_of(loaded)
    return sorted(name for name in after if after[name] != before.get(name))


def _torch_step(way: Any, task: Any, loaded: Loaded, values: Mapping[str, Any]) -> dict[str, Any]:
    torch: Any = sys.modules["torch"]
    size = len(values["x"])
    asked = {**values, "epochs": 1, "batch_size": size}

    def once() -> np.ndarray:
        diary = Diary(outputs=[])
        model = make_model(np.append(values["weight"], values["bias"]), task, diary)
        given = company(asked, task, model, diary, loads=False)
        way.start(given | {"batch": (given["x"], given["y"])})
        if not diary.visits:
            message = "it never called the model"
            raise Misfit(message)
        return parameters_in(model)

    kept = _globals_of(loaded)
    first = once()
    changed = _changed(kept, loaded)
    record = {"begun": np.append(values["weight"], values["bias"]), "plain": first, "compiled": once()}
    mode = torch._subclasses.fake_tensor.FakeTensorMode(  # noqa: SLF001 - torch.export uses it under no other name
        shape_env=torch.fx.experimental.symbolic_shapes.ShapeEnv(), allow_non_fake_inputs=True
    )
    error = ""
    try:
        with mode:
            rows = torch.zeros(size, len(values["weight"]))
            model = torch.nn.Linear(len(values["weight"]), 1)
            targets = task.targets(np.zeros(size))
            loss = getattr(torch.nn, task.criterion)()
            head = _Head(torch, model, task)
            optimizer = torch.optim.SGD(head.parameters(), lr=0.125)
            given = {"model": head, "x": rows, "y": targets, "batch": (rows, targets), "loss_function": loss,
                     "optimizer": optimizer, "lr": 0.125, "epochs": 1, "batch_size": size,
                     "loader": [(rows, targets)],
                     "device": torch.device("cpu")}  # fmt: skip
            way.start(given)
    except Exception as problem:  # noqa: BLE001 - it is what is asked for
        error = first_words(problem)
    return {**record, "error": error, "traces": 1, "changed": changed}


def _Head(torch: Any, linear: Any, task: Any) -> Any:  # noqa: N802 - it makes a module
    class Model(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.linear = linear

        def forward(self, x: Any) -> Any:
            return task.output(self.linear(x)[:, 0])

    return Model()


def _jax_step(
    loaded: Loaded, form: str, names: tuple[str, ...], values: Mapping[str, Any], *, mapped: bool
) -> dict[str, Any]:
    jax: Any = sys.modules["jax"]
    array = jax.numpy.asarray
    pair = [array(values["weight"], dtype="float32"), array(values["bias"], dtype="float32")]
    params: Any = {"mapping": dict(zip(names, pair, strict=False)), "tuple": tuple(pair), "list": pair,
                   "layers": [tuple(pair)]}[form]  # fmt: skip
    x, y = array(values["x"], dtype="float32"), array(values["y"], dtype="float32")
    batch = {"x": x, "y": y} if mapped else (x, y)
    own = inspect.unwrap(loaded.value)
    traces = [0]

    def counted(params: Any, batch: Any) -> Any:
        traces[0] += 1
        return _new_params(jax, _asked(own, params, batch, float(values["lr"])), params)

    kept = _globals_of(loaded)
    with jax.disable_jit():
        plain_params = _new_params(jax, _asked(loaded.value, params, batch, float(values["lr"])), params)
    changed = _changed(kept, loaded)
    record = {"begun": _flat(jax, params), "plain": _flat(jax, plain_params), "changed": changed}
    compiled, error = plain_params, ""
    try:
        step = jax.jit(counted)
        compiled = step(params, batch)
        step(compiled, batch)
    except Exception as problem:  # noqa: BLE001 - it is what is asked for
        error = first_words(problem)
    return {**record, "compiled": _flat(jax, compiled), "error": error, "traces": traces[0]}


def _asked(function: Any, params: Any, batch: Any, rate: float) -> Any:
    x, y = (batch["x"], batch["y"]) if isinstance(batch, dict) else batch
    known = ((_PARAMETERS, params), (_BATCHES, batch), (_INPUTS, x), (_TARGETS, y), (_RATES, rate))
    given = {}
    for item in parameters_of(function) or ():
        found = [value for words, value in known if plain(item.name) in words]
        if found:
            given[item.name] = found[0]
        elif item.default is item.empty:
            message = f"it needs {item.name!r}, and its name does not say what that is"
            raise NoMatch(message)
    return function(**given)


def _new_params(jax: Any, came: Any, params: Any) -> Any:
    """Return what has the structure of the parameters in what a step gave."""
    wanted = jax.tree_util.tree_structure(params)
    pieces = [came, *came] if isinstance(came, (tuple, list)) else [came]
    for piece in pieces:
        if jax.tree_util.tree_structure(piece) == wanted:
            return piece
    message = "it gave nothing of the form of its parameters"
    raise Misfit(message)


def _flat(jax: Any, params: Any) -> np.ndarray:
    leaves = jax.tree_util.tree_leaves(params)
    return np.concatenate([np.ravel(np.asarray(leaf, dtype=float)) for leaf in leaves])
