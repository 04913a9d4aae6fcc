import pytest

RIGHT = [
    ("leaky_relu", "activations.py:leaky_relu"),
    ("swish", "activations.py:swish"),
    ("elu", "activations.py:ELU"),
    ("gelu", "activations.py:gelu"),
    ("softmax", "activations.py:softmax"),
    ("softplus", "activations.py:softplus"),
    ("tanh", "activations.py:tanh"),
    ("dense_layer", "layers.py:dense"),
    ("dense_layer", "layers.py:Dense"),
    ("dense_layer", "layers.py:WrappedDense"),
    ("dense_layer", "layers.py:ModuleDense"),
    ("dense_layer", "layers.py:KerasDense"),
    ("dense_network", "networks.py:build_model"),
    ("dense_network", "networks.py:MLP"),
    ("dense_network", "networks.py:model"),
    ("dense_network", "networks.py:ModuleMLP"),
    ("train", "training.py:LogisticRegression.fit"),
]

WRONG = [
    (
        "leaky_relu",
        "activations.py:returns_its_slope",
        "the slope itself is returned below zero, not slope · x",
    ),
    ("sigmoid", "activations.py:with_a_wrong_gradient", "the derivative lacks the factor 1 − sigmoid"),
    ("softmax", "activations.py:over_the_batch", "the softmax runs over the batch axis, down the columns"),
    ("dense_layer", "layers.py:DenseWithoutBias", "the bias is left out"),
    ("dense_layer", "layers.py:DenseBiasTwice", "the bias is added twice"),
    ("dense_network", "networks.py:model_without_biases", "the layers have no biases"),
    ("train", "training.py:ascend", "the sign is wrong: the step goes up the slope, not down"),
]

CONVENTIONS = [
    ("leaky_relu", "activations.py:leaky_relu", "called as leaky_relu(x, slope), on TensorFlow tensors"),
    ("gelu", "activations.py:gelu", "called as gelu(x), on TensorFlow tensors (float32)"),
    (
        "dense_layer",
        "layers.py:Dense",
        "called as Dense(out), weights set through .w and .b, __call__(inputs), "
        "weights (in, out), bias (out,), on TensorFlow tensors (float32)",
    ),
    (
        "dense_network",
        "networks.py:MLP",
        "built as MLP(hidden=hidden, outputs=outputs), outputs by __call__(x), "
        "on TensorFlow tensors (float32)",
    ),
]


@pytest.mark.parametrize(("part", "target"), RIGHT)
def test_right_code_passes(tensorflow, part, target):
    """Right code passes every required check, however a user of TensorFlow or Keras writes it."""
    assert {} == tensorflow.failures(part, target)


@pytest.mark.parametrize(("part", "target", "mistake"), WRONG)
def test_a_mistake_is_called_by_its_name(tensorflow, part, target, mistake):
    """Wrong code fails, and every check that it fails tells the mistake."""
    assert {mistake} == set(tensorflow.failures(part, target).values())


@pytest.mark.parametrize(("part", "target", "convention"), CONVENTIONS)
def test_the_report_says_how_it_was_called(tensorflow, part, target, convention):
    """The report says which tensors went in, and where the weights were set."""
    assert convention == tensorflow.convention(part, target)
