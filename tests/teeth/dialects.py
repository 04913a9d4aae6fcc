"""The dialects in which the tests write a part down: a learner's file around the reference or a mistake.

Every file defines `answer`, which computes, and `slope`, its derivative, and dresses them
up as learners do. Conventions know nothing of that: they see functions and classes.
"""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from pytest_mlchecklist.contract import Array

if TYPE_CHECKING:
    from pytest_mlchecklist.skill import Mistake, Part

OTHER_NAMES = {"x": "inputs", "z": "scores", "slope": "negative_slope", "alpha": "scale"}

HEAD = """
import numpy as np
from pytest_mlchecklist.asserts import difference_quotient
from {module} import {answer} as answer
"""
MEASURED_SLOPE = """
def slope(x, *rest):
    return difference_quotient(lambda at: answer(at, *rest), x)
"""
GIVEN_SLOPE = "from {module} import {slope} as slope\n"
BACK_BY_SLOPE = """
def back(upstream, x, *rest):
    return upstream * slope(x, *rest)
"""
BACK_BY_PULLBACK = """
from {module} import pullback

def back(upstream, x, *rest):
    return pullback(x, *rest, upstream=upstream)
"""

FUNCTION = """
def {name}({parameters}):
    return answer({arguments})


def {name}_derivative({parameters}):
    return slope({arguments})
"""
ONE_FUNCTION = """
def {name}({parameters}):
    return answer({arguments})
"""
NUMBERS = """
def {name}({parameters}):
    return one(answer, {arguments})


def {name}_derivative({parameters}):
    return one(slope, {arguments})


def one(function, number, *rest):
    return float(function(np.array([[float(number)]]), *rest)[0, 0])
"""
ROWS = """
def {name}({parameters}):
    row = [float(value) for value in {first}]
    return answer(np.array([row]){rest})[0].tolist()
"""
COLUMNS = """
def dense(W, X, b):
    return np.dot(W, X) + b


def {name}(Z{others}):
    A = answer(Z.T{rest}).T
    return A, Z
"""
CLASS = """
class {name}:
    def __init__(self{others}):
        self.rest = [{own_rest}]

    def forward(self, inputs):
        self.inputs = inputs
        self.output = answer(inputs, *self.rest)

    def backward(self, upstream):
        return back(upstream, self.inputs, *self.rest)
"""
TORCH = """
import torch


class Answer(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, *rest):
        ctx.x, ctx.rest = x.detach().numpy(), rest
        return torch.from_numpy(np.asarray(answer(ctx.x, *rest)))

    @staticmethod
    def backward(ctx, upstream):
        gradient = back(upstream.numpy(), ctx.x, *ctx.rest)
        return torch.from_numpy(np.asarray(gradient)), *(None for _ in ctx.rest)


class {name}(torch.nn.Module):
    def __init__(self{others}):
        super().__init__()
        self.rest = [{own_rest}]

    def forward(self, x):
        return Answer.apply(x, *self.rest)
"""

LAYERS = {
    "NumPy function": """
        def {name}(inputs, W, b):
            return answer(inputs, W, b)
        """,
    "lists, one example at a time": """
        def {name}(inputs, weights, biases):
            row = [float(value) for value in inputs]
            return answer(np.array([row]), np.array(weights), np.array(biases))[0].tolist()
        """,
    "features first, with a cache": """
        def {name}(A_prev, W, b):
            Z = answer(A_prev.T, W.T, b[:, 0]).T
            assert Z.shape == (W.shape[0], A_prev.shape[1])
            return Z, (A_prev, W, b)
        """,
    "class made from sizes": """
        class {name}:
            def __init__(self, n_inputs, n_neurons):
                self.weights = np.random.randn(n_inputs, n_neurons) * 0.01
                self.biases = np.zeros((1, n_neurons))

            def forward(self, inputs):
                self.inputs = inputs
                self.output = answer(inputs, self.weights, self.biases[0])
                return self.output
        """,
    "torch module": """
        import torch


        class {name}(torch.nn.Module):
            def __init__(self, in_features, out_features):
                super().__init__()
                self.weight = torch.nn.Parameter(torch.randn(out_features, in_features))
                self.bias = torch.nn.Parameter(torch.zeros(out_features))

            def forward(self, x):
                arrays = [tensor.detach().numpy() for tensor in (x, self.weight.T, self.bias)]
                return torch.from_numpy(answer(*arrays))
        """,
}


def dialects(part: Part, mistake: Mistake | None = None) -> list[tuple[str, str]]:
    """Return the name and the text of one learner's file for each dialect.

    There are dialects of what turns rows of numbers into as many numbers, and of dense
    layers. Of anything else right versions are written by hand.

    Args:
        part: The part that the files show.
        mistake: What they do wrong; None for right versions.
    """
    if _is_dense(part):
        return [
            (name, _head(part, mistake) + dedent(text).format(name=part.name))
            for name, text in LAYERS.items()
        ]
    if not _keeps_its_axes(part):
        return []
    texts = _of_rows() if "mixes" in part.options else _of_numbers()
    names, back = _names(part), BACK_BY_PULLBACK if "pullback" in part.operations else BACK_BY_SLOPE
    head = _head(part, mistake) + back.format(module=part.reference.__module__)
    return [(name, head + "\n" + text.format(**names)) for name, text in texts.items()]


def _is_dense(part: Part) -> bool:
    axes = [getattr(argument.type, "axes", None) for argument in part.contract.arguments]
    return part.kind == "layer" and axes == [("n", "i"), ("i", "o"), ("o",)]


def _keeps_its_axes(part: Part) -> bool:
    """Whether it turns one array of rows into another of the same shape, with nothing but options besides."""
    types, returns = [argument.type for argument in part.contract.arguments], part.contract.returns
    if part.kind != "function" or not all(isinstance(item, Array) for item in (*types[:1], returns)):
        return False
    options = part.contract.arguments[1:]
    return len(returns.axes) > 1 and types[0].axes == returns.axes and all(item.optional for item in options)


def _of_numbers() -> dict[str, str]:
    return {
        "NumPy function": FUNCTION,
        "one number at a time": NUMBERS,
        "class": CLASS,
        "torch module": TORCH,
    }


def _of_rows() -> dict[str, str]:
    return {"NumPy function": ONE_FUNCTION, "one row of a list at a time": ROWS, "features first": COLUMNS,
            "class": CLASS, "torch module": TORCH}  # fmt: skip


def _head(part: Part, mistake: Mistake | None) -> str:
    module, answer, slope = part.reference.__module__, part.reference.__name__, ""
    if mistake is not None and mistake.operation == "derivative":
        slope = mistake.function.__name__
    elif mistake is not None:
        answer = mistake.function.__name__
    last = GIVEN_SLOPE if slope else MEASURED_SLOPE
    return (HEAD + last).format(module=module, answer=answer, slope=slope)


def _names(part: Part) -> dict[str, str]:
    """Return what the templates of functions ask for: the parameters, and how they are passed on."""
    first, *others = part.contract.arguments
    own = {argument.name: OTHER_NAMES.get(argument.name, argument.name) for argument in (first, *others)}
    with_defaults = [f"{own[argument.name]}={argument.default!r}" for argument in others]
    passed = [own[argument.name] for argument in others]
    return {
        "name": part.name,
        "first": own[first.name],
        "parameters": ", ".join([own[first.name], *with_defaults]),
        "arguments": ", ".join(own.values()),
        "others": "".join(f", {item}" for item in with_defaults),
        "rest": "".join(f", {item}" for item in passed),
        "own_rest": ", ".join(passed),
    }
