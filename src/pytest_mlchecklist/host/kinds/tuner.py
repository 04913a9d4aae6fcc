"""Code that takes a pretrained model and adapts it: with a new head, or by small steps.

Of `does="build"` understood are functions of a backbone and a number of classes, and modules made of them.
What comes is a model (alone, or first in a tuple; the backbone itself where it is changed in place) and
perhaps an optimizer or parameters for one; we train it, in the mode in which it came, or
in that which a `train()` of its own makes.

Of `does="tune"` understood are functions and methods of a model and data (a loader, a data set or arrays, by
their names, as for a trainer) that train it; and functions that only unfreeze some layers of a model, with
what they return or what else their file has for an optimizer: then we train it.

The pretrained model is ours, a small torch network whose blocks and head have the names that the code uses
(`tuning/pretrained.py`).

Operations, with the contract's arguments (`seed`, `classes`, `steps`; for tuning
`layers`): `call`, a mapping of rows of numbers: "pretrained" the backbone's weights before, "built"
the same in
what was made of it, "after" training; "statistics" and "statistics_after" of its BatchNorm; "head" and
"head_after", the other weights; "outputs" for each image; "graded", how many of the backbone's numbers got
a gradient. For tuning also "blocks" (how far the weights of each block moved, from the first to the last),
"rates" (of backbone and head, as lists; where no optimizer of torch tells them, as far as the first step
went), "begun" (how many of the backbone's numbers are others than pretrained when learning begins) and
"surprise" (how far its outputs are then from those of the pretrained model). `in_training_mode` is `call`
after `train()` was called on the model.
Facts: 'lacks', 'trains' (whether the code trains itself), 'pretrained' (the shape of the model).
"""

from __future__ import annotations

import copy
import importlib
import inspect
import re
import sys
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import NoMatch, parameters_of, plain
from ..attempts import could_not_call, first_words
from ..naming import vocabulary
from ..projects.roles import filled
from ..refusal import CannotRun, Unavailable
from ..seeding import reseed
from ..training.company import Plateau, Silent
from ..training.tasks import Misfit
from ..training.ways import source_of, ways
from ..tuning.pretrained import SIDE, backbones_for, build, wholes_for
from ..tuning.record import Watch, flat, places, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..loading import Loaded
    from ..shapes import Signature
    from ..training.ways import Way
    from ..tuning.pretrained import Shape
    from ..tuning.record import Pass, Places

BUILD, TUNE = "build", "tune"
ROWS, RATE = 8, 0.05
WORDS = vocabulary(
    model="backbone model basemodel base pretrained pretrainedmodel encoder featureextractor extractor body "
    "net network resnet",
    classes="classes numclasses nclasses numlabels nlabels numoutputs noutputs outputs outfeatures labels "
    "outputdim numtargets nclass numclass",
    features="featuredim features infeatures numfeatures nfeatures featuresize featdim embeddingdim embdim "
    "hiddendim backbonedim inputdim featuresdim outchannels inchannels",
)
LAYERS = vocabulary(
    layers="layers nlayers numlayers n k unfreezelayers nunfreeze numunfreeze lastn nblocks numblocks blocks "
    "unfreezelast layerstounfreeze trainablelayers numtrainable nlast numlayerstounfreeze"
)["layers"]
_OPTIMIZERS = re.compile(r"optim|param_groups|parameter_groups|get_params|groups", re.IGNORECASE)
_UNFREEZES = re.compile(r"requires_grad_?\s*(=|\()\s*True|unfreeze|requires_grad_\(\)")
ADAPTERS = {
    BUILD: "def {part}(backbone, classes):\n    # freeze the backbone, and put a head for `classes` on it\n"
    "    return ...  # the torch model: call your own code here\n",
    TUNE: "def {part}(model, loader, epochs):\n    # model is a pretrained torch network with blocks layer1 "
    "to layer4 and a head fc\n    ...  # call your own code here\n",
}


