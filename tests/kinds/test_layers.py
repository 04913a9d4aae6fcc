"""The kind `layer`: for any weights, in both modes, in every order of axes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from pytest_mlchecklist import bundled, catalogue
from pytest_mlchecklist.host.refusal import CannotRun
from pytest_mlchecklist.skill import Part
from shown import Shown, sample, show

SAMPLES = Path(__file__).parent / "layers"
PACK = Path(__file__).parent.parent / "packs" / "layers_pack"
RIGHT = {
    ("conv_layer", "convolutional_neural_networks/right_layers"): (
        "conv_forward_naive conv_forward Conv2D ConvLast FromWeights FlatKernels"
    ),
    ("conv_layer", "right_torch_images"): "MyConv TorchConv torch_function",
    ("max_pool", "right_pools"): "max_pool_forward_naive pool_forward MaxPool MaxPoolingLast",
    ("max_pool", "right_torch_images"): "TorchPool",
    ("rnn_cell", "recurrent_neural_networks/right_course"): "rnn_cell_forward",
    (
        "rnn_cell",
        "recurrent_neural_networks/right_sequences",
    ): ("rnn_step_forward RNNCell ColumnCell StatefulCell Stacked"),
    ("rnn_cell", "recurrent_neural_networks/right_torch"): "MyCell Concatenated TorchCell",
    ("rnn", "recurrent_neural_networks/right_sequences"): "rnn_from_zero RNN TimeFirst",
    ("rnn", "recurrent_neural_networks/right_torch"): "TorchRNN BatchFirst",
    (
        "lstm_cell",
        "recurrent_neural_networks/right_gates",
    ): "lstm_step_forward LSTMCell GateByGate SideBySide",
    ("lstm_cell", "recurrent_neural_networks/right_torch"): "TorchLSTMCell",
    ("lstm_states", "right_sequences"): "LSTM",
    ("lstm_states", "right_torch_sequences"): "BothOfThem",
    ("batch_norm", "right_modes"): (
        "batchnorm_forward batch_norm BatchNormalization BatchNorm1d LazyNorm WithMethods"
    ),
    ("batch_norm", "right_torch_modes"): "TorchNorm MyNorm",
    ("dropout", "right_modes"): "dropout_layer dropout_forward Dropout DropoutInTest",
    ("dropout", "right_torch_modes"): "TorchDropout dropout_layer",
    ("embedding", "right_modes"): "embedding_lookup word_embedding_forward Embedding FromTable OneHot",
    ("embedding", "right_torch_modes"): "TorchEmbedding MyEmbedding",
    ("attention_layer", "right_weighing"): "self_attention SelfAttention OneSentence",
    ("attention_layer", "right_torch_weighing"): "SelfAttention Packed FromConfig",
    ("gnn_layer", "right_weighing"): "gcn_layer GraphConvolution NeighbourByNeighbour",
    ("gnn_layer", "right_torch_weighing"): "GraphLayer",
}
RIGHT_ONES = [(part, file, symbol) for (part, file), symbols in RIGHT.items() for symbol in symbols.split()]
WRONG = {
    ("conv_layer", "wrong_layers", "conv_without_bias"): "the bias is left out",
    ("conv_layer", "wrong_layers", "FlippedConv"): "the kernel is turned upside down",
    (
        "conv_layer",
        "convolutional_neural_networks/wrong_layers",
        "FirstChannelOnly",
    ): "only the first channel is looked at",
    ("max_pool", "wrong_layers", "AveragePool"): "the window is averaged",
    ("max_pool", "wrong_layers", "maxpool_from_zero"): "numbers below zero are lost",
    ("rnn_cell", "recurrent_neural_networks/wrong_cells", "rnn_step_forward"): "the state is left out",
    ("rnn_cell", "recurrent_neural_networks/wrong_cells", "LinearCell"): "the tanh is left out",
    ("rnn", "recurrent_neural_networks/wrong_cells", "Forgetful"): "the state is forgotten at every step",
    ("lstm_cell", "recurrent_neural_networks/wrong_cells", "LSTMWithoutTanh"): "the last tanh is left out",
    ("batch_norm", "wrong_layers", "NormByVariance"): "it divides by the variance",
    ("batch_norm", "wrong_layers", "AlwaysByBatch"): "it normalises in evaluation by the batch",
    ("dropout", "wrong_layers", "UnscaledDropout"): "nothing is scaled",
    ("dropout", "wrong_layers", "DropsAlways"): "it drops in evaluation too",
    ("embedding", "wrong_layers", "CountsFromOne"): "ids count from one",
    (
        "attention_layer",
        "wrong_layers",
        "unscaled_attention",
    ): "the scores are not divided by the root of the width",
    ("gnn_layer", "wrong_layers", "TurnedGraph"): "the links are turned around",
}
DESCRIBED = {
    ("conv_layer", "convolutional_neural_networks/right_layers", "conv_forward"): (
        "called as conv_forward(A_prev, W, b, stride, pad), kernel (k, k, c, out), bias (1, 1, 1, out), "
        "channels last, on NumPy arrays, takes item 0 of what it returns"
    ),
    ("conv_layer", "convolutional_neural_networks/right_layers", "ConvLast"): (
        "called as ConvLast(out, (k, k), stride, padding, activation=None), weights set through "
        ".params['W'] and .params['b'], forward(X), kernel (k, k, c, out), bias (1, 1, 1, out), "
        "channels last, on NumPy arrays"
    ),
    ("rnn_cell", "recurrent_neural_networks/right_sequences", "StatefulCell"): (
        "called as StatefulCell(in, out), weights set through .Wx and .Wh and .b, h set through .h, "
        "forward(x), w_x (in, d), w_h (d, d), b (d,), on NumPy arrays"
    ),
    ("batch_norm", "right_modes", "WithMethods"): (
        "called as WithMethods(in), weights set through .weight and .bias, mode set through .train() and "
        ".eval(), forward(x), gamma (1, d), beta (1, d), on NumPy arrays"
    ),
}
STRANGE = {
    ("attention_layer", "Unnamed"): "Ambiguous: nothing tells whether",
    ("conv_layer", "NeedsConfig"): "expected str, bytes or os.PathLike object",
    ("conv_layer", "Unfinished"): "NotImplementedError",
    ("conv_layer", "conv_of_three"): "only 3 by 3 kernels are supported",
}
GRADIENTS = {
    ("dense_layer", "right_gradients", "linear_forward"): "x weight bias",
    ("dense_layer", "right_gradients", "dense_forward"): "x weight bias",
    ("dense_layer", "right_gradients", "Affine"): "x weight bias",
    ("dense_layer", "right_gradients", "Fused"): "x weight bias",
    ("dense_layer", "right_gradients", "WithGradients"): "x weight bias",
    ("dense_layer", "right_gradients", "NamedApart"): "x weight bias",
    ("conv_layer", "convolutional_neural_networks/right_layers", "conv_forward_naive"): "x kernel bias",
    ("conv_layer", "convolutional_neural_networks/right_layers", "Conv2D"): "x kernel bias",
    ("conv_layer", "right_torch_images", "TorchConv"): "x kernel bias",
    ("rnn_cell", "recurrent_neural_networks/right_sequences", "rnn_step_forward"): "x h w_x w_h b",
    ("rnn_cell", "recurrent_neural_networks/right_torch", "MyCell"): "x w_x w_h b",
}


@pytest.fixture(scope="module")
def parts() -> Mapping[str, Part]:
    """Return the parts of the pack and of the bundled skills, by name."""
    return {**catalogue.load([bundled.folder("skills")]).parts, **catalogue.load([PACK]).parts}


@pytest.mark.parametrize(("part", "file", "symbol"), RIGHT_ONES)
def test_right_layers_pass(part: str, file: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """A right layer passes every required check, whatever way it is written."""
    failures = show(parts[part], sample("layers", file), symbol).failures()
    assert {} == {name: report.message for name, report in failures.items()}


@pytest.mark.parametrize(("part", "file", "symbol"), WRONG)
def test_wrong_layers_are_named(part: str, file: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """A wrong layer fails, and its mistake is named."""
    failures = show(parts[part], sample("layers", file), symbol).failures()
    assert WRONG[part, file, symbol] in {report.mistake for report in failures.values()}


@pytest.mark.parametrize(("part", "file", "symbol"), DESCRIBED)
def test_the_way_of_calling_is_described(
    part: str, file: str, symbol: str, parts: Mapping[str, Part]
) -> None:
    """What was found out about the layer is said."""
    shown = show(parts[part], sample("layers", file), symbol)
    assert DESCRIBED[part, file, symbol] == shown.description


@pytest.mark.parametrize(("part", "symbol"), STRANGE)
def test_what_cannot_be_called_says_why(part: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """What can't be called is told with the error that matters, and with an adapter."""
    with pytest.raises(CannotRun) as raised:
        show(parts[part], SAMPLES / "strange.py", symbol)
    told = [raised.value.message, *raised.value.tried]
    assert any(STRANGE[part, symbol] in line for line in told)
    assert raised.value.adapter.startswith(f"def {part}(")


