import pytest

RIGHT = [
    ("leaky_relu", "activations.py:leaky_relu"),
    ("swish", "activations.py:swish"),
    ("sigmoid", "activations.py:sigmoid"),
    ("softmax", "activations.py:softmax"),
    ("tanh", "activations.py:tanh"),
    ("dense_layer", "layers.py:dense_layer"),
    ("dense_layer", "layers.py:tuple_dense"),
    ("dense_layer", "layers.py:Linear"),
    ("dense_network", "networks.py:predict"),
    ("train", "training.py:train"),
    ("jax_train_step", "compiled.py:train_step"),
    ("jax_train_step", "compiled.py:update"),
    ("jax_train_step", "compiled_mappings.py:with_batches"),
]

WRONG = [
    (
        "leaky_relu",
        "activations.py:returns_its_slope",
        "the slope itself is returned below zero, not slope · x",
    ),
    (
        "sigmoid",
        "activations.py:with_a_wrong_gradient",
        "the derivative takes x(1 − x) of the input instead of the output",
    ),
    ("dense_layer", "layers.py:dense_without_bias", "the bias is left out"),
    ("dense_layer", "layers.py:dense_bias_subtracted", "the bias is subtracted"),
    (
        "jax_train_step",
        "compiled.py:looks_at_the_loss",
        "a branch of Python asks for a value that is known only when the step runs",
    ),
    (
        "jax_train_step",
        "compiled.py:other_precision",
        "its results are of another type than its inputs, so that it is compiled for every step",
    ),
    (
        "jax_train_step",
        "compiled.py:counts_outside",
        "it keeps something outside: what is compiled does so once, and never again",
    ),
    ("train", "training.py:ascend", "the sign is wrong: the step goes up the slope, not down"),
]

CONVENTIONS = [
    ("swish", "activations.py:swish", "called as swish(x, beta), on JAX arrays"),
    ("sigmoid", "activations.py:sigmoid", "called as sigmoid(x), on JAX arrays, one number at a time"),
    (
        "dense_layer",
        "layers.py:dense_layer",
        "called as dense_layer(params={'w': weight, 'b': bias}, x), weights (in, out), bias (out,), "
        "on JAX arrays",
    ),
]


@pytest.mark.parametrize(("part", "target"), RIGHT)
def test_right_code_passes(jax, part, target):
    """Right code passes every required check: compiled, mapped, on a tree of parameters."""
    assert {} == jax.failures(part, target)


@pytest.mark.parametrize(("part", "target", "mistake"), WRONG)
def test_a_mistake_is_called_by_its_name(jax, part, target, mistake):
    """Wrong code fails, and every check that it fails tells the mistake."""
    assert {mistake} == set(jax.failures(part, target).values())


@pytest.mark.parametrize(("part", "target", "convention"), CONVENTIONS)
def test_the_report_says_how_it_was_called(jax, part, target, convention):
    """The report says that JAX arrays went in, and how the weights did."""
    assert convention == jax.convention(part, target)


@pytest.mark.parametrize(("part", "symbol"), [("leaky_relu", "leaky_relu"), ("dense_network", "mlp")])
def test_keras_runs_on_jax(jax, part, symbol):
    """Keras code is checked on the framework that its file chooses for it."""
    assert {} == jax.failures(part, f"keras_on_jax.py:{symbol}")
