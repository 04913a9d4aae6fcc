"""Backpropagation: apply the chain rule backwards through a network, one operation at a time.

Why it matters: It is the engine under every framework. After building one, however small, you
are never again at the mercy of a mysterious gradient.

Next step: Draw the graph of a small network on paper, send a gradient of one back from its loss, and
compare each number with what your code says.
"""

from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Given,
    Value,
    any_of,
    assert_close,
    assert_equal,
    assert_that,
    autograd,
    backprop,
    shown,
    skill,
)

NAMES = "abcdefghijklmnopqrstuvwxyz"
LARGEST = 50.0


def sums_and_products(sizes, rng):
    """Steps of sums and products, of which the last sees all leaves, and some of them twice."""
    count = sizes["k"]
    steps = [f"{NAMES[count]} = a * a"]
    for at in range(count):
        last, operation = NAMES[count + at], "+*"[rng.integers(2)]
        steps.append(f"{NAMES[count + at + 1]} = {last} {operation} {NAMES[at]}")
    end = count + len(steps)
    return [*steps, f"{NAMES[end]} = {NAMES[end - 1]} * {NAMES[count]}"]


STEPS = Given(sums_and_products, axes=("k",))
LEAVES = Float["k"].between(-2, 2).avoiding(0)
WITHIN = Float["3"].between(-2, 2).avoiding(0)

AUTOGRAD_NAMES = "value scalar variable tensor node var dual autograd_scalar number expr expression"


@autograd(names=AUTOGRAD_NAMES.split())
def autograd_value(leaves: LEAVES, steps: STEPS) -> Value("mapping"):
    """Numbers that know how they were computed: backward() gives each the slope of the last along it."""
    known = dict(zip(NAMES, zip(leaves, np.eye(len(leaves)), strict=True), strict=False))
    for step in steps:
        name, made_of = step.split(" = ")
        known[name] = _forward(made_of.split(), known)
    value, gradients = known[name]
    return {"value": value, "gradients": gradients}


@autograd_value.outline
class Value:
    """A number that remembers how it was computed."""

    def __init__(self, data):
        """Keep the number as self.data, and its gradient, 0 at first, as self.grad."""

    def __add__(self, other):
        """Return the sum, which remembers both."""

    def __mul__(self, other):
        """Return the product, which remembers both."""

    def backward(self):
        """Give all numbers that this one was computed from their gradients."""


def _forward(words, known):
    """The value of a step, and its slope along each leaf."""
    nodes = [word for word in words if word in known]
    value, slopes = _local(words, [known[word][0] for word in nodes])
    return value, sum(slope * known[word][1] for slope, word in zip(slopes, nodes, strict=True))


def _local(words, values):
    """The value of a step, and its slope along each of what it is made of."""
    match words:
        case ["-", _]:
            return -values[0], [-1.0]
        case ["relu" | "tanh" | "sigmoid" | "exp" | "log" as name, _]:
            return CURVES[name](values[0])
    left, right = (values.pop(0) if word.isalpha() else float(word) for word in (words[0], words[2]))
    value, *slopes = OPERATIONS[words[1]](left, right)
    return value, [slope for slope, word in zip(slopes, (words[0], words[2]), strict=True) if word.isalpha()]


CURVES = {
    "relu": lambda x: (max(x, 0.0), [float(x > 0)]),
    "tanh": lambda x: (np.tanh(x), [1 - np.tanh(x) ** 2]),
    "sigmoid": lambda x: (1 / (1 + np.exp(-x)), [np.exp(-x) / (1 + np.exp(-x)) ** 2]),
    "exp": lambda x: (np.exp(x), [np.exp(x)]),
    "log": lambda x: (np.log(x), [1 / x]),
}
OPERATIONS = {
    "+": lambda a, b: (a + b, 1.0, 1.0),
    "-": lambda a, b: (a - b, 1.0, -1.0),
    "*": lambda a, b: (a * b, b, a),
    "/": lambda a, b: (a / b, 1 / b, -a / b**2),
    "**": lambda a, b: (a**b, b * a ** (b - 1), 0.0),
}
EVERYTHING = [
    *"+-*/",
    "**",
    "-a",
    *(f"a {name} 2" for name in "+-*/"),
    *(f"2 {name} a" for name in "+-*/"),
    *CURVES,
]


