"""What speaks for a definition: the names of its arguments, what its body holds and what it calls."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pytest_mlchecklist.placeholders import last_name
from pytest_mlchecklist.spelling import mentions, normal, word_set, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pytest_mlchecklist.definitions import Definition

_SYNONYMS: dict[str, frozenset[str]] = {
    "weight": word_set("kernel param parameters params theta w weight weights"),
    "bias": word_set("b bias biases param parameters params"),
    "b": word_set("b ba bh bias biases param parameters params"),
    "gamma": word_set("g gamma gammas scale scaler w weight weights param parameters params"),
    "kernel": word_set("f filter filters k kernel kernels w weight weights"),
    "padding": word_set("p pad padding"),
    "p": word_set("drop dropout keep p prob probability rate ratio"),
    "size": word_set("f k kernel pool size window"),
    "stride": word_set("s stride strides"),
    "table": word_set("e embed embedding embeddings table w weight weights"),
    "training": word_set("flg mode prediction test train training"),
    "w": word_set("kernel param parameters params theta w weight weights"),
    "weights": word_set(
        "beta embed embedding filter filters gamma kernel kernels param parameters params table theta u "
        "uc uf ui uo w waa wax wc weight weights wf wg wh whh wi wih wk wo wq wu wv wx wxh"
    ),
    "slope": word_set("a alpha k leak leakage negativeslope slope"),
    "alpha": word_set("a alpha scale slope"),
    "x": word_set("a arrays data dataset df features input inputs n v x z"),
    "y": word_set("label labels target targets y"),
    "sizes": word_set(
        "dim dims features hidden layer layers neurons nh nin ninput ninputs nodes nout noutputs "
        "nx ny outputs shape size sizes units"
    ),
    "model": word_set("model net network"),
    "data": word_set("batch batches data dataloader dataset dl inputs iter loader train x"),
    "epochs": word_set("epoch epochs iter iterations iters niter steps"),
    "layer": word_set("layer layers"),
    "loader": word_set("batches data dataloader dataset dl iter loader"),
    "share": word_set(
        "dev frac fraction holdout percent percentage proportion ratio ratios stratify test train "
        "val valid validation"
    ),
    "stratify": word_set("stratified stratify"),
    "batch_size": word_set("batch batchsize bs chunk chunksize size"),
    "data_dir": word_set("data dataset dir directory folder path root source"),
    "path": word_set("csv file filename filepath path source uri"),
    "paths": word_set("filenames files paths shards sources urls"),
    "seed": word_set("generator randomstate rng seed"),
    "shuffle": word_set("permute random shuffle"),
    "worker": word_set("index rank shard worker"),
    "workers": word_set("numshards replicas shards workers world worldsize"),
    "beta1": word_set("b1 beta beta1 betas decay1 momentum"),
    "beta2": word_set("b2 beta beta2 betas decay2 rho"),
    "epsilon": word_set("e eps epsilon"),
    "gradients": word_set("d db dparams dtheta dw dweights g grad gradient gradients grads grad"),
    "learning_rate": word_set("a alpha eta learningrate lr rate stepsize"),
    "losses": word_set("acc accuracy current error history logs loss losses metric metrics score value"),
    "momentum": word_set("beta decay gamma momentum mu"),
    "patience": word_set("patience tolerance wait"),
    "rho": word_set("alpha beta decay gamma rho"),
    "step_number": word_set("epoch i iter iteration step t"),
    "weight_decay": word_set("decay l2 lambda wd weightdecay"),
    "lr": word_set("eta learningrate lr opt optim optimizer stepsize updater"),
}
# `max_iter` is a count and holds no batches.
_COUNTS, _MANY = word_set("max n num number"), word_set("data loader")
_OTHER_PARTS = word_set("dev holdout test val valid validation")
_SHOWN = 5


@dataclass(frozen=True)
class Fit:
    """How well a definition fits, from 0 to 1, and the signature that speaks for it."""

    degree: float
    signature: str


def has(names: Iterable[str], *wanted: str) -> bool:
    """Whether one of the names means one of the wanted things."""
    return any(_means(name, one) for name in names for one in wanted)


def _means(name: str, wanted: str) -> bool:
    if wanted in _MANY and _COUNTS.intersection(words(name)):
        return False
    return name == wanted or mentions(name, _SYNONYMS.get(wanted, frozenset()))


def repeats(definition: Definition) -> bool:
    """Whether a loop stands in it."""
    return any(isinstance(node, (ast.For, ast.While)) for node in _nodes(definition))


def _nodes(definition: Definition) -> Iterator[ast.AST]:
    """Yield the nodes of its syntax tree, and of what it inherits."""
    for one in (definition, *definition.inherited):
        yield from ast.walk(one.node)


def required(definition: Definition) -> list[str]:
    """Return the arguments that a caller must give."""
    return [name for name in definition.arguments if name not in definition.optional]


def takes_anything(definition: Definition) -> bool:
    """Whether it has an argument at all."""
    return bool(definition.arguments or definition.variadic)


def distance(definition: Definition) -> float:
    """Return how much farther away a thing is than a plain function."""
    if definition.kind == "method":
        return 0.1 if "staticmethod" in definition.decorators else 0.2
    return 0.05 if definition.kind == "class" else 0.0


def gives_back(definition: Definition) -> bool:
    """Whether it returns a value; methods may store one, and what is unfinished may do so one day."""
    if definition.unfinished or isinstance(definition.node, ast.Lambda) or definition.kind == "method":
        return True
    return any(isinstance(node, ast.Return) and node.value is not None for node in ast.walk(definition.node))


def attributes(definition: Definition) -> frozenset[str]:
    """Return the names of what its methods keep in self."""
    return frozenset(
        node.attr
        for node in _nodes(definition)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
    )


def calls(definition: Definition) -> frozenset[str]:
    """Return the normal forms of what a body calls."""
    found = (node for node in _nodes(definition) if isinstance(node, ast.Call))
    return frozenset(normal(last_name(call)) for call in found)


def says_train_and_test(definition: Definition) -> bool:
    """Whether the name, the docstring's first line or a name in the body speaks of train and test parts."""
    names = {node.id for node in ast.walk(definition.node) if isinstance(node, ast.Name)}
    said = {word for text in (definition.name, definition.summary, *names) for word in words(text)}
    return "train" in said and bool(said & _OTHER_PARTS)


def signature(definition: Definition) -> str:
    """Return 'forward(x)' for a method, '(x, w, b)' for a function, 'Net(sizes)' for a class."""
    star = [f"*{definition.variadic}"] if definition.variadic else []
    names = [*star, *definition.arguments]
    arguments = ", ".join(names[:_SHOWN] + ["…"] * (len(names) > _SHOWN))
    return f"({arguments})" if definition.kind == "function" else f"{definition.name}({arguments})"
