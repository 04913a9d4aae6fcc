"""What a parameter of a layer's constructor stands for, by its name: a size, a weight, a setting."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

from ..arguments import plain, words_for
from .heads import HEAD, MORE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..shapes import Signature
    from .anatomy import Anatomy

_COUNTED = "(size|dims?|dimensions?|features?|units?|neurons?|nodes?|len|length|count|width|shape_)?"
IN_SIZES = re.compile(
    rf"^(n|num|no|size|dim|d|f|i|nof|numof)?(in|input|inputs|prev|previous|prevlayer|fanin|x){_COUNTED}$|"
    r"^(i|nx|nfeatures|numfeatures|infeature|fin|fanin|nprev)$"
)
OUT_SIZES = re.compile(
    rf"^(n|num|no|size|dim|d|f|o|nof|numof)?(out|output|outputs|hidden|layer|fanout|y)?{_COUNTED}$|"
    r"^(o|ny|fout|fanout)$"
)
SHAPES = re.compile("^(input|in)shape$")
RANDOM = {"seed", "randomstate", "rng", "randomseed", "generator"}

_IN_CHANNELS = re.compile(
    r"^(n|num|in|input|nin|numin|numinput)?(channels?|chans?|ch|c|depth|planes|dim)(in|input)?$"
)
_OUT_CHANNELS = re.compile(
    r"^(n|num|no|out|output|nout|numberof|numout)?(filters?|kernels?|channels?|chans?|ch|c|maps|planes|depth|"
    r"featuremaps|f)(out|output|count|number)?$"
)
_WINDOWS = re.compile(
    r"^(kernel|filter|window|conv|pool|f|k)(size|shape|dims?|width|height|w|h)$|^(f|k|fs|ks|kernel|filter|window|size|fh|fw|kh|kw)$"
)
SIDE = re.compile(r"(height|width|h|w)$")
_VOCABULARY = re.compile(
    r"^(n|num|len|size)?(embeddings|vocab|vocabulary|tokens|words|dictionary|entries|input)(size|len|dim|length)?$|"
    r"^(dictsize|v)$"
)
_MODEL = re.compile(
    r"^(d|n|dim)?(model|embd?|embed|embedding|hidden|state|cells?|a|h|rnn|lstm)(size|dims?|length|units)?$|"
    r"^normalizedshape$|^dim$"
)
CONFIGS = {
    "config",
    "cfg",
    "conf",
    "args",
    "hparams",
    "hps",
    "modelconfig",
    "configuration",
    "hyperparameters",
}
PLAINEST: Mapping[str, Any] = {
    "numlayers": 1, "nlayers": 1, "nlayer": 1, "layers": 1, "groups": 1, "dilation": 1, "optimizer": None,
    "lr": 0.01, "learningrate": 0.01, "dropout": 0.0, "attndropout": 0.0, "attentiondropout": 0.0,
    "dropoutrate": 0.0, "dropoutprob": 0.0, "dropoutp": 0.0, "droprate": 0.0, "device": None, "dtype": None,
    "name": None, "init": None, "returnsequences": True, "causal": False, "residual": False,
    "regularizer": None, "bias": True, "qkvbias": False, "usebias": True,
}  # fmt: skip
"""What a constructor is given for what the contract does not speak of."""
_BATCHES = {"batchsize", "batch", "nex", "bs"}
_LENGTHS = {
    "seqlen", "sequencelength", "maxlen", "blocksize", "contextlength", "timesteps", "maxseqlen", "nsteps",
    "maxlength", "tx", "length", "steps",
}  # fmt: skip


def role_of(parameter: inspect.Parameter, anatomy: Anatomy, signature: Signature) -> str:
    """Return the role of a constructor's parameter, '' when its name says nothing.

    'in' and 'out' are the sizes in and out; 'shape' is that of one example; 'window' a kernel's
    size, 'window²' as a pair; '=name' the weight and ':name' the setting of that name, with '²'
    when it is given twice, as a pair.
    """
    name = plain(parameter.name)
    if name in CONFIGS:
        return "config"
    spelt = {name, SIDE.sub("size", name)}  # pool_h and pool_w are one size
    setting = next((item.name for item in anatomy.settings if spelt & _words(item.name, signature)), "")
    if setting:
        return _setting(setting, parameter)
    size = _size(name, anatomy)
    if size == "window" and isinstance(parameter.default, tuple):
        return "window²"
    weight = next((f"={item}" for item in anatomy.kept if name in _words(item, signature)), "")
    return (size or weight) if anatomy.window else (weight or size)


class Config:
    """Stands for an object, or a dictionary, of which a constructor takes its sizes by their names.

    Args:
        values: What each role stands for.
        anatomy: The roles of the contract's arguments.
        signature: The contract.
    """

    def __init__(self, values: Mapping[str, Any], anatomy: Anatomy, signature: Signature) -> None:
        self._values, self._about = values, (anatomy, signature)

    def __getattr__(self, name: str) -> Any:
        if plain(name) in PLAINEST:
            return PLAINEST[plain(name)]
        role = role_of(inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY), *self._about)
        if role not in self._values:
            message = f"we know no value for {name!r} in the configuration"
            raise AttributeError(message)
        return self._values[role]

    __getitem__ = __getattr__

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value of that name, or the default."""
        return getattr(self, name, default)