def _operations(code):
    return code.facts.get("operations", EVERYTHING)


def _right(code, leaves, steps):
    """Fail unless value and gradients of the steps are right."""
    came, expected = code(leaves, steps), autograd_value(leaves, steps)
    assert_close(came["value"], expected["value"], scale=LARGEST, relative=1e-5)
    scale = LARGEST * max(1.0, float(np.max(np.abs(expected["gradients"]))))
    assert_close(came["gradients"], expected["gradients"], scale=scale, relative=1e-5)


def _drawn_step(rng, name, known, operations):
    """A step of one of the operations, on nodes that are known."""
    first, second = (rng.choice([*known]) for _ in range(2))
    operation = str(rng.choice(operations))
    if operation in CURVES:
        return f"{name} = {operation} {first}"
    if operation == "-a":
        return f"{name} = - {first}"
    if operation == "**":
        return f"{name} = {first} ** {rng.integers(2, 4)}"
    words = operation.split() if " " in operation else ["a", operation, "b"]
    return f"{name} = " + " ".join({"a": first, "b": second}.get(word, word) for word in words)


def random_graph(seed, leaves, operations, count):
    """Steps whose numbers stay between 1/4 and 50 in size, so that no bend or pole is near."""
    rng = np.random.default_rng(seed)
    known, steps = dict(zip(NAMES, leaves, strict=False)), []
    while len(steps) < count:
        name = NAMES[len(known)]
        step = _drawn_step(rng, name, known, operations)
        with np.errstate(all="ignore"):
            value = autograd_value(leaves, [*steps, step])["value"]
        if 0.25 <= abs(value) <= LARGEST or len(operations) < 4:
            known[name], steps = value, [*steps, step]
    return steps


@autograd_value.check(hint="Follow both arrows that lead to the number: each brings a gradient.", examples=6)
def adds_up_what_comes_along_two_ways(autograd_value, leaves: Float["1"].between(1, 2)):
    """A number that is used twice gets the sum of both gradients."""
    for steps in (["b = a + a"], ["b = a * a"], ["b = a * a", "c = b + a"]):
        _right(autograd_value, leaves, steps)


@autograd_value.check(
    hint="When may a node send its gradient on? Only when all that was computed from it has sent its own.",
    examples=6,
)
def waits_for_all_that_follows(autograd_value, leaves: WITHIN):
    """A number in the middle sends its gradient on once, when all of it has come."""
    steps = ["d = a * b", "e = d + c", "f = d * e", "g = f + d", "h = g * e", "i = h + f"]
    _right(autograd_value, leaves, steps)


@autograd_value.check(
    hint="Try each operation alone, with numbers that you can differentiate by hand.", examples=4
)
def differentiates_each_operation(autograd_value, leaves: Float["2"].between(0.5, 2)):
    """Each operation that the class has gives the right value and the right slopes."""
    rng = np.random.default_rng(0)
    for operation in _operations(autograd_value):
        _right(autograd_value, leaves, [_drawn_step(rng, "c", "ab", [operation]), "d = c * a"])


@autograd_value.check(hint="Draw the graph of these steps, and send the gradient back by hand.", examples=20)
def is_right_for_random_graphs(autograd_value, leaves: WITHIN, seed: Count(0, 9999)):
    """Random expressions with numbers that are used again and again have the right gradients."""
    steps = random_graph(seed, leaves, _operations(autograd_value), 12)
    _right(autograd_value, leaves, steps)


@autograd_value.check(
    hint="A gradient of zero is a gradient: what of a number that leads nowhere?", examples=4
)
def leaves_alone_what_leads_nowhere(autograd_value, leaves: WITHIN):
    """A number that the result does not depend on gets no gradient."""
    _right(autograd_value, leaves, ["d = a * c", "e = b * b", "f = d + a"])


@autograd_value.check(
    severity="remark",
    hint="Plain numbers come on either side: Python asks __radd__ and its relatives.",
    examples=1,
)
def takes_plain_numbers(autograd_value):
    """It computes with plain numbers on either side, as in 2 * a and a + 1."""
    lacking = [name for name in EVERYTHING if "2" in name and name not in _operations(autograd_value)]
    assert_that(
        not lacking, came=f"no {', '.join(lacking)}", expected="a result for plain numbers on either side"
    )


