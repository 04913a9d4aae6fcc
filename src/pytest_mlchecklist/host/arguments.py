"""Which of a learner's parameters stands for which argument of a contract.

By name first, through synonyms; then by position. Parameters that are left over take
their defaults, or a neutral value when they are switches of a known name.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from .shapes import Argument, Signature

SYNONYMS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "adjacency": "a adj adjacency adjmatrix adjacencymatrix ahat adjmat edges edgeindex graph",
        "b": "b bias biases bs offset intercept biasvector ba bh bx",
        "c": "c cprev prevc cell cellstate prevcell ct c0 cx cellprev previouscell",
        "eps": "eps epsilon",
        "gamma": "gamma g scale scaler",
        "h": "h hprev prevh aprev prevh hidden state hiddenstate prevhidden hx h0 a0 prevstate initialstate "
        "previoushidden hiddenprev prevhiddenstate stateprev hstate initstate prev hinit",
        "heads": "heads numheads nheads nhead h numberofheads nhd numattentionheads",
        "ids": "ids id x idx idxs index indices tokens token tokenids input inputs wordids inputids "
        "inputindices",
        "kernel": "kernel kernels filter filters w weight weights k f wmat",
        "mask": "mask attnmask attentionmask m",
        "momentum": "momentum mom decay m",
        "p": "p rate dropout prob drop dropprob dropoutrate dropoutratio pdrop keepprob keep ratio "
        "dropoutprob dropoutp probability keepprobability keeprate dropprobability droprate proba "
        "dropoutprobability",
        "padding": "padding pad p paddings pads",
        "size": "size poolsize kernelsize k f poolshape window windowsize ksize kernel filtersize "
        "poolingsize windowshape kernelshape",
        "stride": "stride strides s step",
        "table": "table w weight weights embedding embeddings embeddingmatrix embeddingtable e emb matrix "
        "lookuptable vectors",
        "training": "training train istraining istrain trainflg trainflag trainmode trainingmode",
        "w": "w weight weights kernel theta wmat weightmatrix ws omega",
        "w_h": "wh waa whh wha recurrentkernel recurrentweight recurrentweights weighthh weightshh wrec "
        "hiddenweights whidden weightsh weighth hiddentohidden h2h hh wah",
        "w_k": "wk wkey key keyproj kproj keys kw wkeys weightk querykey tokeys tok",
        "w_o": "wo wout out outproj oproj proj wproj outputproj fcout weighto toout outputprojection",
        "w_q": "wq wquery query qproj queryproj queries qw wqueries weightq toqueries toq",
        "w_v": "wv wvalue value vproj valueproj values vw wvalues weightv tovalues tov",
        "w_x": "wx wax wxh wix wih wi inputkernel inputweight inputweights weightih weightsih win kernel "
        "weightsx weightx inputtohidden i2h xh ih wxa wa",
        "x": "x xs input inputs inp in_ z zs s a aprev prev a_prev data feature features xin layerinput "
        "xt inputt currentinput inputtensor h nodefeatures "
        "tensor values value t v net logits scores vec vector array arr inputdata xbatch batch",
        "z": "z zs x xs input inputs logits scores values vec vector a s tensor array arr",
        "slope": "slope alpha a negativeslope leak leakage negslope leaky leakyslope leakyalpha k coef "
        "coefficient c eps",
        "alpha": "alpha a scale slope coef",
        "beta": "beta b scale shift",
        "weight": "w weight weights kernel theta wmat weightmatrix ws omega",
        "bias": "b bias biases bs offset intercept biasvector",
        "y": "y ys labels label target targets classes t",
        "target": "target targets ytrue true truth actual actuals groundtruth label labels gt expected t",
        "prediction": "prediction predictions pred preds predicted ypred yhat yp output outputs out p prob "
        "probs probabilities logits a al scores estimate estimates estimated forecast",
    }.items()
}
"""Names that learners give to an argument, in lower case and without underscores."""

STATES = {"adjacency", "c", "h"}
"""Arguments that go in beside the first."""

DERIVATIVE_FLAGS = {
    "derivative", "deriv", "derive", "grad", "gradient", "prime", "isderivative", "der", "backward", "diff",
    "derivate", "derv", "returngrad", "backprop",
}  # fmt: skip
"""Switches that turn a function into its own derivative."""

NEUTRAL: Mapping[str, Any] = {
    **dict.fromkeys(DERIVATIVE_FLAGS, False),
    **dict.fromkeys(
        ("training", "train", "istraining", "istrain", "trainflg", "trainmode", "inplace", "cache"), False
    ),
    **dict.fromkeys(("activation", "name", "activationfunction", "activationfn", "regularizer", "act"), None),
    **dict.fromkeys(("axis", "dim"), -1),
}
"""What is passed to a parameter that must be given and stands for no argument."""


class NoMatch(Exception):
    """A parameter must be given and stands for nothing in the contract."""


@dataclass(frozen=True)
class Match:
    """How the contract's arguments reach a learner's parameters.

    Attributes:
        names: The contract's name by the learner's name, in the learner's order.
        extras: Neutral values by the learner's name.
        lacks: The optional arguments of the contract that no parameter takes.
        flag: The learner's switch for the derivative, or ''.
        defaults: The learner's own default values, by the contract's names.
        positional: Whether to pass by position: the signature is not known.
        packed: The contract's names of what one parameter of the learner's takes as a tuple.
        guessed: The contract's names that no learner's name told.
    """

    names: Mapping[str, str]
    extras: Mapping[str, Any] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()
    flag: str = ""
    positional: bool = False
    defaults: Mapping[str, Any] = field(default_factory=dict)
    packed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    guessed: tuple[str, ...] = ()

    @property
    def spelt(self) -> dict[str, str]:
        """The learner's name for each argument of the contract."""
        return {name: own for own, name in self.names.items()}

    def swapped(self, one: str, other: str) -> Match:
        """Return the match with two of the contract's arguments exchanged."""
        exchanged = {one: other, other: one}
        return replace(self, names={own: exchanged.get(name, name) for own, name in self.names.items()})

    def call(self, function: Callable[..., Any], values: Mapping[str, Any], **switches: Any) -> Any:
        """Call the function with the contract's values under the learner's names."""
        if self.positional:
            return function(*(values[name] for name in self.names.values()))
        given = {own: values[name] for own, name in self.names.items() if name in values}
        given |= {own: tuple(values[name] for name in names) for own, names in self.packed.items()}
        return function(**{**self.extras, **given, **switches})


