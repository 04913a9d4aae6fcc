"""Model deployment: put a model behind a web address, where strangers may send it anything.

Why it matters: Only then is it useful to someone other than you. Out there inputs are empty,
huge or plain wrong, and a good service says so kindly.

Next step: Let a friend try to break it for ten minutes, and read what your log says of each attempt.
"""

import itertools

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Unavailable,
    Value,
    any_of,
    assert_close,
    assert_that,
    kind,
    shown,
    skill,
)

service = kind("app")
WIDTH = 3
WORDS = ("a lovely day, and the best soup of all", "an awful film", "it rains", "win a free prize now")
GOOD = 200
BAD = 400
USUAL = ("/health", "/healthz", "/ping", "/status", "/")
BROKEN = 500
HUGE = (1e308, -1e308, 0.0)

ANOTHER = "it answers with something else than its model says"
COMPANY = "the answer to an example depends on those that are sent with it"
SERVER_ERROR = "input that it can't read is an error of the server"
ANSWERED = "input that it can't read is answered all the same"
WORDLESS = "a refusal says nothing"
OVERFLOW = "huge numbers are an error of the server"
EMPTY = "no example at all is an error of the server"
NO_HEALTH = "there is no route that tells whether it is well"
MIXED = "requests that come at once are mixed up"


def examples(app, inputs):
    """Return examples as the model wants them: so many numbers each, or texts."""
    if app.facts.get("texts"):
        return [WORDS[int(value) % len(WORDS)] for value in np.asarray(inputs)[:, 0]]
    width = app.facts.get("features") or WIDTH
    return np.resize(np.asarray(inputs, dtype=float).round(2), (len(inputs), width))


def held_in(asked):
    """Return where a request holds what is asked: 'json', 'query' or 'form'."""
    return next(name for name in ("json", "query", "form") if name in asked)


def replaced(value, new):
    """Return a body with each number of it, and each text, replaced."""
    if isinstance(value, dict):
        return {name: replaced(one, new) for name, one in value.items()}
    return [replaced(one, new) for one in value] if isinstance(value, list) else new


@service(names=["app", "application", "api", "create_app", "make_app", "build_app", "get_app", "server"])
def app(inputs: Float["n d"].between(0, 3)) -> Float["n"]:
    """A web service (FastAPI, Starlette, Flask …) that answers what its model says; here, the sum."""
    return np.asarray(inputs).sum(axis=1)


@app.outline
def app_outline():
    """Return a web app, of FastAPI, Starlette or Flask, that answers /predict and /health."""


@app.operation
def predict(inputs):
    return np.array([one for asked in body(inputs) for one in request(**asked)["json"]], dtype=float)


@app.operation
def own_predictions(inputs):
    return app(inputs)


@app.operation
def body(inputs):
    return [{"method": "POST", "path": "/predict", "json": {"features": np.asarray(inputs).tolist()}}]


@app.operation
def request(method="GET", path="/predict", **rest):
    if path == "/health":
        return {"status": 200, "json": {"status": "ok"}}
    if path != "/predict":
        return {"status": 404, "json": "not found"}
    try:
        rows = np.array(rest["json"]["features"], dtype=float)
        with np.errstate(over="raise"):
            return {"status": 200, "json": rows.sum(axis=-1).tolist()}
    except FloatingPointError:
        return {"status": 422, "json": "the numbers are too large"}
    except (TypeError, ValueError, KeyError):
        return {"status": 422, "json": "features are rows of numbers"}


@app.operation
def together(requests):
    return [request(**one) for one in requests]


@app.check(
    hint="Send one example by hand, and print what the model says of it meanwhile.",
    examples=1,
    reveals=ANOTHER,
)
def answers_like_its_model(app):
    """It answers what the model behind it predicts, in whatever unit or words."""
    asked = examples(app, np.random.default_rng(0).uniform(0, 3, size=(8, 40)).round(2))
    came = list(app.predict(asked))
    try:
        own = list(app.own_predictions(asked))
    except Unavailable:
        app.note("its model was not heard, so its answers were compared with nothing")
        return
    said = f"{shown(came[:3])} … where its model said {shown(own[:3])} …"
    assert_that(follows(came, own), came=said, expected="its model's own predictions")