@autograd_value.check(
    severity="remark",
    hint="A function that calls itself gives up after some hundred calls: use a list.",
    examples=1,
)
def takes_a_long_chain(autograd_value):
    """A thousand steps after each other are no problem."""
    steps = [f"{'bc'[at % 2]} = {'cb'[at % 2] if at else 'a'} + a" for at in range(1500)]
    came = autograd_value(np.array([1.0]), steps)
    assert_close(came["gradients"], np.array([1501.0]))


def _backwards(leaves, steps, slopes_of=lambda words, slopes: slopes, receive=lambda held, new: held + new):
    """Value and gradients as a tape finds them, for the mistakes.

    Args:
        leaves: The leaves.
        steps: The steps.
        slopes_of: What a step sends back.
        receive: What a node holds when something comes.
    """
    values, tape = dict(zip(NAMES, leaves, strict=False)), []
    for step in steps:
        name, made_of = step.split(" = ")
        words = made_of.split()
        nodes = [word for word in words if word in values]
        result, slopes = _local(words, [values[word] for word in nodes])
        tape.append((name, nodes, slopes_of(words, slopes)))
        values[name] = result
    gradients = dict.fromkeys(values, 0.0) | {name: 1.0}
    for at, nodes, slopes in reversed(tape):
        for node, slope in zip(nodes, slopes, strict=True):
            gradients[node] = receive(gradients[node], gradients[at] * slope)
    return {"value": values[name], "gradients": np.array([gradients[leaf] for leaf in NAMES[: len(leaves)]])}


@autograd_value.mistake("the gradient of a number that is used twice is overwritten, not added up")
def overwritten(leaves, steps):
    return _backwards(leaves, steps, receive=lambda held, new: new)


@autograd_value.mistake("a product sends back the gradient as it came, without the other factor")
def without_the_other_factor(leaves, steps):
    return _backwards(leaves, steps, lambda words, slopes: [1.0 for _ in slopes] if "*" in words else slopes)


@autograd_value.mistake("each factor gets its own value instead of the other's")
def its_own_factor(leaves, steps):
    return _backwards(leaves, steps, lambda words, slopes: slopes[::-1] if "*" in words else slopes)


@autograd_value.mistake("a sum sends a gradient to its first part only")
def first_part_only(leaves, steps):
    return _backwards(
        leaves, steps, lambda words, slopes: [1.0, *slopes[1:] * 0, 0.0][:2] if "+" in words else slopes
    )


@autograd_value.mistake("a node sends on all that it holds each time that something comes")
def sent_too_often(leaves, steps):
    made = {step.split(" = ")[0]: step.split(" = ")[1].split() for step in steps}
    values = dict(zip(NAMES, leaves, strict=False))
    for name, words in made.items():
        values[name] = _local(words, [values[word] for word in words if word in values])[0]
    gradients = dict.fromkeys(values, 0.0)

    def send(name, gradient):
        gradients[name] += gradient
        words = made.get(name, [])
        nodes = [word for word in words if word in values]
        slopes = _local(words, [values[word] for word in nodes])[1] if words else []
        for node, slope in zip(nodes, slopes, strict=True):
            send(node, gradients[name] * slope)

    send(name, 1.0)
    return {"value": values[name], "gradients": np.array([gradients[leaf] for leaf in NAMES[: len(leaves)]])}


@autograd_value.mistake("no gradient is ever sent: the last one is not set to one first")
def nothing_sent(leaves, steps):
    return {"value": autograd_value(leaves, steps)["value"], "gradients": np.zeros(len(leaves))}


def arrays(sizes, rng):
    """Rows, a matrix and a bias, of whole numbers."""
    n, i, o = sizes["n"] + 1, sizes["i"] + 1, sizes["o"]
    return [rng.integers(-2, 3, size=shape) * 1.0 for shape in ((n, i), (i, o), (o,))]


ARRAYS = Given(arrays, axes=("n", "i", "o"))
SQUARES = ["d = a @ b", "e = d + c", "f = e * e", "g = sum f"]
TENSOR_NAMES = ["tensor", "variable", "array", "nd_tensor", "autograd_array", "parameter", "matrix"]