@dataclass
class TunerConvention:
    """How such code is called.

    Attributes:
        adapt: Gets the pretrained model and the contract's values; returns what the code gave.
        text: The call in words.
        shape: How the pretrained model is built.
        loaded: Where the code comes from.
        does: 'build' or 'tune'.
        lacks: The optional arguments that the code does not take.
        frozen: Whether the backbone comes frozen.
        facts: What checks need to know.
    """

    adapt: Callable[[Any, Mapping[str, Any]], Any]
    text: str
    shape: Shape
    loaded: Loaded
    does: str
    lacks: tuple[str, ...] = ()
    frozen: bool = False
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def description(self) -> str:
        """The convention in words."""
        details = (self.text, f"on a small pretrained torch model, {self.shape.text}", self.loaded.how)
        return "called as " + ", ".join(filter(None, details))

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        if operation not in {"call", "in_training_mode"} or (operation != "call" and self.does == TUNE):
            raise Unavailable(operation)
        return self._adapted(kwargs, switch=operation != "call")

    def open(self, values: Mapping[str, Any]) -> None:
        """Try the convention.

        Raises:
            Exception: It does not fit, for whatever reason.
        """
        came = self._adapted(values, switch=False)
        if self.does == BUILD and came["outputs"].shape[:1] != (ROWS,):
            message = f"its model gives {came['outputs'].shape} for {ROWS} images"
            raise Misfit(message)
        self.facts = {**self.facts, "lacks": list(self.lacks), "pretrained": self.shape.text}

    def _adapted(self, values: Mapping[str, Any], *, switch: bool) -> dict[str, Any]:
        torch = sys.modules["torch"]
        reseed(int(values["seed"]))
        model, old_head = self._pretrained(), self.shape.head if self.does == BUILD else ""
        pretrained, names = snapshot(model), [name for name, _ in model.named_parameters()]
        original = copy.deepcopy(model)
        images = torch.randn(ROWS, 3, SIDE, SIDE)
        with torch.no_grad():
            classes = _judged(original, images).shape[1] if self.does == TUNE else int(values["classes"])
        labels = torch.arange(ROWS) % int(classes)
        watch = Watch()
        with watch.over():
            came = self.adapt(model, {**values, "images": images, "labels": labels})
            built, steps = _model_and_optimizer(came, model)
            _settle(built, images)
            found = places(pretrained, built, names, old_head)
            before = pretrained if self.does == TUNE else snapshot(built)
            if switch or _says_what_training_is(built):
                built.train()
            watch.measure()
            trains = self.does == TUNE and bool(watch.rates)
            if not trains:
                steps = steps or (self._elsewhere(built) if self.does == TUNE else None)
                self.facts["rates"] = steps is not None
                _train(built, steps, images, labels, int(values["steps"]))
        self.facts["trains"] = trains
        if trains:
            self.facts["rates"] = True
        record = self._record(found, pretrained, before, built)
        with torch.no_grad():
            outputs = _judged(copy.deepcopy(built), images)
        record["outputs"] = np.asarray(outputs.detach().cpu().numpy(), dtype=float)
        if self.does == TUNE:
            record |= self._tuned(found.weights, before, built, watch)
            record["surprise"] = _surprise(watch.first, original)
        return record

    def _pretrained(self) -> Any:
        """Return our pretrained model, frozen but for its head where the code expects it so."""
        model = build(self.shape)
        if self.frozen:
            for name, slot in model.named_parameters():
                slot.requires_grad_(bool(self.shape.head) and name.startswith(self.shape.head))
        return model

    def _record(
        self, found: Places, pretrained: Mapping[str, Any], before: Mapping[str, Any], built: Any
    ) -> dict[str, Any]:
        """Return the weights and statistics, as they came, as they were built, and after training."""
        state = built.state_dict()
        slots = dict(built.named_parameters())
        backbone = [key for name, key in found.weights.items() if key and not self._is_head(name)]
        head = [*found.head, *(key for name, key in found.weights.items() if key and self._is_head(name))]
        return {
            "pretrained": flat(pretrained[name] for name in found.weights),
            "built": _held(before, found.weights, pretrained),
            "after": _held(state, found.weights, pretrained),
            "statistics": flat(pretrained[name] for name in found.statistics),
            "statistics_after": _held(state, found.statistics, pretrained),
            "head": flat(before[name] for name in head), "head_after": flat(state[name] for name in head),
            "graded": _graded(slots, backbone),
        }  # fmt: skip

    def _is_head(self, name: str) -> bool:
        return self.does == TUNE and name.startswith(self.shape.head + ".")

    def _tuned(self, weights: Mapping[str, str], pretrained: Any, built: Any, watch: Watch) -> dict[str, Any]:
        state, slots = built.state_dict(), dict(built.named_parameters())
        moved: dict[str, float] = {}
        rates: dict[str, list[float]] = {"backbone": [], "head": []}
        for name, key in weights.items():
            prefix = f"{self.shape.body}." if self.shape.body else ""
            block = "head" if self._is_head(name) else name.removeprefix(prefix).partition(".")[0]
            change = float((state[key] - pretrained[name]).abs().max()) if key else float("inf")
            moved[block] = max(moved.get(block, 0.0), change)
            if key in slots:
                rates["head" if block == "head" else "backbone"] += watch.rates.get(id(slots[key]), [])
        begun = 0
        for name, key in weights.items():
            if not self._is_head(name):
                first = watch.first.weights.get(id(slots[key])) if key and watch.first else None
                begun += pretrained[name].numel() if first is None else int((first != pretrained[name]).sum())
        head = moved.pop("head", 0.0)
        return {"blocks": [*moved.values(), head], "rates": rates, "begun": begun}

    def _elsewhere(self, model: Any) -> Any:
        """Return the optimizer that another function of the file makes for the model, or None."""
        for name, value in self.loaded.namespace.items():
            if inspect.isfunction(value) and _OPTIMIZERS.search(name):
                try:
                    came = filled(value, {"model": WORDS["model"]}).call(value, {"model": model, "seed": 0})
                except Exception:  # noqa: BLE001, S112 - it is for something else
                    continue
                found = _optimizer_in(came)
                if found is not None:
                    return found
        return None