def plain(name: str) -> str:
    """Return a name in lower case without underscores."""
    return name.replace("_", "").lower()


def parameters_of(function: Callable[..., Any]) -> list[inspect.Parameter] | None:
    """Return a callable's parameters that can be named, or None when Python can't tell."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    variable = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    named = [parameter for parameter in parameters if parameter.kind not in variable]
    if not named and any(parameter.kind is inspect.Parameter.VAR_POSITIONAL for parameter in parameters):
        return None
    if any(parameter.kind is inspect.Parameter.POSITIONAL_ONLY for parameter in named):
        return None
    return named


def match(function: Callable[..., Any], signature: Signature) -> Match:
    """Return how to call the function with the arguments of the contract.

    Raises:
        NoMatch: It needs an argument that the contract does not have, or takes too few.
    """
    parameters = parameters_of(function)
    if parameters is None:
        arrays = {argument.name: argument.name for argument in signature.arrays}
        return Match(arrays, lacks=tuple(argument.name for argument in signature.optional), positional=True)
    packed = _packed(parameters, signature)
    names = _by_name(parameters, signature)
    told = set(names.values())
    _by_position([item for item in parameters if item.name not in packed], signature, names)
    left = [parameter for parameter in parameters if parameter.name not in (*names, *packed)]
    taken = {*names.values(), *(name for several in packed.values() for name in several)}
    missing = [argument.name for argument in signature.arrays if argument.name not in taken]
    if missing:
        message = f"it takes no argument for {', '.join(missing)}"
        raise NoMatch(message)
    return Match(
        names={parameter.name: names[parameter.name] for parameter in parameters if parameter.name in names},
        extras=_extras(left, signature.options.get("neutral", {})),
        lacks=tuple(argument.name for argument in signature.optional if argument.name not in taken),
        flag=next((parameter.name for parameter in left if plain(parameter.name) in DERIVATIVE_FLAGS), ""),
        defaults={
            names[item.name]: item.default
            for item in parameters
            if item.name in names and item.default is not item.empty
        },
        packed=packed,
        guessed=tuple(name for name in names.values() if name not in told),
    )


def _packed(parameters: list[inspect.Parameter], signature: Signature) -> dict[str, tuple[str, ...]]:
    """Return the parameters that take several arguments at once, as `size` takes a height and a width."""
    packs = {plain(name): tuple(names) for name, names in signature.options.get("packed", {}).items()}
    own = {plain(parameter.name) for parameter in parameters}
    return {
        parameter.name: packs[plain(parameter.name)]
        for parameter in parameters
        if plain(parameter.name) in packs and not own & {plain(name) for name in packs[plain(parameter.name)]}
    }


def words_for(argument: str, signature: Signature) -> frozenset[str]:
    """Return the names that learners give to an argument: the general ones, and those of its page."""
    own = signature.options.get("spelled", {}).get(argument, ())
    words = SYNONYMS.get(argument, frozenset()) | {plain(word) for word in own}
    # `a_prev` is what goes in, unless the contract has a state: then it is that.
    states = [item.name for item in signature.arguments if item.axes and item.name in STATES - {argument}]
    return words.difference(*(SYNONYMS[name] for name in states))


def _by_name(parameters: list[inspect.Parameter], signature: Signature) -> dict[str, str]:
    names: dict[str, str] = {}
    for exact in (True, False):
        for argument in signature.arguments:
            if argument.name not in names.values():
                words = {plain(argument.name)} if exact else words_for(argument.name, signature)
                _take(parameters, argument, names, words=words, first_is_array=bool(signature.arrays))
    return names


def _take(
    parameters: list[inspect.Parameter],
    argument: Argument,
    names: dict[str, str],
    *,
    words: AbstractSet[str],
    first_is_array: bool,
) -> None:
    for parameter in parameters[1 if argument.optional and first_is_array else 0 :]:
        if parameter.name not in names and plain(parameter.name) in words:
            names[parameter.name] = argument.name
            return


def _by_position(parameters: list[inspect.Parameter], signature: Signature, names: dict[str, str]) -> None:
    free = [
        parameter for parameter in parameters if parameter.name not in names and not _is_switch(parameter)
    ]
    required = [parameter for parameter in free if parameter.default is parameter.empty]
    arrays = [argument for argument in signature.arrays if argument.name not in names.values()]
    for argument, parameter in zip(
        arrays, [*required, *(item for item in free if item not in required)], strict=False
    ):
        names[parameter.name] = argument.name
    told = {*names.values(), *signature.options.get("told", ())}
    optional = [argument for argument in signature.optional if argument.name not in told]
    free = [parameter for parameter in free if parameter.name not in names and _may_be_number(parameter)]
    if len(optional) == len(free) == 1:
        names[free[0].name] = optional[0].name


def _is_switch(parameter: inspect.Parameter) -> bool:
    return isinstance(parameter.default, (bool, str)) or plain(parameter.name) in NEUTRAL


def _may_be_number(parameter: inspect.Parameter) -> bool:
    return parameter.default is parameter.empty or type(parameter.default) in (int, float)


def _extras(parameters: list[inspect.Parameter], own: Mapping[str, Any]) -> dict[str, Any]:
    neutral = {**NEUTRAL, **{plain(name): value for name, value in own.items()}}
    extras: dict[str, Any] = {}
    for parameter in parameters:
        if parameter.default is not parameter.empty:
            continue
        if plain(parameter.name) not in neutral:
            message = f"it needs an argument {parameter.name!r}"
            raise NoMatch(message)
        extras[parameter.name] = neutral[plain(parameter.name)]
    return extras
