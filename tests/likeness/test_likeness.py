"""What shows which kind of part, in the dialects that learners write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.discovery import Wanted, discover

if TYPE_CHECKING:
    from pathlib import Path

WANTED = (
    Wanted("leaky_relu", "function", (), ("x", "slope")),
    Wanted("relu", "function", (), ("x",)),
    Wanted("sigmoid", "function", (), ("x",)),
    Wanted(
        "dense_layer",
        "layer",
        ("dense", "linear", "affine", "fully_connected", "fc"),
        ("x", "weight", "bias"),
    ),
    Wanted("dense_network", "model", ("mlp", "neural_network", "network", "net", "sequential"), ("sizes",)),
    Wanted("split", "splitter", ("train_test_split", "stratified_split", "split_data"), ("x", "y")),
    Wanted(
        "train",
        "trainer",
        ("train_model", "training_loop", "train_one_epoch", "train_step", "fit"),
        ("model", "data", "epochs", "lr"),
    ),
)


def _class(name: str, *methods: str) -> str:
    return "\n    def ".join([f"class {name}:", *methods])


def _found(root: Path, text: str) -> dict[str, str]:
    (root / "a.py").write_text(text)
    return {part: found.target for part, found in discover(root, WANTED).candidates.items()}


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("def leaky_relu(x, alpha=0.01): return x", "leaky_relu"),
        ("leaky_relu = lambda z: z", "leaky_relu"),
        (_class("LeakyReLU(nn.Module)", "forward(self, x): return x"), "LeakyReLU"),
        (
            _class("Activation_LeakyReLU", "forward(self, inputs): self.output = inputs"),
            "Activation_LeakyReLU",
        ),
        (_class("LeakyReLU(Activation)", "__init__(self): super().__init__(f, g)"), "LeakyReLU"),
        ("class Activations:\n    @staticmethod\n    def lrelu(x): return x", "Activations.lrelu"),
        (
            _class("Value", "leaky_relu(self): return 1", "backward(self): pass"),
            "Value.leaky_relu",
        ),
    ],
)
def test_finds_an_activation_in_every_dialect(tmp_path: Path, text: str, symbol: str) -> None:
    """A function, a lambda, a class and a method all show an activation."""
    assert _found(tmp_path, text) == {"leaky_relu": f"a.py:{symbol}"}


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("def linear_forward(A, W, b): return W @ A + b", "linear_forward"),
        ("def dense(x, params): return x @ params['W'] + params['b']", "dense"),
        (_class("Affine", "__init__(self, W, b): self.W = W", "forward(self, x): return x"), "Affine"),
        (
            _class(
                "Layer_Dense", "__init__(self, n, m): self.weights = 0", "forward(self, x): self.output = x"
            ),
            "Layer_Dense",
        ),
        (_class("Dense(Layer)", "build(self, s): self.w = 0", "call(self, x): return x"), "Dense"),
        (
            _class(
                "Layer",
                "__init__(self, nin, nout): self.neurons = [Neuron(nin)]",
                "__call__(self, x): return x",
            ),
            "Layer",
        ),
    ],
)
def test_finds_a_dense_layer_in_every_dialect(tmp_path: Path, text: str, symbol: str) -> None:
    """A function of its weights and a class that holds them both show a dense layer."""
    assert _found(tmp_path, text) == {"dense_layer": f"a.py:{symbol}"}


@pytest.mark.parametrize(
    "text",
    [
        "def linear(x): return x",
        _class("Linear(Activation)", "__call__(self, x): return x"),
        "def linear_backward(dout, W, b): return dout",
        _class("Layer", "forward(self, x): raise NotImplementedError"),
    ],
)
def test_takes_no_linear_activation_for_a_dense_layer(tmp_path: Path, text: str) -> None:
    """What holds no weights, differentiates or is only a base is no dense layer."""
    assert _found(tmp_path, text) == {}


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        (
            _class(
                "MLP", "__init__(self, nin, nouts): self.layers = [Layer(nin)]", "__call__(self, x): return x"
            ),
            "MLP",
        ),
        (
            _class(
                "Net(nn.Module)", "__init__(self): self.fc1 = nn.Linear(1, 2)", "forward(self, x): return x"
            ),
            "Net",
        ),
        (
            _class(
                "TwoLayerNet",
                "__init__(self, input_size, hidden_size): self.W1 = 0",
                "predict(self, x): return x",
            ),
            "TwoLayerNet",
        ),
        ("def L_layer_model(X, Y, layers_dims): return X", "L_layer_model"),
    ],
)
def test_finds_a_network_in_every_dialect(tmp_path: Path, text: str, symbol: str) -> None:
    """A class made of layers, or of weights by its sizes, shows a dense network."""
    assert _found(tmp_path, text)["dense_network"] == f"a.py:{symbol}"


@pytest.mark.parametrize(
    "text",
    [
        _class(
            "ConvNet(nn.Module)", "__init__(self, size): self.c = nn.Conv2d(1, 2)", "forward(self, x): pass"
        ),
        _class("Network", "add_node(self, node): self.graph = node"),
        _class("LinearModel", "__init__(self, size): self.w = 0", "predict(self, x): return x"),
    ],
)
def test_takes_no_other_model_for_a_dense_network(tmp_path: Path, text: str) -> None:
    """A convolutional network, a graph and a linear model are something else."""
    assert _found(tmp_path, text) == {}


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("def train_test_split(X, y, test_size=0.2): return X", "train_test_split"),
        ("def train_test_split(*arrays, test_size=None): return arrays", "train_test_split"),
        ("def split_train_test(data, ratio): return data", "split_train_test"),
        ("def shuffled_split(X, y, train_size): return X", "shuffled_split"),
        ("def split_data(df):\n    train, test = df[:8], df[8:]\n    return train, test", "split_data"),
    ],
)
def test_finds_a_split_in_every_dialect(tmp_path: Path, text: str, symbol: str) -> None:
    """A function that parts data into train and test shows a split."""
    assert _found(tmp_path, text) == {"split": f"a.py:{symbol}"}


@pytest.mark.parametrize(
    "text",
    [
        "def split(text, sep): return text",
        "def split(x, split_size_or_sections, axis=-1): return x",
        "def split_heads(x, num_heads): return x",
        _class("Tree", "split(self, dataset, feature, threshold): return dataset"),
        _class("KFold", "split(self, X, y, test): yield X"),
        "from sklearn.model_selection import train_test_split",
    ],
)
def test_takes_no_other_splitting_for_a_split(tmp_path: Path, text: str) -> None:
    """Splitting text, an axis, a node or folds, and a split from a library, are something else."""
    assert _found(tmp_path, text) == {}


LOOP = "for _ in range(9): pass"


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        (f"def train(model, loader, epochs, lr):\n    {LOOP}", "train"),
        ("def train_step(model, batch, optimizer): return 1", "train_step"),
        (_class("Trainer", f"fit(self, model, train_loader, optimizer):\n        {LOOP}"), "Trainer.fit"),
        (
            _class("Perceptron", "__init__(self, lr): pass", f"fit(self, X, y):\n        {LOOP}"),
            "Perceptron.fit",
        ),
        (
            f"def train_one_epoch(net, dl):\n    {LOOP}\ndef train_model(net, dl, epochs):\n    {LOOP}",
            "train_model",
        ),
        (
            _class("Net", f"fit(self, X, y, lr):\n        {LOOP}")
            + f"\ndef train_model(net, X, y):\n    {LOOP}",
            "train_model",
        ),
    ],
)
def test_finds_a_training_loop_in_every_dialect(tmp_path: Path, text: str, symbol: str) -> None:
    """Whole loops come before steps, and functions before methods."""
    assert _found(tmp_path, text)["train"] == f"a.py:{symbol}"


@pytest.mark.parametrize(
    "text",
    [
        _class("Module", "train(self, mode=True): self.training = mode"),
        _class("LinearRegression", "fit(self, X, y): self.w = solve(X, y)"),
        _class("DecisionTree", "__init__(self, lr): pass", f"fit(self, X, y):\n        {LOOP}"),
        f"def train(env, agent, episodes):\n    {LOOP}",
        "def fit(x, y): return solve(x, y)",
    ],
)
def test_takes_no_other_training_for_a_loop(tmp_path: Path, text: str) -> None:
    """A mode, a closed form, a tree and an agent in its world are no loop over data."""
    assert _found(tmp_path, text) == {}