def _surprise(first: Pass | None, original: Any) -> float:
    """Return how far the first outputs that were learnt from are from those of the pretrained model."""
    try:
        wanted = first.outputs_of(original) if first else None
        return float((wanted - first.outputs).abs().max()) if first else float("inf")
    except (ValueError, RuntimeError, TypeError):  # it is another model: there is nothing to compare
        return float("inf")


def _says_what_training_is(model: Any) -> bool:
    """Whether its class has a `train` of its own, which leaves a part of it in evaluation."""
    return type(model).train is not sys.modules["torch"].nn.Module.train


def _settle(model: Any, images: Any) -> None:
    """Let layers that take their sizes from the first batch see one; nothing else may notice."""
    torch = sys.modules["torch"]
    if any(torch.nn.parameter.is_lazy(slot) for slot in model.parameters()):
        modes = [(module, module.training) for module in model.modules()]
        with torch.no_grad():
            _judged(model, images)
        for module, mode in modes:
            module.training = mode


def _judged(model: Any, images: Any) -> Any:
    """Return what a model gives in eval mode; not every learner's `train` returns the model."""
    model.eval()
    return model(images)


def _held(state: Any, names: Mapping[str, str], pretrained: Any) -> np.ndarray:
    """Return pretrained tensors as they are now; zeros for those that are gone."""
    return flat(state[key] if key else pretrained[name] * 0 for name, key in names.items())


def _graded(slots: Mapping[str, Any], names: Sequence[str]) -> int:
    return int(sum(slots[name].numel() for name in names if name in slots and slots[name].grad is not None))


def _model_and_optimizer(came: Any, model: Any) -> tuple[Any, Any]:
    """Return the model that code made, or that it changed in place, and its optimizer if it gave one."""
    torch = sys.modules["torch"]
    pieces = came if isinstance(came, tuple) else (came,)
    built = next((piece for piece in pieces if isinstance(piece, torch.nn.Module)), model)
    found = (_optimizer_in(piece) for piece in pieces if not isinstance(piece, torch.nn.Module))
    return built, next((item for item in found if item is not None), None)


def _optimizer_in(came: Any) -> Any:
    """Return an optimizer, or one made of parameters or groups of them; None for anything else."""
    torch = sys.modules["torch"]
    if isinstance(came, torch.optim.Optimizer):
        return came
    items = list(came) if isinstance(came, (list, filter)) else []
    is_group = [isinstance(item, (torch.nn.Parameter, dict)) for item in items]
    if not items or not all(is_group):
        return None
    try:
        return torch.optim.SGD(items, lr=RATE)
    except (TypeError, ValueError, KeyError):
        return None


def _train(model: Any, optimizer: Any, images: Any, labels: Any, steps: int) -> None:
    """Take a few steps, in the mode in which the model is."""
    torch = sys.modules["torch"]
    if optimizer is None:
        optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    for _ in range(steps):
        model.zero_grad()
        outputs = model(images)
        if outputs.requires_grad:
            torch.nn.functional.cross_entropy(outputs, labels % outputs.shape[1]).backward()
            optimizer.step()


def open_convention(loaded: Loaded, signature: Signature) -> TunerConvention:
    """Return the first convention that fits.

    Raises:
        CannotRun: None does, or torch is not used.
    """
    does = str(signature.options.get("does", BUILD))
    adapter = ADAPTERS[does].format(part=signature.part)
    if not hasattr(sys.modules.get("torch"), "nn"):
        message = (
            f"{loaded.name} can't be called: it does not use torch, and we have no other pretrained models"
        )
        raise CannotRun(message, adapter=adapter)
    importlib.import_module("torch.optim")
    tried: list[str] = []
    try:
        fitting = list(_until_rates(_conventions(loaded, does), tried))
    except NoMatch as error:
        message = f"{loaded.name} can't be called as {signature.part}: {error}"
        raise CannotRun(message, tried, adapter) from error
    if not fitting:
        raise could_not_call(loaded.name, tried, otherwise="it takes no pretrained model", adapter=adapter)
    return fitting[-1] if _tells_rates(fitting[-1]) else fitting[0]