def _words(argument: str, signature: Signature) -> set[str]:
    return {plain(argument), *words_for(argument, signature)}


def _setting(name: str, parameter: inspect.Parameter) -> str:
    """Return the role of a setting; a padding in words, such as 'same', is left as it is."""
    if isinstance(parameter.default, str):
        return ""
    return f":{name}²" if isinstance(parameter.default, tuple) else f":{name}"


def _size(name: str, anatomy: Anatomy) -> str:
    if name in _BATCHES:
        return "batch"
    if name in _LENGTHS and "t" in (anatomy.inputs[0].axes or ()):
        return "time"
    own = anatomy.inputs[0].axes or ()
    if anatomy.window:
        patterns = {"shape": SHAPES, "window": _WINDOWS, "in": _IN_CHANNELS, "out": _OUT_CHANNELS}
    elif anatomy.weights and anatomy.entering not in own:
        patterns = {"in": _VOCABULARY, "out": _MODEL, "shape": SHAPES}
    else:
        patterns = {"shape": SHAPES, "in": IN_SIZES, "out": OUT_SIZES}
    found = next((role for role, pattern in patterns.items() if pattern.match(name)), "")
    if found or not anatomy.weights:
        return found
    return "out" if (_MODEL.match(name) or OUT_SIZES.match(name)) and not anatomy.window else ""


def values_of(
    sizes: Mapping[str, int], anatomy: Anatomy, values: Mapping[str, Any], shape: tuple[int, ...]
) -> dict[str, Any]:
    """Return what each role stands for.

    Args:
        sizes: The size of each axis.
        anatomy: The roles of the contract's arguments.
        values: The arguments as the learner lays them.
        shape: The shape of one example as the learner lays it.
    """
    into, out = sizes.get(anatomy.entering, 0), sizes.get(anatomy.leaving, 0)
    windows = tuple(sizes[axis] for axis in anatomy.window)
    windows = windows * 2 if len(windows) == 1 else windows
    found = {
        "in": into, "out": out, "pair": (into, out), "shape": shape, "batch": sizes.get(anatomy.batch, 1),
        "time": sizes.get("t", 1), "window²": windows, HEAD: out + MORE,
        "rank": len(shape) + 1,
    }  # fmt: skip
    if len(set(windows)) == 1:
        found["window"] = windows[0]
    for item in anatomy.settings:
        if item.name in values:
            found |= {f":{item.name}": values[item.name], f":{item.name}²": (values[item.name],) * 2}
    return found | {f"={name}": values[name] for name in anatomy.kept if name in values}


def with_config(values: dict[str, Any], anatomy: Anatomy, signature: Signature) -> dict[str, Any]:
    """Return the values of the roles with an object that knows them by names."""
    return {**values, "config": Config(values, anatomy, signature)}
