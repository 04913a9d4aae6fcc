"""Backpropagation: apply the chain rule backwards through a network, one operation at a time.

Why it matters: It is the engine under every framework. After building one, however small, you
are never again at the mercy of a mysterious gradient.

Next step: Draw the graph of a small network on paper, send a gradient of one back from its loss, and
compare each number with what your code says.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Given,
    Value,
    any_of,
    assert_close,
    assert_that,
    autograd,
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

AUTOGRAD_NAMES = (
    "value scalar variable tensor node var dual autograd_scalar autograd_tensor number expr expression"
)


@autograd(names=AUTOGRAD_NAMES.split())
def autograd_value(leaves: LEAVES, steps: STEPS) -> Value("mapping"):
    """Carry with each number its slope along every leaf: what backward must find, computed forward."""
    known = dict(zip(NAMES, zip(leaves, np.eye(len(leaves)), strict=True), strict=False))
    for step in steps:
        name, made_of = step.split(" = ")
        known[name] = _forward(made_of.split(), known)
    value, gradients = known[name]
    return {"value": value, "gradients": gradients}


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


skill(needs=any_of(1, autograd_value))