@autograd(names=TENSOR_NAMES, tensors=True)
def autograd_tensor(leaves: ARRAYS, steps: Given(lambda *_: SQUARES)) -> Value("mapping"):
    """The same for arrays, as in sum((x W + b)²): each gradient has the shape of its array."""
    x, weights, bias = leaves
    sums = x @ weights + bias
    gradients = [2 * sums @ weights.T, 2 * x.T @ sums, 2 * sums.sum(axis=0)]
    return {"value": np.sum(sums**2), "gradients": gradients}


@autograd_tensor.outline
class Tensor:
    """An array that remembers how it was computed."""

    def __init__(self, data):
        """Keep the array as self.data, and its gradient, zeros at first, as self.grad."""

    def __add__(self, other):
        """Return the sum, which remembers both."""

    def __mul__(self, other):
        """Return the product, number by number, which remembers both."""

    def __matmul__(self, other):
        """Return the matrix product, which remembers both."""

    def sum(self):
        """Return the sum of all numbers, which remembers this one."""

    def backward(self):
        """Give all arrays that this one was computed from their gradients."""


def _assert_right_arrays(came, expected, places):
    for at in places:
        assert_close(came["gradients"][at], expected["gradients"][at], scale=200, relative=1e-5)


@autograd_tensor.check(hint="What is added up forward?", examples=5)
def computes_with_arrays(autograd_tensor, leaves, steps):
    """The value of an expression of arrays is right."""
    came = autograd_tensor(leaves, steps)
    assert_close(came["value"], autograd_tensor.reference(leaves, steps)["value"], scale=200, relative=1e-5)


@autograd_tensor.check(
    hint="Which shape must the gradient of a matrix have? Only one order of the factors gives it.",
    examples=10,
)
def goes_back_through_a_product(autograd_tensor, leaves, steps):
    """Both factors of a matrix product get their gradients."""
    _assert_right_arrays(autograd_tensor(leaves, steps), autograd_tensor.reference(leaves, steps), (0, 1))


@autograd_tensor.check(
    hint="A bias was added to every row: from how many rows does its gradient come?", examples=10
)
def adds_up_what_was_stretched(autograd_tensor, leaves, steps):
    """An array that was stretched over all rows gets the sum of their gradients."""
    _assert_right_arrays(autograd_tensor(leaves, steps), autograd_tensor.reference(leaves, steps), (2,))


def _with_gradient(at, change):
    """The reference with one gradient that is changed."""

    def changed(leaves, steps):
        right = autograd_tensor(leaves, steps)
        gradients = [
            change(one, leaves) if place == at else one for place, one in enumerate(right["gradients"])
        ]
        return right | {"gradients": gradients}

    return changed


@autograd_tensor.mistake("the gradient of what was stretched keeps the rows, and is not added up")
def not_added_up(leaves, steps):
    return _with_gradient(2, lambda one, leaves: 2 * (leaves[0] @ leaves[1] + leaves[2]))(leaves, steps)


@autograd_tensor.mistake("the gradient of what was stretched is averaged over the rows")
def averaged_over_rows(leaves, steps):
    return _with_gradient(2, lambda one, leaves: one / len(leaves[0]))(leaves, steps)


@autograd_tensor.mistake("the second factor of a product gets its gradient lying on its side")
def on_its_side(leaves, steps):
    return _with_gradient(1, lambda one, leaves: one.T)(leaves, steps)


@autograd_tensor.mistake("an array that is multiplied by itself gets one of its two gradients")
def one_of_two(leaves, steps):
    right = autograd_tensor(leaves, steps)
    return right | {"gradients": [one / 2 for one in right["gradients"]]}


@autograd_tensor.mistake("the first factor of a product gets no gradient")
def none_for_the_first(leaves, steps):
    return _with_gradient(0, lambda one, leaves: np.zeros_like(one))(leaves, steps)


def odd_numbers(sizes, rng):
    """Odd whole numbers, of which no sum with the weights is zero: no bend is met at its corner."""
    return rng.choice([-1.0, 1.0, 3.0], size=(sizes["n"] + 4, 3))


def both_labels(sizes, rng):
    """Labels 0 and 1, each at least once."""
    return rng.permutation(np.concatenate([[0, 1, 0, 1], rng.integers(0, 2, size=sizes["n"])]))


def first_weights(sizes, rng):
    """Halves, but for one odd quarter at each neuron."""
    weights = rng.integers(-2, 3, size=(3, 4)) / 2
    weights[rng.integers(3)] += rng.choice([-0.25, 0.25], size=4)
    return weights


