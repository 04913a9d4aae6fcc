"""What a file defines."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from pytest_mlchecklist.definitions import Definition, define
from pytest_mlchecklist.sources import Piece, Source


def _define(*texts: str, notebook: bool = False) -> dict[str, Definition]:
    pieces = tuple(Piece(dedent(text), number if notebook else None) for number, text in enumerate(texts))
    definitions, _ = define(Source(Path("a.py"), "a.py", pieces))
    return {definition.name: definition for definition in definitions}


def test_reads_a_function() -> None:
    """A function has its arguments, its defaults, its line and the first line of its docstring."""
    found = _define('''
        def dense(x, w, b=None, *rest, scale=1, axis):
            """Multiply and add.

            More.
            """
            return x @ w + b
    ''')["dense"]

    assert found.kind == "function"
    assert found.arguments == ("x", "w", "b", "scale", "axis")
    assert found.optional == {"b", "scale"}
    assert found.variadic == "rest"
    assert found.line == 2
    assert found.summary == "Multiply and add."


def test_reads_a_function_in_another_form() -> None:
    """A function that is wrapped under another name is a definition of that name, with its arguments."""
    found = _define("""
        def _relu(x, slope=0.1):
            return max(x, slope * x)

        relu = np.vectorize(_relu)
        swish = jax.jit(jax.vmap(_relu))
        other = np.vectorize(somewhere_else)
    """)

    assert ["_relu", "relu", "swish"] == list(found)
    assert ("x", "slope") == found["relu"].arguments
    assert ("function", 5) == (found["relu"].kind, found["relu"].line)


def test_reads_a_class_with_its_methods() -> None:
    """A class has its constructor's arguments, its bases, and methods without self."""
    found = _define("""
        @register
        class Dense(nn.Module, Generic[T]):
            def __init__(self, n_in, n_out=1): self.w = 0
            def forward(self, x): return x
            @staticmethod
            def plain(x): return x
    """)["Dense"]

    assert found.arguments == ("n_in", "n_out")
    assert found.bases == ("Module", "Generic")
    assert found.decorators == ("register",)
    assert [method.qualified for method in found.methods] == [
        "Dense.__init__",
        "Dense.forward",
        "Dense.plain",
    ]
    assert [method.arguments for method in found.methods] == [("n_in", "n_out"), ("x",), ("x",)]


def test_reads_the_fields_of_a_dataclass_as_its_arguments() -> None:
    """A dataclass is constructed from its fields."""
    assert _define("@dataclass\nclass Net:\n    sizes: list\n    lr: float = 0.1")["Net"].arguments == (
        "sizes",
        "lr",
    )


def test_reads_a_lambda_with_a_name() -> None:
    """`relu = lambda x: …` is a definition; a second name for something imported is none."""
    found = _define("relu = lambda x, a=0: max(a, x)\nelu = F.elu")

    assert list(found) == ["relu"]
    assert found["relu"].arguments == ("x", "a")


def test_reads_what_is_defined_under_a_condition() -> None:
    """Definitions under `if`, `try` and `with` count; functions inside functions do not."""
    found = _define("""
        try:
            import fast
            def a(x): return x
        except ImportError:
            def b(x): return x
        if True:
            with open("f"):
                def c(x):
                    def hidden(y): return y
                    return hidden(x)
    """)

    assert list(found) == ["a", "b", "c"]


def test_lets_the_later_of_two_definitions_count() -> None:
    """A second definition of a name replaces the first one, across cells too."""
    found = _define("def f(x): return x", "def f(x, y): return y", notebook=True)

    assert (found["f"].cell, found["f"].arguments) == (1, ("x", "y"))


@pytest.mark.parametrize(
    "body",
    [
        "pass",
        "...",
        "return",
        "return None",
        "raise NotImplementedError",
        "raise NotImplementedError('your turn')",
        "'''Only a docstring.'''",
        "# TODO: your turn\n    pass",
        "# YOUR CODE HERE\n    out = None\n    return out",
        "out = None\n    cache = (x, x)\n    return out, cache",
        "dx, dw = None, None\n    return dx, dw",
        "dx = 0\n    raise NotImplementedError",
        "assert x is not None\n    pass",
    ],
)
def test_calls_a_placeholder_unfinished(body: str) -> None:
    """A body that only holds the place of an answer is an exercise not begun."""
    assert _define(f"def f(x):\n    {body}")["f"].unfinished