def follows(came, own):
    """Whether answers are the predictions, rise or fall with them, or depend on nothing else."""
    if all(isinstance(one, (int, float, np.number)) for one in (*came, *own)):
        steps = np.diff(np.asarray(came, dtype=float)[np.argsort(own, kind="stable")])
        room = 1e-6 * max(1.0, float(np.max(np.abs(came))))
        return bool(np.all(steps >= -room) or np.all(steps <= room))
    if all(isinstance(one, (int, float, np.number)) for one in own):
        names = [str(came[at]) for at in np.argsort(own, kind="stable")]
        borders = sum(one != other for one, other in itertools.pairwise(names))
        return borders < max(len(set(names)), 1)
    meaning = {}
    keys = [int(np.argmax(one)) if np.size(one) > 1 else str(one) for one in own]
    return all(meaning.setdefault(key, str(one)) == str(one) for key, one in zip(keys, came, strict=True))


@app.check(
    hint="What is needed of the data is learnt in training: does the service compute it anew?",
    examples=4,
    reveals=COMPANY,
)
def answers_each_example_by_itself(app, inputs):
    """One example gets the same answer alone and among others."""
    asked = examples(app, np.vstack([inputs, inputs + 1]))
    alone = [app.predict(asked[at : at + 1])[0] for at in range(len(asked))]
    came = app.predict(asked)
    numbers = np.asarray(came).dtype.kind in "biuf"
    if numbers:
        assert_close(np.asarray(came, dtype=float), np.asarray(alone, dtype=float), scale=100, relative=1e-4)
        return
    assert_that(list(came) == alone, came=f"{list(came)}", expected=f"{alone}, as alone")


@app.check(
    hint="Look at the input before the model does, and answer with a status from 400 to 499.", examples=1
)
def refuses_what_it_cannot_read(app, inputs):
    """Malformed and missing input is refused with a status from 400 to 499, and with words."""
    asked = app.body(examples(app, inputs))[0]
    for what, bad in unreadable(app, asked):
        answer = app.request(**bad)
        status, said = answer["status"], answer.get("json") or answer.get("text")
        mistake = SERVER_ERROR if status >= BROKEN else ANSWERED
        told = f"status {status} for {what}" + (f": {answer['error']}" if answer.get("error") else "")
        assert_that(BAD <= status < BROKEN, came=told, expected="a status from 400 to 499", mistake=mistake)
        assert_that(
            bool(said), came=f"nothing but {status} for {what}", expected="words too", mistake=WORDLESS
        )


def unreadable(app, asked):
    """Yield requests that nobody could answer, each with what it is."""
    held = held_in(asked)
    if must_be_given(app, asked):
        yield "an empty request", asked | {held: {}}
    if not app.facts.get("texts"):
        yield "words in place of numbers", asked | {held: replaced(asked[held], "many")}
    if held == "json":
        yield "a bare word", asked | {"json": "nonsense"}
        yield "null", asked | {"json": None}
        headers = {"content-type": "application/json"}
        yield (
            "broken JSON",
            {"method": asked["method"], "path": asked["path"], "body": "{", "headers": headers},
        )


def must_be_given(app, asked):
    """Whether its description leaves nothing open, such as a number that has a default."""
    try:
        described = app.schema()
    except Unavailable:
        return True
    operation = described.get("paths", {}).get(asked["path"], {}).get(asked["method"].lower(), {})
    if operation.get("parameters"):
        return any(one.get("required") for one in operation["parameters"])
    contents = list(operation.get("requestBody", {}).get("content", {}).values())
    name = str(contents[0].get("schema", {}).get("$ref", "")).rpartition("/")[2] if contents else ""
    return not name or bool(described["components"]["schemas"].get(name, {}).get("required"))