def halves(*shape):
    """Random halves between -1 and 1."""
    return Given(lambda sizes, rng: rng.integers(-2, 3, size=shape) / 2)


ROWS, LABELS = Given(odd_numbers, axes=("n",)), Given(both_labels, axes=("n",))
FIRST, FIRST_BIAS, SECOND, SECOND_BIAS = Given(first_weights), halves(4), halves(4, 2), halves(2)


class Family(NamedTuple):
    """A network of two layers, its loss, and what this is the sum or the mean of."""

    hidden: str
    output: str
    error: str
    factor: str


def _softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


# The activation, and its slope told by the sum and by the activation.
BENDS = {
    "sigmoid": (_sigmoid, lambda z, a: a * (1 - a)),
    "tanh": (np.tanh, lambda z, a: 1 - a**2),
    "ReLU": (lambda z: np.maximum(z, 0), lambda z, a: (z > 0) * 1.0),
    "leaky ReLU": (lambda z: np.where(z > 0, z, 0.01 * z), lambda z, a: np.where(z > 0, 1.0, 0.01)),
}
ENDS = {
    "softmax": _softmax,
    "sigmoid": _sigmoid,
    "tanh": np.tanh,
    "linear": lambda z: z,
}
CROSS, SQUARED = "cross-entropy", "squared error"
# By what the sum over all examples of the cross-entropy, or of half the squared error, is multiplied.
FACTORS = {
    "the mean over the examples": lambda n, o: 1 / n,
    "the sum over the examples": lambda n, o: 1.0,
    "the mean over all outputs": lambda n, o: 1 / (n * o),
    "twice the sum over the examples": lambda n, o: 2.0,
    "twice the mean over the examples": lambda n, o: 2 / n,
    "twice the mean over all outputs": lambda n, o: 2 / (n * o),
}
LOSSES = [("softmax", CROSS), ("sigmoid", CROSS), *((end, SQUARED) for end in ENDS)]
FAMILIES = [
    Family(hidden, end, error, factor)
    for hidden, (end, error), factor in product(BENDS, LOSSES, FACTORS)
    if error == SQUARED or not factor.startswith("twice")
]


def _delta(z, y, family):
    """The slope of the error, of one example each, along the sums of the last layer."""
    a = ENDS[family.output](z)
    if family.error == CROSS:
        return a - y
    if family.output == "softmax":
        return a * ((a - y) - np.sum((a - y) * a, axis=1, keepdims=True))
    return (a - y) * {"sigmoid": a * (1 - a), "tanh": 1 - a**2, "linear": 1.0}[family.output]


def _sent_back(family, x, labels, w1, b1, w2, b2, *, sums=False, later=False, sign=1, slope=None):
    """The gradients of a family.

    Args:
        family: Which network, and which loss.
        x: The rows.
        labels: Their labels.
        w1: The first weights.
        b1: The first biases.
        w2: The second weights.
        b2: The second biases.
        sums: A mistake: the second layer's gradient gets the hidden sums.
        later: A mistake: the second weights are updated first.
        sign: A mistake if -1.
        slope: A mistake's slope of the hidden layer, of its sums, its outputs, its bend and the right slope.
    """
    bend, right = BENDS[family.hidden]
    z, y = x @ w1 + b1, labels_of(labels)
    a = bend(z)
    delta = sign * FACTORS[family.factor](*y.shape) * _delta(a @ w2 + b2, y, family)
    second = (z if sums else a).T @ delta
    back = delta @ (w2 - later * second).T * (slope(z, a, bend, right) if slope else right(z, a))
    return {"w1": x.T @ back, "b1": back.sum(axis=0), "w2": second, "b2": delta.sum(axis=0)}


def labels_of(labels):
    """A column for each of two classes."""
    return np.eye(2)[labels]


def loss_of(family, x, labels, w1, b1, w2, b2):
    """The loss whose gradients a family's are."""
    z, y = BENDS[family.hidden][0](x @ w1 + b1) @ w2 + b2, labels_of(labels)
    a = ENDS[family.output](z)
    if family.error == SQUARED:
        errors = (a - y) ** 2 / 2
    elif family.output == "softmax":
        errors = -y * np.log(a)
    else:
        errors = -y * np.log(a) - (1 - y) * np.log(1 - a)
    return FACTORS[family.factor](*y.shape) * errors.sum()


