"""Apps: a trained model behind requests.

Understood are ASGI apps (FastAPI, Starlette, any function of scope, receive and send), WSGI apps
(Flask, any function of environ and start_response), functions and classes without required
arguments that make one (`create_app()`), objects that keep one in `.app`, and pages of
Streamlit. No socket is opened: requests are handed to the app in this process, in the folder of
its file where it needs that to find its model. A body is JSON under any name, a bare list, a
name for each number, a query or a form's fields, for one example or for many; it is found from
the app's OpenAPI description, the names in the learner's own function, and trials.

Operations: `predict(inputs)` and `call`, the same (an array of predictions, or a list of
labels); `body(inputs)` (the requests that ask for these, to be spoilt and sent by `request`);
`own_predictions(inputs)` (what the model behind the app says of them while the app answers); `request(method,
path, json | body | form, headers, query)` gives {"status", "headers", "json" or "text", and
"error" for an exception that the app let through}; `together(requests)` (the answers to
requests that are sent at once); `routes` ([{"method", "path"}]); `schema` (OpenAPI);
`run_page(values)` (Streamlit: {"exceptions", "texts", "widgets"}).
Facts: 'server', 'form', 'many' (one request holds many examples), 'features' (numbers in an
example), 'texts' (an example is a text), 'predict' (its path) and 'health' (its path, or None).
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..apps.forms import WIDEST, Form, forms_for
from ..apps.found import App, NoApp, find_app
from ..apps.listening import listening, said_of
from ..apps.messages import Request
from ..apps.pages import PageConvention, is_page
from ..apps.predictions import as_predictions, models_of, predictions_in, width_of
from ..apps.routes import health_path, predict_routes, routes_of, says_predict, schema_of
from ..apps.surroundings import at_home, homes, quietly
from ..attempts import MOST_ATTEMPTS, could_not_call, first_words
from ..refusal import CannotRun, LearnerRaised, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..loading import Loaded
    from ..shapes import Signature

GOOD = 300
TEXTS = ["a lovely day", "an awful film", "it rains"]
"""What a service for texts is asked where the contract speaks of numbers."""
_ADAPTER = '''\
class {name}:
    """A WSGI app: hand each request on to your own code."""

    def __call__(self, environ, start_response):
        import json

        size = int(environ.get("CONTENT_LENGTH") or 0)
        features = json.loads(environ["wsgi.input"].read(size))["features"]
        predictions = ...  # call your own code here: one prediction for each row
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps({{"predictions": predictions}}).encode()]


{part} = {name}()
'''


@dataclass
class AppConvention:
    """How an app is asked.

    Attributes:
        app: The app.
        loaded: What was shown for it.
        home: The folder in which it finds its files, '' for any.
        routes: What it answers to.
        form: How it wants to be asked for predictions, where that was found.
        tried: Which forms it refused.
        width: How many numbers an example has, 0 for texts.
    """

    app: App
    loaded: Loaded
    home: str
    routes: list[dict[str, str]]
    form: Form | None = None
    tried: list[str] = field(default_factory=list)
    width: int = 0

    @property
    def description(self) -> str:
        """The convention in words."""
        asked = f"asked by {self.form.text}" if self.form else "no form of its predictions was found"
        details = (f"{self.app.server} app {self.app.text}", asked, self.loaded.how)
        return "called as " + ", ".join(filter(None, details))

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        return {
            "server": self.app.server,
            "form": self.form.way if self.form else None,
            "many": bool(self.form and self.form.many),
            "features": self.width or None,
            "texts": bool(self.form and not self.width),
            "predict": self.form.path if self.form else None,
            "health": health_path(self.routes),
        }

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        methods: dict[str, Callable[..., Any]] = {
            "call": self._predict,
            "predict": self._predict,
            "body": self._body,
            "own_predictions": self._own_predictions,
            "request": lambda **plain: self._ask([plain])[0],
            "together": lambda requests, **_: self._ask(requests),
            "routes": lambda **_: routes_of(self.app),
            "schema": lambda **_: schema_of(self.app),
        }
        if operation not in methods:
            raise Unavailable(operation)
        with at_home(self.home):
            return methods[operation](**kwargs)

    def _ask(self, requests: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return self.app.ask([Request.of(plain) for plain in requests])

    def _body(self, inputs: Sequence[Any], **_: Any) -> list[dict[str, Any]]:
        if self.form is None:
            where = ", ".join(f"{route['method']} {route['path']}" for route in self.routes) or "no route"
            message = f"none of its routes ({where}) answers with a prediction for what we sent"
            raise CannotRun(message, self.tried[:MOST_ATTEMPTS])
        return self.form.requests(inputs)

    def _predict(self, inputs: Sequence[Any], **_: Any) -> Any:
        requests = self._body(inputs)
        count = len(inputs) if self.form and self.form.many else 0
        predictions = [one for plain in requests for one in self._answered(plain, count)]
        return as_predictions(predictions)

    def _answered(self, plain: Mapping[str, Any], count: int) -> list[Any]:
        answer = self._ask([plain])[0]
        found = predictions_in(answer.get("json"), count) if answer["status"] < GOOD else None
        if found is None:
            raise LearnerRaised(f"HTTP {answer['status']}", told(answer))
        return found

    def _own_predictions(self, inputs: Sequence[Any], **_: Any) -> Any:
        kinds = self.app.during(lambda: {type(one) for one in models_of(self.app, self.loaded.namespace)})
        with listening(kinds) as heard:
            for plain in self._body(inputs):  # one after the other: what is heard has no other order
                self._ask([plain])
        said = said_of(heard, len(inputs))
        if said is None:
            raise Unavailable("own_predictions")
        return as_predictions([one.tolist() if isinstance(one, np.generic) else one for one in said])

    def find_form(self, example: Any) -> None:
        """Find how the app is asked for a prediction: one that gives as many as were asked for."""
        schema: dict[str, Any] = {}
        with contextlib.suppress(Exception):
            schema = schema_of(self.app)
        for width in (*self._widths(example), 0):
            examples = examples_of(example, width)
            for route in predict_routes(self.routes):
                for form in forms_for(self.app, route, schema=schema, width=width, source=self.loaded.source):
                    if self._fits(form, examples):
                        self.form = form if schema else self._trimmed(form)
                        self.width = len(self.form.names) if self.form.is_named else width
                        return

    def _trimmed(self, form: Form) -> Form:
        """Return a form without the names that the app does not ask for: it was guessed from more."""
        for name in form.names if form.is_named else ():
            shorter = replace(form, names=tuple(one for one in form.names if one != name))
            if shorter.names and self._fits(shorter, examples_of([()], len(shorter.names))):
                form = shorter
        return form

    def _widths(self, example: Any) -> Iterator[int]:
        if isinstance(example[0], str):
            yield 0
            return
        models = self.app.during(lambda: list(models_of(self.app, self.loaded.namespace)))
        wanted = [*filter(None, map(width_of, models))] or [np.size(example[0]), *range(1, WIDEST)]
        yield from dict.fromkeys(wanted)

    def _fits(self, form: Form, examples: Sequence[Any]) -> bool:
        answer = self._ask(form.requests(examples)[:1])[0]
        said = answer.get("json")
        is_word = isinstance(said, str) and not says_predict(form.path)  # such as "done"
        if (
            answer["status"] < GOOD
            and not is_word
            and predictions_in(said, len(examples) if form.many else 0)
        ):
            return True
        words = f"{form.text}: {told(answer)}"
        if words not in self.tried:
            self.tried.append(words)
        return False


def open_convention(loaded: Loaded, signature: Signature) -> AppConvention | PageConvention:
    """Return how the app is asked.

    Raises:
        CannotRun: The object is no app, or it does not start up.
    """
    path, tried = str(loaded.namespace.get("__file__", "")), []
    for home in dict.fromkeys(("", *homes(path))):
        try:
            with at_home(home), quietly():
                return _opened(loaded, signature, home)
        except NoApp as error:
            if is_page(loaded.source):
                return PageConvention(path)
            tried.append(f"as an app: {error}")
            break
        except Exception as error:  # noqa: BLE001 - in another folder it may find its model
            if is_page(loaded.source):  # it is called only by Streamlit, and fails there too
                return PageConvention(path)
            tried.append(f"in {home or 'an empty folder'}: {first_words(error)}")
    adapter = _ADAPTER.format(name="".join(signature.part.title().split("_")), part=signature.part)
    raise could_not_call(loaded.name, tried, otherwise="it is no app", adapter=adapter)


def _opened(loaded: Loaded, signature: Signature, home: str) -> AppConvention:
    app = find_app(loaded)
    app.ask([])  # starts up and shuts down
    routes: list[dict[str, str]] = []
    with contextlib.suppress(Unavailable):
        routes = routes_of(app)
    convention = AppConvention(app, loaded, home, routes or [{"method": "POST", "path": "/predict"}])
    inputs = signature.probe()
    convention.find_form(next(iter(inputs.values()), np.ones((3, 4))))
    return convention


def examples_of(example: Any, width: int) -> list[Any]:
    """Return three examples, of so many numbers each, or the texts of the contract's own example."""
    if not width:
        texts = [*example] if isinstance(example[0], str) else TEXTS
        return [*texts, *texts, *texts][:3]
    return [[0.5 + (row + column) % 3 for column in range(width)] for row in range(3)]


def told(answer: Mapping[str, Any]) -> str:
    """Return an answer in a few words."""
    said = str(answer.get("error") or answer.get("json", answer.get("text", "")))
    return " ".join(f"{answer['status']} {said}".split())[:120]