@app.check(hint="Try the largest number that there is, and no example at all.", examples=1, reveals=OVERFLOW)
def survives_extreme_input(app, inputs):
    """Huge numbers, an endless text and too few numbers are answered or refused, and never break it."""
    asked = app.body(examples(app, inputs))[0]
    held = held_in(asked)
    extremes = ("", "x" * 100_000) if app.facts.get("texts") else HUGE
    for extreme in extremes:
        what = shown(extreme) if len(str(extreme)) < WIDTH * 10 else "a text of 100000 letters"
        assert_unbroken(app, asked | {held: replaced(asked[held], extreme)}, what, OVERFLOW)
    for few in without_the_last(asked[held]):
        assert_unbroken(app, asked | {held: few}, f"{shown(few)}", SERVER_ERROR)
    for none in emptied(asked[held]):
        assert_unbroken(app, asked | {held: none}, "an empty list", EMPTY)


def without_the_last(value):
    """Yield what is asked with a number less in each of its rows, and in the last one alone."""
    if isinstance(value, dict) and len(value) == 1:
        (name,) = value
        yield from ({name: few} for few in without_the_last(value[name]))
    if isinstance(value, list):
        yield [one[:-1] if isinstance(one, list) else one for one in value]
        yield [*value[:-1], *(one[:-1] if isinstance(one, list) else one for one in value[-1:])]


def emptied(value):
    """Yield what is asked with nothing in its list."""
    if isinstance(value, dict) and len(value) == 1:
        yield from ({name: none} for name, one in value.items() for none in emptied(one))
    if isinstance(value, list):
        yield []


def assert_unbroken(app, asked, what, mistake):
    answer = app.request(**asked)
    told = f"status {answer['status']} for {what}: {answer.get('error', '')}"
    intact = GOOD <= answer["status"] < BROKEN
    assert_that(intact, came=told, expected="a status below 500", mistake=mistake)


@app.check(hint="Add a route that needs no input: whoever runs the service asks it now and then.", examples=1)
def tells_that_it_is_well(app):
    """A health route, such as /health, answers with status 200."""
    found = app.facts.get("health")
    tried = {path: app.request(method="GET", path=path)["status"] for path in ([found] if found else USUAL)}
    came = ", ".join(f"status {status} of {path}" for path, status in tried.items())
    well = any(GOOD <= status < BAD for status in tried.values())
    assert_that(well, came=came, expected="200 of one of them", mistake=NO_HEALTH)


@app.check(
    hint="What does a request leave behind in a global variable, while others come?",
    examples=3,
    reveals=MIXED,
)
def keeps_requests_apart(app, inputs):
    """Requests that come at once get each its own answer."""
    asked = examples(app, np.vstack([inputs, inputs + 1, inputs + 2]))
    requests = [app.body(asked[at : at + 1])[0] for at in range(len(asked))]
    singly = [app.request(**one) for one in requests]
    refused = [one["status"] for one in singly if not GOOD <= one["status"] < BAD]
    assert_that(not refused, came=f"status {refused[:1]} for a good example", expected="status 200")
    alone = [answered(one) for one in singly]
    came = [answered(one) for one in app.together(requests=requests)]
    differ = [at for at, pair in enumerate(zip(came, alone, strict=True)) if pair[0] != pair[1]]
    at = differ[0] if differ else 0
    assert_that(not differ, came=f"{came[at]} in company", expected=f"{alone[at]}, as alone", mistake=MIXED)


UNLIKE = {"time", "timestamp", "id", "request_id", "latency", "latency_ms", "elapsed", "duration", "uuid"}


def answered(answer):
    """Return what an answer says, without what differs from one request to the next."""
    said = answer.get("json", answer.get("text"))
    return {name: one for name, one in said.items() if name not in UNLIKE} if isinstance(said, dict) else said


