"""A report made by hand that holds every verdict and everything that is awkward to show."""

from __future__ import annotations

from pytest_mlchecklist.report import (
    SCHEMA_VERSION,
    BindingReport,
    CheckReport,
    Environment,
    GateReport,
    LevelSummary,
    Outcome,
    PartReport,
    Report,
    Severity,
    SkillReport,
    Summary,
    Verdict,
)

MESSAGE = """\
we called    leaky_relu.derivative(x=[-1])
it gave      [0]
we expected  [0.01], because the slope below zero is small but not zero
to try       The slope below zero is a number that you chose."""

NO_CONVENTION = """\
None of the ways in which a layer is called fits PlainLayer.
We tried:
  PlainLayer(3, 5): missing argument 'spec'
  PlainLayer(weight, bias): takes 2 arguments, not 3
An adapter anywhere in your repository, named in mlchecklist.toml, says how:

    def dense_layer(x, weight, bias):
        layer = PlainLayer({"in": weight.shape[0], "out": weight.shape[1]})
        return layer.run(x)"""


def passed(name: str, *, examples: int = 40, notes: tuple[str, ...] = ()) -> CheckReport:
    """Return a required check that passed."""
    return CheckReport(name, Severity.REQUIRED, Outcome.PASSED, notes=notes, examples=examples, seconds=0.03)


def environment(*, interrupted: bool = False) -> Environment:
    """Return where the sample was made."""
    return Environment(
        created="2025-03-01T12:00:00+00:00",
        python="3.11.9",
        platform="Linux-6.1-x86_64",
        plugin="0.1.0",
        versions={"numpy": "2.1.0", "torch": "2.6.0"},
        seed=0,
        effort="standard",
        isolation="process",
        interrupted=interrupted,
        notes=("1 file could not be read: notes/<old>.py.",),
    )


def sample() -> Report:
    """Return a report of ten skills on three levels."""
    return Report(
        schema_version=SCHEMA_VERSION,
        project="first_repo",
        summary=Summary(
            verified=2,
            attested=1,
            total=9,
            levels=(
                LevelSummary("entry", verified=1, attested=0, total=3),
                LevelSummary("intermediate", verified=1, attested=0, total=4),
                LevelSummary("advanced", verified=0, attested=1, total=2),
            ),
        ),
        skills=(*_entry(), *_intermediate(), *_advanced()),
        gate=GateReport(
            asked=True,
            met=False,
            reasons=(
                "3 of 9 skills are ticked, and --mlchecklist-fail-under asks for 50 %.",
                "intermediate/theory/activation_functions is required, and is failing.",
            ),
        ),
        environment=environment(),
    )


def empty() -> Report:
    """Return the report of an empty pack: nothing of nothing."""
    return Report(SCHEMA_VERSION, "", Summary(0, 0, 0), (), GateReport(), environment())


def _entry() -> tuple[SkillReport, ...]:
    return (
        SkillReport(
            "entry/data_handling/small_datasets", "Small datasets", "entry", "data_handling",
            Verdict.NOT_STARTED, about="Load a data set that fits in memory.",
        ),
        SkillReport(
            "entry/networks/dense_neural_networks", "Dense Neural Networks", "entry", "networks",
            Verdict.VERIFIED,
            about="Every output is its own weighted sum of the inputs, plus a bias.",
            why="Almost every network is a chain of these.",
            needs="dense_layer and dense_network",
            parts=(_dense_layer(), _dense_network()),
        ),
        SkillReport(
            "entry/general/callbacks", "Callbacks", "entry", "general", Verdict.NOT_STARTED,
            parts=(PartReport("early_stopping", Verdict.NOT_STARTED),),
            needs="early_stopping", missing="early_stopping", lacking=1,
        ),
        SkillReport(
            "entry/data_handling/audio_data", "Audio data", "entry", "data_handling",
            Verdict.NOT_STARTED, excuse="we only work with tables",
        ),
    )  # fmt: skip


def _intermediate() -> tuple[SkillReport, ...]:
    return (
        SkillReport(
            "intermediate/networks/custom_layers", "Custom layers", "intermediate", "networks",
            Verdict.COULD_NOT_RUN, needs="custom_layer", missing="custom_layer", lacking=1,
            parts=(_custom_layer(),),
        ),
        SkillReport(
            "intermediate/training/custom_training_loops", "Custom training loops", "intermediate",
            "training", Verdict.PARTIAL, needs="training_loop and evaluate",
            missing="evaluate <b>not found</b>", lacking=1, parts=_training_parts(),
        ),
        SkillReport(
            "intermediate/theory/activation_functions", "Activation functions", "intermediate", "theory",
            Verdict.FAILING,
            about="What stands between two layers, so that together they are more than one.",
            why="Its gradient decides what a network can still learn.",
            needs="leaky_relu, and any 2 of relu, sigmoid, tanh, softmax",
            missing="leaky_relu, whose gradient is wrong below zero", lacking=1,
            parts=(_leaky_relu(), PartReport("relu", Verdict.NOT_STARTED, needed=False)),
        ),
        SkillReport(
            "intermediate/general/creating_splits", "Creating splits", "intermediate", "general",
            Verdict.VERIFIED, needs="train_test_split", parts=(_split(),),
        ),
    )  # fmt: skip