def test_the_adapter_works_once_it_is_filled_in(tmp_path: Path, parts: Mapping[str, Part]) -> None:
    """The pasted adapter, with one's own code called in it, passes."""
    with pytest.raises(CannotRun) as raised:
        show(parts["attention_layer"], SAMPLES / "strange.py", "Unnamed")
    own = "own = Unnamed(x.shape[2])\n    own.a, own.b, own.c, own.d = w_q, w_k, w_v, w_o\n    return "
    filled = raised.value.adapter.replace("return ...", f"{own}own.forward(x)")
    text = (SAMPLES / "strange.py").read_text()
    (tmp_path / "adapter.py").write_text(f"{text}\n\n{filled}")
    assert {} == show(parts["attention_layer"], tmp_path / "adapter.py", "attention_layer").failures()


@pytest.mark.parametrize(("part", "file", "symbol"), GRADIENTS)
def test_gradients_are_those_of_its_own_backward(
    part: str, file: str, symbol: str, parts: Mapping[str, Part]
) -> None:
    """Whatever a layer's backward tells, comes by the contract's names, and is the slope of its output."""
    shown = show(parts[part], sample("layers", file), symbol)
    inputs = _inputs(shown)
    upstream = np.random.default_rng(0).standard_normal(np.shape(shown.ask("call", inputs)))
    came = shown.ask("gradients", {**inputs, "upstream": upstream})
    assert set(GRADIENTS[part, file, symbol].split()) == set(came)
    for name, gradient in came.items():
        averaged = shown.convention.facts["gradients_averaged"] and name != "x"
        slope, direction = _slope(shown, inputs, name, upstream)
        share = len(inputs["x"]) if averaged else 1
        assert slope == pytest.approx(share * np.sum(gradient * direction), abs=1e-6)


def test_averaged_gradients_are_told(parts: Mapping[str, Part]) -> None:
    """That gradients are divided by the number of examples is a fact, not a fault."""
    facts = {
        symbol: show(parts["dense_layer"], SAMPLES / "right_gradients.py", symbol).convention.facts
        for symbol in ("linear_forward", "dense_forward")
    }
    assert {"linear_forward": True, "dense_forward": False} == {
        symbol: fact["gradients_averaged"] for symbol, fact in facts.items()
    }


def _inputs(shown: Shown) -> dict[str, np.ndarray]:
    return shown.convention.source.arrangement.anatomy.probe(shown.convention.signature)


def _slope(shown: Shown, inputs: Mapping[str, np.ndarray], name: str, upstream: np.ndarray) -> tuple:
    """Return a direction of one input, and the slope of the output, weighed by `upstream`, along it."""
    change = 1e-5 * np.random.default_rng(1).standard_normal(inputs[name].shape)
    more = shown.ask("call", {**inputs, name: inputs[name] + change})
    less = shown.ask("call", {**inputs, name: inputs[name] - change})
    return np.sum((more - less) * upstream) / 2e-5, change / 1e-5