@app.check(
    hint="Compare an answer with what your description at /docs says of it.",
    severity="remark",
    examples=1,
    time_limit=60,
)
def keeps_to_its_description(app, inputs):
    """What it answers to generated requests is as its OpenAPI description says."""
    described = app.schema()
    try:
        import schemathesis
    except ImportError:
        app.note("its OpenAPI description was not put to the test: pip install schemathesis")
        return
    path = app.body(examples(app, inputs))[0]["path"]
    for found in schemathesis.openapi.from_dict(described).get_all_operations():
        if found.ok().path == path:
            for case in generated(found.ok(), 20):
                assert_described(app, case)


def generated(operation, count):
    """Return requests that its description allows, the same ones every time."""
    import hypothesis

    found = []
    checked = hypothesis.settings(
        max_examples=count,
        database=None,
        deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )

    def keep(case):
        found.append(case)

    hypothesis.seed(0)(checked(hypothesis.given(operation.as_strategy())(keep)))()
    return found


def assert_described(app, case):
    """Fail where a generated request breaks the service, or gets what its description does not promise."""
    from schemathesis.core.failures import FailureGroup

    asked = {"method": case.method, "path": case.path, "query": dict(case.query or {})}
    answer = app.request(**asked, **({"json": case.body} if isinstance(case.body, (dict, list)) else {}))
    told = f"status {answer['status']} for {shown(case.body)}: {answer.get('error', '')}"
    assert_that(answer["status"] < BROKEN, came=told, expected="a status below 500")
    try:
        case.validate_response(as_received(answer, case), checks=[fits_its_schema()])
    except FailureGroup as failures:
        said = " ".join(str(failures.exceptions[0]).split("\n\n")[:2])
        assert_that(False, came=f"{said}, for {shown(case.body)}", expected="what its description says")  # noqa: FBT003


def fits_its_schema():
    from schemathesis.specs.openapi.checks import response_schema_conformance

    return response_schema_conformance


def as_received(answer, case):
    """Return an answer as schemathesis reads it."""
    import json

    import requests
    from schemathesis.core.transport import Response

    sent = requests.Request(case.method, f"http://service{case.path}").prepare()
    content = json.dumps(answer["json"]) if "json" in answer else answer.get("text", "")
    headers = {name: [value] for name, value in answer["headers"].items()}
    return Response(answer["status"], headers, content.encode(), sent, elapsed=0.0, verify=False)


@app.mistake(ANOTHER, operation="predict")
def backwards(inputs):
    return app(inputs)[::-1]


@app.mistake(COMPANY, operation="predict")
def scaled_anew(inputs):
    return app(np.asarray(inputs) - np.mean(inputs))


def refusing(method="GET", path="/predict", *, status=422, said="features are rows of numbers", **rest):
    answer = request(method, path, **rest)
    return answer if answer["status"] < BAD else {"status": status, "json": said}


@app.mistake(SERVER_ERROR, operation="request")
def careless(method="GET", path="/predict", **rest):
    answer = request(method, path, **rest)
    return {"status": 500, "text": ""} if "rows of" in str(answer["json"]) else answer


@app.mistake(ANSWERED, operation="request")
def answers_all(method="GET", path="/predict", **rest):
    return refusing(method, path, status=200, said=[0.0], **rest)


@app.mistake(WORDLESS, operation="request")
def silent(method="GET", path="/predict", **rest):
    return refusing(method, path, said="", **rest)


@app.mistake(OVERFLOW, operation="request")
def overflows(method="GET", path="/predict", **rest):
    answer = request(method, path, **rest)
    return {"status": 500, "text": ""} if "large" in str(answer["json"]) else answer


@app.mistake(EMPTY, operation="request")
def needs_one(method="GET", path="/predict", **rest):
    rows = rest.get("json")
    empty = isinstance(rows, dict) and rows.get("features") == []
    return {"status": 500, "text": ""} if empty else request(method, path, **rest)