BACKWARD_NAMES = """
    backward backpropagation backprop back_propagation backward_propagation backward_prop back_prop
    backpropagate l_model_backward model_backward two_layer_backward nn_backward mlp_backward
    compute_gradients two_layer_net two_layer_network simple_nn compute_grads
"""


@backprop(names=BACKWARD_NAMES.split())
def network_backward(
    x: ROWS, labels: LABELS, w1: FIRST, b1: FIRST_BIAS, w2: SECOND, b2: SECOND_BIAS
) -> Value("mapping"):
    """The gradients of two layers, from the error back (Rumelhart, Hinton and Williams 1986)."""
    count = len(x)
    hidden = np.tanh(x @ w1 + b1)
    outputs = _softmax(hidden @ w2 + b2)
    delta = (outputs - labels_of(labels)) / count
    back = (delta @ w2.T) * (1 - hidden**2)
    return {"w1": x.T @ back, "b1": back.sum(axis=0), "w2": hidden.T @ delta, "b2": delta.sum(axis=0)}


@network_backward.outline
def network_backward_outline(x, y, w1, b1, w2, b2):
    """Return the gradients of w1, b1, w2 and b2, in this order, with which the loss on x and y changes."""


USUAL = Family("tanh", "softmax", CROSS, "the mean over the examples")


def _without(code, inputs):
    """The inputs, with zeros for the biases that the code does not have."""
    lacking = code.facts.get("without", ())
    return {name: value * 0 if name in lacking else value for name, value in inputs.items()}


def _fits(came, expected):
    """Whether a gradient is right up to rounding, and up to a tiny number within a logarithm."""
    if np.shape(came) != np.shape(expected):
        return False
    return bool(np.max(np.abs(came - expected)) <= 1e-5 * max(0.1, np.max(np.abs(expected))))


@lru_cache
def _probe(lacking):
    """Data and weights on which families are told apart, and the gradients of each family for them."""
    rng = np.random.default_rng(1)
    given = {"x": ROWS, "labels": LABELS, "w1": FIRST, "b1": FIRST_BIAS, "w2": SECOND, "b2": SECOND_BIAS}
    drawn = {name: one.draw({"n": 3}, rng) * (name not in lacking) for name, one in given.items()}
    return drawn, {family: _sent_back(family, **drawn) for family in [USUAL, *FAMILIES]}


def _alike(came, expected):
    """How many of the gradients that came are the expected ones."""
    return sum(name in expected and _fits(slope, expected[name]) for name, slope in came.items())


def family_of(code):
    """Which network and which loss the gradients are of: most of them are right; and what told it."""
    inputs, families = _probe(tuple(code.facts.get("without", ())))
    came = code(**inputs)
    family = max(families, key=lambda one: _alike(came, families[one]))
    if _alike(came, families[family]) == len(came):
        code.note(f"this is {family.factor} of the {family.error}, with {family.hidden} and {family.output}")
    return family, came


@lru_cache
def _mistaken_gradients(lacking):
    """The gradients that each mistake gives in each family."""
    inputs, families = _probe(lacking)
    return [(name, wrong(family, **inputs)) for name, wrong in WRONG.items() for family in families]


def _mistake_of(came, lacking):
    """The name of the mistake, in any family, that gives the gradients by which it was told; or nothing."""
    known = [(name, slopes) for name, slopes in _mistaken_gradients(lacking) if slopes.keys() == came.keys()]
    return next((name for name, slopes in known if _alike(came, slopes) == len(came)), "")


def _assert_right(code, names, inputs):
    """Fail unless the gradients of these weights are those of the family that the code follows."""
    lacking = tuple(code.facts.get("without", ()))
    inputs, (family, told) = _without(code, inputs), family_of(code)
    expected, came = _sent_back(family, **inputs), code(**inputs)
    for name in names:
        if name not in lacking:
            holds = name in came and _fits(came[name], expected[name])
            assert_that(
                holds,
                came=f"for {name} {shown(came[name])}" if name in came else f"nothing for {name}",
                expected=f"for {name} {shown(expected[name])}",
                mistake="" if holds else _mistake_of(told, lacking),
            )


