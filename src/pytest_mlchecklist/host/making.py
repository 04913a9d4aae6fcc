"""How a class or function that no contract describes may be called: by what its parameters are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .arguments import plain
from .layers.sizes import CONFIGS, IN_SIZES, OUT_SIZES, RANDOM
from .networks.sizes import parameters_of_any
from .seeding import KEYS, randomness

if TYPE_CHECKING:
    import inspect
    from collections.abc import Callable, Iterator, Mapping

ROLES = (
    ("heads", re.compile(r"^(n|num|no|number)?(of)?(kv|query|attn|attention|q)?heads?(count)?$|^h$")),
    ("head_size", re.compile(r"head(size|dim)|^d_?head|^d[kv]$")),
    ("vocabulary", re.compile(r"vocab|n_?token|num_?token|nchars?|numchars?|alphabet|numembeddings|^v$")),
    (
        "context",
        re.compile(r"block_?size|context|ctx|max(seq|len|pos|imum|tok|length)|seq(uence)?(_?len|size)|^t$"),
    ),
    (
        "layers",
        re.compile(r"^(n|num|no|number)?(of)?(hidden)?(layers?|blocks?|resblocks?)(count|num)?$|depth$"),
    ),
    ("dropout", re.compile(r"drop|^p$")),
    ("window", re.compile(r"^(kernel|filter|window|conv)(size|width)?$|^k$")),
    (
        "latent",
        re.compile(
            r"latent|^(d|n|dim)?z(dim|size)?$|code|bottleneck|noise|encod(ed|ing)(dim|size)|^n?components?$"
        ),
    ),
    (
        "hidden",
        re.compile(r"hid|^(d|n|dim)?(ff|mlp|inner)(n|dim|size|hidden|features)?$|^dimfeedforward$|^width$"),
    ),
    (
        "embedding",
        re.compile(
            r"emb|^d?model(dim|size)?$|modeldim|^(d|dim|width|size|features|units|channels|c|dimension)$"
        ),
    ),
)
"""What a parameter stands for, by its name in lower case and without underscores; the first that fits."""
_SETTINGS: Mapping[str, Any] = {
    "device": "cpu", "lr": 0.01, "learningrate": 0.01, "bias": True, "name": "net", "batchsize": 4,
    "groups": 1,
}  # fmt: skip


@dataclass(frozen=True)
class Making:
    """One way to call a class or function: with these arguments by name."""

    given: Mapping[str, Any]

    def of(self, value: Callable[..., Any]) -> Any:
        """Return what the call gives."""
        return value(**self.given)

    def text(self, name: str) -> str:
        """Return the call as a learner would write it."""
        return f"{name}({', '.join(f'{key}={_shown(value)}' for key, value in self.given.items())})"


class Config:
    """An object that has every size, under whichever name it is asked for."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def __getattr__(self, name: str) -> Any:
        """Return the size that the name stands for."""
        found = None if name.startswith("__") else stands_for(name, self._values)
        if found is None:
            raise AttributeError(name)
        return found

    def __getitem__(self, name: str) -> Any:
        """Return the same as an attribute."""
        return getattr(self, name)

    def get(self, name: str, default: Any = None) -> Any:
        """Return the same as an attribute, or the default."""
        return getattr(self, name, default)


def makings(
    value: Callable[..., Any], sizes: Mapping[str, Any], always: tuple[str, ...] = ()
) -> Iterator[Making]:
    """Yield the ways to call it.

    Args:
        value: The class or function.
        sizes: What each role of `ROLES`, and 'in', 'out' and 'size' for any other, is given.
        always: The roles that are given even where there is a default.
    """
    parameters = parameters_of_any(value)
    given = {item.name: stands_for(item.name, sizes, item.annotation) for item in parameters}
    needed = {item.name for item in parameters if item.default is item.empty}
    wished = {item.name for item in parameters if role_of(item.name) in always and _is_count(item)}
    told = {name: size for name, size in given.items() if size is not None and name in needed | wished}
    if needed <= set(told):
        yield Making(told)
    if wished - needed and needed <= set(told):
        yield Making({name: size for name, size in told.items() if name in needed})
    rest = dict.fromkeys(needed - set(told), sizes["size"])
    if rest:
        yield Making({**told, **rest})


def _is_count(item: inspect.Parameter) -> bool:
    return item.default is None or item.default is item.empty or type(item.default) in (int, float)


def role_of(name: str) -> str:
    """Return what a name stands for, '' for nothing that is known."""
    word = plain(name)
    found = next((role for role, pattern in ROLES if pattern.search(word)), "")
    if found:
        return found
    return "in" if IN_SIZES.match(word) else "out" if OUT_SIZES.match(word) else ""


def stands_for(name: str, sizes: Mapping[str, Any], annotation: Any = None) -> Any:
    """Return what to give for a name; None where it tells nothing."""
    word = plain(name)
    if word in CONFIGS:
        return Config(sizes)
    if word in RANDOM | KEYS:
        return randomness(word)
    if word in _SETTINGS:
        return _SETTINGS[word]
    if annotation in (bool, "bool"):
        return True
    role = role_of(name)
    return sizes.get(role, sizes.get("size")) if role else None


def _shown(value: Any) -> str:
    return "config" if isinstance(value, Config) else repr(value)
