"""The kind `app`: services are asked in this process, whatever framework they are written in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from pytest_mlchecklist import api, catalogue
from pytest_mlchecklist.api import Given, Value
from pytest_mlchecklist.host.refusal import CannotRun, LearnerRaised, Unavailable
from pytest_mlchecklist.skill import Part
from shown import Shown, show

for framework in ("fastapi", "flask"):
    pytest.importorskip(framework)

HERE = Path(__file__).parent
RIGHT = {
    "right_fastapi": "app create_app bare Server",
    "right_flask": "app",
    "right_flask_factories": "make_app form_app",
    "right_bare": "app asgi wsgi",
}
WRONG = {
    "other": "it answers with something else",
    "scaled": "the answers depend on the company",
    "careless": "bad input is an error of the server",
    "mixed": "requests that come at once are mixed up",
}
DESCRIBED = {
    ("right_fastapi", "app"): 'ASGI app app, asked by POST /predict with {"instances": [[…], …]}',
    ("right_fastapi", "create_app"): "POST /api/v1/predict with {sepal_length, sepal_width, petal_length}",
    ("right_fastapi", "bare"): "POST /score with [[…], …]",
    ("right_fastapi", "Server"): "ASGI app Server().app, asked by GET /predict with ?a, b, c",
    ("right_flask", "app"): 'WSGI app app, asked by POST /predict with {"features": […]}',
    (
        "right_flask_factories",
        "make_app",
    ): "WSGI app make_app(), asked by POST /classify with {width, height}",
    ("right_flask_factories", "form_app"): "POST /predict with form fields a, b",
    ("right_bare", "app"): 'POST /v1/predict with {"x": [[…], …]}',
}
RIGHT_ONES = [(file, symbol) for file, symbols in RIGHT.items() for symbol in symbols.split()]


@pytest.fixture(scope="module")
def parts() -> Mapping[str, Part]:
    """Return the parts of the pack, by name."""
    return catalogue.load([HERE.parent / "packs" / "io_pack"]).parts


def opened(parts: Mapping[str, Part], file: str, symbol: str) -> Shown:
    """Return a sample as it is shown for the part."""
    return show(parts["prediction_service"], HERE / "app" / f"{file}.py", symbol)


@pytest.mark.parametrize(("file", "symbol"), RIGHT_ONES)
def test_right_code_passes(file: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """Right code passes every required check, whatever way it is written."""
    failures = opened(parts, file, symbol).failures()
    assert {} == {name: report.message for name, report in failures.items()}


@pytest.mark.parametrize("symbol", WRONG)
def test_wrong_code_is_named(symbol: str, parts: Mapping[str, Part]) -> None:
    """Wrong code fails a required check, whose message names the mistake."""
    failures = opened(parts, "wrong", symbol).failures()
    assert WRONG[symbol] in [report.mistake for report in failures.values()]


@pytest.mark.parametrize(("file", "symbol"), DESCRIBED)
def test_the_way_of_asking_is_described(file: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """How an app wants to be asked is said."""
    assert DESCRIBED[file, symbol] in opened(parts, file, symbol).description


@pytest.mark.parametrize(
    ("symbol", "said"),
    [
        ("needs_settings", "takes arguments, so it can't make an app by itself"),
        ("unfinished", "unfinished() is a NoneType, no ASGI or WSGI app"),
        ("breaks", "FileNotFoundError: model.pkl"),
    ],
)
def test_what_is_no_app_is_told(symbol: str, said: str, parts: Mapping[str, Part]) -> None:
    """What is no app could not run, with the reason."""
    with pytest.raises(CannotRun) as refused:
        opened(parts, "wrong", symbol)
    assert said in refused.value.message


def test_the_adapter_works_when_it_is_filled_in(parts: Mapping[str, Part], tmp_path: Path) -> None:
    """The adapter that is offered answers once the dots are replaced."""
    with pytest.raises(CannotRun) as refused:
        opened(parts, "wrong", "unfinished")
    path = tmp_path / "adapter.py"
    path.write_text(refused.value.adapter.replace("...", "[sum(row) for row in features]"))
    shown = show(parts["prediction_service"], path, "prediction_service")
    assert [3.0, 7.0] == shown.ask("predict", {"inputs": [[1.0, 2.0], [3.0, 4.0]]}).tolist()


def test_an_app_without_a_form_still_answers_requests(parts: Mapping[str, Part]) -> None:
    """Where no route predicts, `predict` says which routes there are, and requests go through."""
    shown = opened(parts, "wrong", "late")
    assert {"status": 200, "json": "done"} == {
        name: value
        for name, value in shown.ask("request", {"method": "POST", "path": "/train"}).items()
        if name != "headers"
    }
    with pytest.raises(CannotRun, match="POST /train") as refused:
        shown.convention.run("predict", [], {"inputs": np.ones((2, 3))})
    assert refused.value.tried


def test_an_exception_is_an_answer_with_its_name(parts: Mapping[str, Part]) -> None:
    """An exception that the app lets through is status 500, and says what was raised."""
    for file, path, error in (
        ("right_fastapi", "/broken", "KeyError: 'no such flower'"),
        ("right_flask", "/fails", "RuntimeError: out of order"),
    ):
        answer = opened(parts, file, "app").ask("request", {"path": path})
        assert (500, error) == (answer["status"], answer["error"])


def test_what_is_no_json_is_text(parts: Mapping[str, Part]) -> None:
    """An answer that is no JSON is given as text."""
    assert "grüß dich" == opened(parts, "right_fastapi", "app").ask("request", {"path": "/plain"})["text"]
    assert "<h1>hello</h1>" == opened(parts, "right_flask", "app").ask("request", {"path": "/"})["text"]


def test_client_errors_pass_through(parts: Mapping[str, Part]) -> None:
    """A broken body and a wrong method get the answers of the app itself."""
    shown = opened(parts, "right_fastapi", "app")
    assert 422 == shown.ask("request", {"method": "POST", "path": "/predict", "body": "{broken"})["status"]
    assert 405 == shown.ask("request", {"method": "DELETE", "path": "/predict"})["status"]
    assert 404 == shown.ask("request", {"path": "/nowhere?x=1"})["status"]


def test_routes_and_schema_are_told(parts: Mapping[str, Part]) -> None:
    """The routes of an app, and its OpenAPI description where it has one."""
    fast, flask = opened(parts, "right_fastapi", "app"), opened(parts, "right_flask", "app")
    assert {"method": "POST", "path": "/predict"} in fast.ask("routes", {})
    assert {"method": "POST", "path": "/predict"} in flask.ask("routes", {})
    assert "/predict" in fast.ask("schema", {})["paths"]
    assert "/health" == fast.convention.facts["health"]
    with pytest.raises(Unavailable):
        flask.convention.run("schema", [], {})


def test_the_model_is_asked_while_the_app_is_up(parts: Mapping[str, Part]) -> None:
    """The model that an app loads when it starts up predicts by itself."""
    rows = np.eye(3)
    shown = opened(parts, "right_fastapi", "app")
    assert [1.0, 2.0, -1.0] == shown.ask("own_predictions", {"inputs": rows}).tolist()


def test_a_refused_prediction_is_an_error(parts: Mapping[str, Part]) -> None:
    """An app that refuses what it should predict for has raised an error, with its words."""
    convention = opened(parts, "right_fastapi", "bare").convention
    with pytest.raises(LearnerRaised, match="three numbers a row"):
        convention.run("predict", [], {"inputs": np.ones((1, 2))})


def test_an_app_finds_its_model_beside_its_file(parts: Mapping[str, Part]) -> None:
    """An app that reads a file by a relative path is imported where that file lies."""
    before = Path.cwd()
    shown = opened(parts, "served/main", "app")
    assert [2.0, 3.0] == shown.ask("predict", {"inputs": np.eye(2)}).tolist()
    assert before == Path.cwd()


def test_a_server_is_not_started(parts: Mapping[str, Part]) -> None:
    """A file that starts its server at import is run without that line, and else as a whole."""
    shown = opened(parts, "served/runs", "app")
    assert [2.0, 2.0] == shown.ask("predict", {"inputs": np.eye(2)}).tolist()
    assert "without the line that starts its server" in shown.description


def test_a_text_is_sent_as_such(parts: Mapping[str, Part]) -> None:
    """An app that predicts for texts is sent texts."""

    @api.app()
    def judge(texts: Given(lambda sizes, rng: ["good", "bad", "so so"])) -> Value("list"):
        return texts

    shown = show(judge.part, HERE / "app" / "right_bare.py", "sentiment")
    assert ["positive", "negative"] == shown.ask("predict", {"inputs": ["good", "bad"]})


def test_a_streamlit_page_runs_and_reacts(parts: Mapping[str, Part]) -> None:
    """A page of Streamlit is run without a browser; what is entered changes what it shows."""
    shown = opened(parts, "page", "label")
    assert [] == shown.ask("run_page", {})["exceptions"]
    assert "setosa" in shown.ask("run_page", {"values": {"Petal width": 0.5, "Predict": True}})["texts"]