def _until_rates(conventions: Iterator[TunerConvention], tried: list[str]) -> Iterator[TunerConvention]:
    """Yield the conventions that fit, up to the first that tells the rates; say of the others why not."""
    for convention in conventions:
        try:
            convention.open({"seed": 0, "classes": 3, "steps": 1, "layers": 1})
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
            tried.append(f"{convention.text}, {convention.shape.text}: {first_words(error)}")
            continue
        yield convention
        if _tells_rates(convention):
            return


def _tells_rates(convention: TunerConvention) -> bool:
    return bool(convention.facts.get("rates", True))


def _conventions(loaded: Loaded, does: str) -> Iterator[TunerConvention]:
    if does == BUILD:
        yield from _building(loaded)
        return
    for way in ways(loaded):
        shapes = dict.fromkeys([*wholes_for(way.source), *wholes_for(loaded.source)])
        comes = (True, False) if _UNFREEZES.search(_with_helpers(way, loaded)) else (False,)
        for frozen, (adapt, lacks), shape in product(comes, _tuning(way), shapes):
            yield TunerConvention(adapt, way.text, shape, loaded, TUNE, lacks, frozen=frozen)


def _with_helpers(way: Way, loaded: Loaded) -> str:
    """Return the text of code and of the functions of its file that it calls."""
    named = {name: item for name, item in loaded.namespace.items() if inspect.isfunction(item)}
    called = [item for name, item in named.items() if re.search(rf"\b{name}\(", way.source)]
    return "\n".join([way.source, *(source_of(item, "") for item in called)])


def _building(loaded: Loaded) -> Iterator[TunerConvention]:
    made: Any = loaded.value
    how = filled(made, WORDS, then=("model", "classes"))
    if "model" not in how:
        message = "it takes no pretrained model as an argument: what it loads itself is not at hand"
        raise NoMatch(message)
    text = f"{loaded.name}({', '.join(how.roles)})"
    lacks = () if "classes" in how else ("classes",)

    def adapt(model: Any, values: Mapping[str, Any]) -> Any:
        sizes = {"features": model.feature_dim, "classes": int(values["classes"]), "seed": 0}
        return how.call(made, {"model": model, **sizes})

    for shape in backbones_for(loaded.source):
        yield TunerConvention(adapt, text, shape, loaded, BUILD, lacks)


def _tuning(way: Way) -> Iterator[tuple[Callable[[Any, Mapping[str, Any]], Any], tuple[str, ...]]]:
    """Yield the ways to call code that tunes, each with the arguments that it lacks."""
    own = (item.name for item in parameters_of(way.function) or ())
    names = [name for name in own if plain(name) in LAYERS]
    if not names or way.owner is not None:
        yield (lambda model, values: way.start(_company(way, model, values))[0]), ("layers",)
        return
    for said in (lambda _, count: count, _names_of):

        def adapt(model: Any, values: Mapping[str, Any], said: Any = said) -> Any:
            chosen = {names[0]: said(model, int(values["layers"]))}
            return replace(way, function=partial(way.function, **chosen)).start(_company(way, model, values))[
                0
            ]

        yield adapt, ()


def _names_of(model: Any, count: int) -> list[str]:
    """Return the names of the last blocks of a model, and that of its head."""
    children = model.named_children()
    *blocks, head = (name for name, child in children if next(child.parameters(), None) is not None)
    if len(blocks) == 1:
        blocks = [f"{blocks[0]}.{name}" for name, _ in getattr(model, blocks[0]).named_children()]
    return [*blocks[-count:], head]


def _company(way: Way, model: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    torch = sys.modules["torch"]
    rows = torch.utils.data.TensorDataset(values["images"], values["labels"])
    loads = "DataLoader(" in way.source
    loader: Any = rows if loads else torch.utils.data.DataLoader(rows, batch_size=ROWS)
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    return {
        "model": model, "x": values["images"], "y": values["labels"], "loader": loader, "val_loader": loader,
        "loss_function": torch.nn.CrossEntropyLoss(), "optimizer": optimizer, "epochs": int(values["steps"]),
        "device": torch.device("cpu"), "batch_size": ROWS, "scheduler": Plateau(optimizer),
        "logger": Silent(), "scaler": torch.amp.GradScaler("cpu", enabled=False), "path": "model.pt",
    }  # fmt: skip