@app.mistake(NO_HEALTH, operation="request")
def only_predicts(method="GET", path="/predict", **rest):
    return request(method, path, **rest) if path == "/predict" else {"status": 404, "json": "not found"}


@app.mistake(MIXED, operation="together")
def of_the_last(requests):
    return [request(**requests[-1]) for _ in requests]


BREAKS = "the page breaks as soon as it opens"
DEAF = "nothing that is entered changes what the page shows"
BLANK = "there is nothing to enter"
CHOKES = "something that may be entered breaks the page"
FIRST = [{"kind": "number_input", "label": "width", "value": 1.0, "others": [2.0, 0.0]}]


@service(names=["streamlit_app", "streamlit_main", "render_page", "streamlit_dashboard"])
def page() -> Value("mapping"):
    """A page of Streamlit that shows what a model says of what is entered.

    A manifest names it by any function of its file, or by the name that Streamlit has in it: app.py:st.
    """
    return {}


@page.outline
def page_outline():
    """Draw the page with Streamlit: inputs, and what the model says of them."""


@page.operation
def run_page(values=None):
    width = (values or {}).get("width", 1.0)
    return {"exceptions": [], "texts": [f"area: {width * width:.6g}"], "widgets": FIRST}


@page.check(
    hint="Open it, and read the first line of the red box.", examples=1, time_limit=90, reveals=BREAKS
)
def opens(page):
    """The page runs without an exception."""
    broken = page.run_page()["exceptions"]
    assert_that(not broken, came=f"{broken[:1]}", expected="no exception")


@page.check(
    hint="What does the page show after something else is entered, and the button is pressed?",
    examples=1,
    time_limit=90,
)
def reacts_to_what_is_entered(page):
    """Another input changes what the page shows."""
    first = page.run_page()
    if first["exceptions"]:
        return  # that has a check of its own
    buttons = pressed(first)
    assert_that(bool(entries(first)), came="no widget but buttons", expected="one or more", mistake=BLANK)
    before = page.run_page(values=buttons)["texts"] if buttons else first["texts"]
    changed = any(page.run_page(values=buttons | entry)["texts"] != before for entry in entries(first))
    came = f"the same after every change: {shown(before)}"
    assert_that(changed, came=came, expected="something else", mistake=DEAF)


def pressed(came):
    """Return what presses every button."""
    return {one["label"]: True for one in came["widgets"] if one["kind"] == "button"}


def entries(came):
    """Return other values for the widgets of a page: one of them for each entry, and then all at once."""
    widgets = [one for one in came["widgets"] if one["kind"] != "button" and one["others"]][:6]
    single = [{one["label"]: value} for one in widgets for value in one["others"][:2]]
    return single + ([{one["label"]: one["others"][0] for one in widgets}] if len(widgets) > 1 else [])


@page.check(hint="Enter the least and the greatest value that each field takes.", examples=1, time_limit=90)
def bears_what_may_be_entered(page):
    """Whatever its own fields let through, the page shows no exception."""
    first = page.run_page()
    for entry in () if first["exceptions"] else entries(first):
        broken = page.run_page(values=pressed(first) | entry)["exceptions"]
        assert_that(not broken, came=f"{broken[:1]} for {shown(entry)}", expected="an answer", mistake=CHOKES)


@page.mistake(BREAKS, operation="run_page")
def breaks(values=None):
    return run_page(values) | {"exceptions": ["FileNotFoundError: model.pkl"], "texts": []}


@page.mistake(DEAF, operation="run_page")
def deaf(values=None):
    return run_page()


@page.mistake(BLANK, operation="run_page")
def blank(values=None):
    return run_page(values) | {"widgets": []}


@page.mistake(CHOKES, operation="run_page")
def chokes(values=None):
    came = run_page(values)
    return came | {"exceptions": ["ZeroDivisionError"]} if "area: 0" in came["texts"] else came


skill(needs=any_of(1, app, page))