@network_backward.check(
    hint="Each weight of the last layer joins a hidden neuron and an output: which two meet in its gradient?",
    examples=8,
)
def is_right_for_the_second_layer(network_backward, **inputs):
    """The gradients of the second layer's weights and biases are right."""
    _assert_right(network_backward, ("w2", "b2"), inputs)


@network_backward.check(
    hint="Send the error back through the second weights, then through the bend: each step is one product.",
    examples=8,
)
def is_right_for_the_first_layer(network_backward, **inputs):
    """The gradients of the first layer's weights and biases are right."""
    _assert_right(network_backward, ("w1", "b1"), inputs)


@network_backward.check(
    hint="Move one weight by a little and see what the loss does: its gradient foretells that.", examples=4
)
def foretells_the_loss(network_backward, **inputs):
    """A small step along the gradients changes the loss as much as they foretell."""
    inputs, (family, _) = _without(network_backward, inputs), family_of(network_backward)
    came = network_backward(**inputs)
    for name, slope in came.items():
        assert_equal(np.shape(slope), np.shape(inputs[name]), what=f"for {name} the shape")
    length = 1e-5 / np.sqrt(1 + sum(np.sum(np.square(slope)) for slope in came.values()))

    def moved(step):
        there = {name: inputs[name] + step * np.asarray(slope) for name, slope in came.items()}
        return loss_of(family, **{**inputs, **there})

    quotient = (moved(length) - moved(-length)) / (2 * length)
    foretold = float(sum(np.sum(np.square(slope)) for slope in came.values()))
    # Of a loss up to 100 and a step of 1e-5 rounding leaves 1e-9, and its third derivative less than 1e-6.
    assert_close(foretold, float(quotient), relative=1e-3, error=1e-4)


WRONG = {}


def _wrong(name):
    """Keep a mistake for every family, and give it to the part for the usual one."""

    def kept(function):
        WRONG[name] = function

        def usual(x, labels, w1, b1, w2, b2):
            return function(USUAL, x, labels, w1, b1, w2, b2)

        usual.__name__ = function.__name__
        network_backward.mistake(name)(usual)
        return function

    return kept


@_wrong("the slope of the hidden layer's bend is left out")
def without_the_bend(family, *inputs, **named):
    return _sent_back(family, *inputs, **named, slope=lambda z, a, bend, slope: 1.0)


@_wrong("the slope of the hidden layer's bend is taken at its output, as if that were the sum")
def bent_twice(family, *inputs, **named):
    return _sent_back(family, *inputs, **named, slope=lambda z, a, bend, slope: slope(a, bend(a)))


@_wrong("the slope of the hidden layer's bend gets the sum where its output belongs")
def slope_of_sums(family, *inputs, **named):
    return _sent_back(family, *inputs, **named, slope=lambda z, a, bend, slope: slope(a, z))


@_wrong("the second weights were updated before the error went back through them")
def through_new_weights(family, *inputs, **named):
    return _sent_back(family, *inputs, **named, later=True)


@_wrong("the second weights get the hidden sums, not what the bend made of them")
def seen_before_the_bend(family, *inputs, **named):
    return _sent_back(family, *inputs, **named, sums=True)


@_wrong("the signs are reversed: this is what to add, not the gradient")
def reversed_signs(family, *inputs, **named):
    return _sent_back(family, *inputs, **named, sign=-1)


@_wrong("all neurons of a layer get the same gradient for their biases: the sum runs over them too")
def one_for_all(family, *inputs, **named):
    right = _sent_back(family, *inputs, **named)
    return right | {name: np.sum(right[name]) for name in ("b1", "b2")}


@_wrong("the gradients of the biases are averaged, those of the weights added up")
def averaged_biases(family, x, *inputs, **named):
    right = _sent_back(family, x, *inputs, **named)
    return right | {name: right[name] / len(x) for name in ("b1", "b2")}


@_wrong("the biases get no gradient")
def without_biases(family, *inputs, **named):
    right = _sent_back(family, *inputs, **named)
    return {name: right[name] for name in ("w1", "w2")}


@_wrong("the first layer's gradients are averaged over the examples once more")
def averaged_twice(family, x, *inputs, **named):
    right = _sent_back(family, x, *inputs, **named)
    return right | {name: right[name] / len(x) for name in ("w1", "b1")}


skill(needs=any_of(1, autograd_value, network_backward))