def _advanced() -> tuple[SkillReport, ...]:
    return (
        SkillReport(
            "advanced/general/research", "Research", "advanced", "general",
            Verdict.ATTESTED, about="Ask a question that nobody has answered.", ongoing=True,
        ),
        SkillReport(
            "advanced/theory/open_endedness", "Open-endedness", "advanced", "theory", Verdict.NOT_STARTED,
        ),
    )  # fmt: skip


def _dense_layer() -> PartReport:
    return PartReport(
        "dense_layer",
        Verdict.VERIFIED,
        BindingReport(
            "src/layers.py:Dense",
            "discovered",
            why="the name, and its parameters n_in and n_out",
            also_seen=("notebooks/week 2.ipynb:Dense", "old/layers.py:Dense"),
            convention="Dense(3, 5), weights set through .W (in, out), forward(x)",
            source_hash="9f86d081884c7d65",
            output="\x1b[32mepoch 1\x1b[0m loss 0.3\r\nepoch 2 loss 0.2 \x07 <i>done</i>",
        ),
        remarks=("It changes its input: x[0, 0] was 1.0 and is 3.0 after the call.",),
        checks=(
            passed("agrees_with_the_reference", notes=("float32 rounding explains a difference of 1e-6",)),
            passed("keeps_its_neurons_apart"),
            passed("is_linear_in_its_input"),
            CheckReport(
                "leaves_its_input_alone",
                Severity.REMARK,
                Outcome.FAILED,
                message="we called    dense_layer(x=[[1]])\nit gave      x changed to [[3]]\n"
                "we expected  x as it was\nto try       Look for += and out=.",
                counterexample={"x": "[[1.0]]", "weight": "[[2.0]]", "bias": "[1.0]"},
                hint="Look for += and out=.",
                examples=3,
            ),
        ),
    )


def _dense_network() -> PartReport:
    return PartReport(
        "dense_network",
        Verdict.VERIFIED,
        BindingReport("src/layers.py:Network", "declared", convention="Network([3, 5, 2]).forward(x)"),
        checks=(passed("chains_its_layers"), passed("agrees_with_the_reference")),
    )


def _custom_layer() -> PartReport:
    return PartReport(
        "custom_layer",
        Verdict.COULD_NOT_RUN,
        BindingReport("src/layers.py:PlainLayer", "declared"),
        checks=(
            CheckReport("agrees_with_the_reference", Severity.REQUIRED, Outcome.COULD_NOT_RUN, NO_CONVENTION),
            CheckReport("has_a_gradient", Severity.REQUIRED, Outcome.BLOCKED),
        ),
    )


def _training_parts() -> tuple[PartReport, ...]:
    return (
        PartReport(
            "training_loop",
            Verdict.VERIFIED,
            BindingReport("train.py:fit", "discovered", why="the name"),
            checks=(passed("lowers_the_loss", examples=1),),
        ),
        PartReport("evaluate", Verdict.NOT_STARTED),
    )


def _leaky_relu() -> PartReport:
    return PartReport(
        "leaky_relu",
        Verdict.FAILING,
        BindingReport("activations.py:lrelu", "discovered", convention="lrelu(x), lrelu_grad(x)"),
        checks=(
            passed("agrees_with_the_reference"),
            CheckReport(
                "has_a_gradient_below_zero",
                Severity.REQUIRED,
                Outcome.FAILED,
                message=MESSAGE,
                counterexample={"x": "[-1.0]"},
                hint="The slope below zero is a number that you chose.",
                mistake="the gradient is zero below zero, as for ReLU",
                examples=7,
            ),
            CheckReport(
                "grows_everywhere",
                Severity.REQUIRED,
                Outcome.FAILED,
                message="we called    leaky_relu(x=[" + "1, 2, " * 800 + "])\nit gave      no growth",
                counterexample={"x": "1, " * 2_000, "`slope`|": "<script>alert('ünïcode 🙂 漢字')</script>"},
            ),
            CheckReport("takes_one_number", Severity.REQUIRED, Outcome.NOT_RUN),
        ),
    )


def _split() -> PartReport:
    return PartReport(
        "train_test_split",
        Verdict.VERIFIED,
        BindingReport("data/splits.py:split", "discovered", why="the name", convention="split(x, y, 0.25)"),
        remarks=(
            "[bold red]A class that is absent[/] from y raises ``KeyError`` | see <https://example.org>.",
        ),
        checks=(passed("keeps_the_classes_in_proportion"),),
    )
