"""Objects that stand in for a learner's parameters, layers and models while an optimizer is driven."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_W, _B = "(w|weights?|kernels?|theta|coef)", "(b|bias(es)?|intercept)"
_ROLES: Mapping[str, re.Pattern[str]] = {
    "gradients": re.compile(
        rf"^_?(d_?{_W}|grads?_?{_W}|gradients?_?{_W}|{_W}_?(grads?|gradients?)|nabla_?w)$", re.IGNORECASE
    ),
    "bias_gradients": re.compile(
        rf"^_?(d_?{_B}|grads?_?{_B}|gradients?_?{_B}|{_B}_?(grads?|gradients?))$", re.IGNORECASE
    ),
    "weights": re.compile(rf"^_?{_W}$", re.IGNORECASE),
    "bias": re.compile(rf"^_?{_B}$", re.IGNORECASE),
    "set_params": re.compile(r"^_?set_(params|parameters|weights)$"),
    "params": re.compile(r"^_?(get_)?(params|parameters|trainable_(params|parameters))$"),
    "grads": re.compile(
        r"^_?(get_)?(grads|gradients|dparams|dparameters|param(eter)?s?_grad(ient)?s?|grad(ient)?_dict)$"
    ),
}
_NOT_LAYERS = {"self", "np", "numpy", "math", "torch", "cls"}


class Parameter:
    """One array with its gradient."""

    def __init__(self, data: Any, grad: Any = None) -> None:
        self.data = data
        self.grad = grad
        self.requires_grad = True

    @property
    def shape(self) -> tuple[int, ...]:
        """The array's shape."""
        return np.shape(self.data)

    def zero_grad(self) -> None:
        """Forget the gradient."""
        self.grad = np.zeros_like(self.data)


class Model:
    """What holds parameter objects."""

    def __init__(self, held: Sequence[Any]) -> None:
        self._held = list(held)
        self.trainable = self.training = True

    def parameters(self) -> Iterator[Any]:
        """Yield the parameter objects."""
        yield from self._held

    params = get_params = get_parameters = trainable_parameters = parameters


class Layer:
    """A layer with a weight and a bias, which has exactly the attributes that an optimizer asks it for.

    Args:
        names: What each attribute holds: 'weights', 'bias', 'gradients', 'bias_gradients', or all of
            them together as 'params', 'grads' and 'set_params'; with '()' behind it, it is a method.
            'keys' tells how a mapping of them is keyed; '' makes lists of them.
        weight: The weights.
        bias: The bias.
    """

    def __init__(self, names: Mapping[str, str], weight: np.ndarray, bias: np.ndarray) -> None:
        self._names = dict(names)
        self.trainable = self.training = self.requires_grad = True
        self._params = self._packed(weight, bias, "")
        self._grads = self._packed(weight * 0, bias * 0, "d" if self._names.get("keys") == "dW" else "")
        for name, role in self._names.items():
            self._put(name, role, weight, bias)

    def _packed(self, weight: np.ndarray, bias: np.ndarray, prefix: str) -> Any:
        return {f"{prefix}W": weight, f"{prefix}b": bias} if self._names.get("keys") else [weight, bias]

    def _put(self, name: str, role: str, weight: np.ndarray, bias: np.ndarray) -> None:
        values = {"weights": weight, "bias": bias, "gradients": weight * 0, "bias_gradients": bias * 0}
        if role in values:
            setattr(self, name, values[role])
        elif role in {"params", "grads"}:
            setattr(self, name, getattr(self, f"_{role}"))
        elif role in {"params()", "grads()"}:
            setattr(self, name, lambda: getattr(self, f"_{role[:-2]}"))
        elif role == "set_params()":
            setattr(self, name, self._replace)

    def _replace(self, new: Any, *more: Any) -> None:
        self._params = [new, *more] if more else new

    def put_gradients(self, weight: np.ndarray, bias: np.ndarray) -> None:
        """Replace the gradients, wherever they are asked for."""
        packed = self._packed(weight, bias, "d" if self._names.get("keys") == "dW" else "")
        if isinstance(self._grads, dict):
            self._grads.update(packed)
        else:
            self._grads[:] = packed
        for name, role in self._names.items():
            if role in {"gradients", "bias_gradients"}:
                setattr(self, name, weight if role == "gradients" else bias)

    def held(self) -> list[Any]:
        """Return the weight and the bias as they are now."""
        single = {role: name for name, role in self._names.items()}
        if "weights" in single:
            names = [single["weights"], *filter(None, [single.get("bias")])]
            return [getattr(self, name) for name in names]
        held = self._params
        container = next(
            (getattr(self, name) for name, role in self._names.items() if role == "params"), held
        )
        return list(container.values()) if isinstance(container, dict) else list(container)


class Network:
    """What holds layers."""

    def __init__(self, layers: Sequence[Any]) -> None:
        self.layers = self.trainable_layers = list(layers)
        self.trainable = self.training = True


def asked_of_layers(value: Any) -> list[dict[str, str]]:
    """Return what an optimizer's code asks of a layer, in every reading: attributes by their roles."""
    found: dict[str, str] = {}
    for name, called in _asked(value):
        role = next((role for role, pattern in _ROLES.items() if pattern.match(name)), "")
        known = {taken.removesuffix("()") for taken in found.values()}
        if role and role not in known:
            found[name] = f"{role}()" if called and role in {"params", "grads", "set_params"} else role
    roles = {role.removesuffix("()") for role in found.values()}
    if "weights" in roles and "gradients" not in roles and any(name == "d" for name, _ in _asked(value)):
        found |= {
            f"d{name}": _GRADIENT_OF[role] for name, role in list(found.items()) if role in _GRADIENT_OF
        }
        roles = {*roles, "gradients"}
    if {"weights", "gradients"} <= roles:
        return [{name: role for name, role in found.items() if role in {*_SINGLE}}]
    if {"params", "grads"} <= roles:
        return [{**found, **keys} for keys in ({"keys": "W"}, {"keys": "dW"}, {})]
    return []


_GRADIENT_OF = {"weights": "gradients", "bias": "bias_gradients"}
_SINGLE = ("weights", "bias", "gradients", "bias_gradients")


def _asked(value: Any) -> Iterator[tuple[str, bool]]:
    """Yield each attribute that the code reads of anything but itself, and whether it calls it."""
    for tree in _trees(value):
        called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                owner = node.value.id if isinstance(node.value, ast.Name) else ""
                if owner not in _NOT_LAYERS:
                    yield node.attr, id(node) in called
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
                yield node.value, False


def _trees(value: Any) -> Iterator[ast.AST]:
    classes = [base for base in value.__mro__ if base is not object] if isinstance(value, type) else [value]
    for one in classes:
        try:
            text = textwrap.dedent(inspect.getsource(one))
            yield ast.parse(text)
            if not isinstance(one, type):
                continue
            module = inspect.getsource(inspect.getmodule(one))  # type: ignore[arg-type]
            names = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
            yield from (
                node
                for node in ast.parse(module).body
                if isinstance(node, ast.FunctionDef) and node.name in names
            )
        except (OSError, TypeError, SyntaxError):
            continue