@pytest.mark.parametrize(
    "body",
    [
        "return x",
        "return 0",
        "out = None\n    out = x + 1\n    return out",
        "self.output = x",
        "if x: raise NotImplementedError\n    return x",
        "print(x)",
        "cache = (x, x)\n    return cache",
    ],
)
def test_calls_an_answer_finished(body: str) -> None:
    """A body that does anything at all is finished, right or wrong."""
    assert not _define(f"def f(x):\n    {body}")["f"].unfinished


@pytest.mark.parametrize(
    ("body", "unfinished"),
    [
        ("pass", True),
        ("def __init__(self): self.a = 1", True),
        ("def __init__(self): self.a = 1\n    def forward(self, x): pass", True),
        ("def forward(self, x): pass\n    def reset(self): self.a = 1", True),
        ("def forward(self, x): return x\n    def backward(self, g): pass", False),
        ("def __call__(self, x): return x", False),
        ("def __iter__(self): yield 1", False),
        ("def __getitem__(self, i): pass\n    def __len__(self): return 3", True),
    ],
)
def test_judges_a_class_by_what_it_is_there_for(body: str, unfinished: bool) -> None:  # noqa: FBT001
    """A class is unfinished when its main methods are, whatever its others do."""
    assert unfinished == _define(f"class A:\n    {body}")["A"].unfinished


def test_calls_a_class_finished_whose_base_does_the_work() -> None:
    """A constructor that hands layers to its base is a whole network."""
    assert not _define("class Net(nn.Sequential):\n    def __init__(self): super().__init__(1)")[
        "Net"
    ].unfinished


@pytest.mark.parametrize(
    "text",
    [
        "# mlchecklist: dense_layer\ndef f(x): return x",
        "#mlchecklist:dense_layer\n# and more\n@fast\ndef f(x): return x",
        "# mlchecklist: dense_layer\nf = lambda x: x",
        "# mlchecklist: dense_layer\nclass f: pass",
    ],
)
def test_reads_the_marker_above_a_definition(text: str) -> None:
    """A comment directly above a definition or its decorators names its part."""
    assert _define(text)["f"].marker == "dense_layer"


def test_reads_no_marker_from_farther_above() -> None:
    """An empty line parts a comment from what follows it."""
    assert _define("# mlchecklist: dense_layer\n\ndef f(x): return x")["f"].marker == ""


def test_reads_the_marker_above_a_method() -> None:
    """A method can be marked as well."""
    found = _define("class A:\n    # mlchecklist: train\n    def go(self, x): return x")["A"]

    assert found.methods[0].marker == "train"


def test_lets_the_first_line_of_a_cell_mark_its_first_definition() -> None:
    """In a notebook the marker may stand above the imports of its cell."""
    found = _define(
        "# mlchecklist: train\nimport os\n\ndef a(x): return x\n\ndef b(x): return x", notebook=True
    )

    assert [found["a"].marker, found["b"].marker] == ["train", ""]


def test_names_the_broken_cells_and_keeps_the_others() -> None:
    """One cell that is no Python costs its own definitions only."""
    pieces = (Piece("def a(x): return x", 0), Piece("def b(", 1), Piece("def c(x): return x", 2))
    definitions, problems = define(Source(Path("n.ipynb"), "n.ipynb", pieces))

    assert [definition.name for definition in definitions] == ["a", "c"]
    assert problems == ("cell 1 is not valid Python (line 1: '(' was never closed)",)


def test_survives_absurd_expressions() -> None:
    """A base and a decorator as long as the file do not exhaust the stack."""
    chain = "a" + ".b" * 500
    assert _define(f"@{chain}\nclass A({chain}): pass")["A"].bases == ("b",)
