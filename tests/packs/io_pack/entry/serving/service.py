"""Services: a model that answers requests.

Why it matters: a model that nobody can ask is of no use.
"""

import numpy as np

from pytest_mlchecklist.api import Float, Unavailable, all_of, app, assert_close, assert_that, skill

WIDTH = 3


def rows_for(service, inputs):
    """Return examples with as many numbers as the model wants."""
    width = service.facts.get("features") or WIDTH
    return np.resize(np.asarray(inputs, dtype=float).round(2), (len(inputs), width))


@app(names=["app", "application", "api", "create_app"])
def prediction_service(inputs: Float["n d"].between(0, 3)) -> Float["n"]:
    """The sum of each row."""
    return np.asarray(inputs).sum(axis=1)


@prediction_service.operation
def predict(inputs):
    return prediction_service(inputs)


@prediction_service.operation
def own_predictions(inputs):
    return prediction_service(inputs)


@prediction_service.operation
def body(inputs):
    return [{"method": "POST", "path": "/predict", "json": {"features": np.asarray(inputs).tolist()}}]


@prediction_service.operation
def request(method="POST", path="/predict", **rest):
    try:
        return {
            "status": 200,
            "json": prediction_service(np.array(rest["json"]["features"], dtype=float)).tolist(),
        }
    except (TypeError, ValueError, KeyError):
        return {"status": 422, "json": "features are rows of numbers"}


@prediction_service.operation
def together(requests):
    return [request(**one) for one in requests]


@prediction_service.check(
    hint="Compare with model.predict.", examples=5, reveals="it answers with something else"
)
def answers_like_its_model(service, inputs):
    """It answers what its own model predicts."""
    rows = rows_for(service, inputs)
    try:
        own = service.own_predictions(rows)
    except Unavailable:
        service.note("we did not find its model")
        return
    assert_close(np.asarray(service.predict(rows), dtype=float), own, scale=100, relative=1e-3)


@prediction_service.check(
    hint="Scale with what was learnt in training.", examples=5, reveals="the answers depend on the company"
)
def answers_each_example_by_itself(service, inputs):
    """One example gets the same answer alone and among others."""
    rows = rows_for(service, np.vstack([inputs, inputs + 1]))
    alone = [service.predict(rows[at : at + 1])[0] for at in range(len(rows))]
    came = service.predict(rows)
    assert_that(list(came) == alone, came=f"{list(came)}", expected=f"{alone}, as alone")


@prediction_service.check(
    hint="Check the input and answer 422.", examples=3, reveals="bad input is an error of the server"
)
def refuses_what_it_cannot_read(service, inputs):
    """Text instead of numbers, and an empty object, are refused with a status from 400 to 499."""
    asked = service.body(rows_for(service, inputs))[0]
    held = next(name for name in ("json", "query", "form") if name in asked)
    for spoilt in ({}, "nonsense"):
        status = service.request(**asked | {held: spoilt})["status"]
        assert_that(400 <= status < 500, came=f"status {status}", expected="400 to 499")


@prediction_service.check(hint="Keep nothing of a request in a global variable.", examples=3)
def keeps_requests_apart(service, inputs):
    """Requests that come at once get each its own answer."""
    rows = rows_for(service, np.vstack([inputs, inputs + 1, inputs + 2]))
    asked = [service.body(rows[at : at + 1])[0] for at in range(len(rows))]
    alone = [service.request(**one).get("json") for one in asked]
    came = [answer.get("json") for answer in service.together(requests=asked)]
    assert_that(
        came == alone, came=f"{came}", expected=f"{alone}", mistake="requests that come at once are mixed up"
    )


@prediction_service.mistake("it answers with something else", operation="predict")
def other(inputs):
    return prediction_service(inputs) + 1


@prediction_service.mistake("the answers depend on the company", operation="predict")
def scaled(inputs):
    return prediction_service(inputs) / np.max(np.abs(inputs) + 1)


@prediction_service.mistake("bad input is an error of the server", operation="request")
def careless(method="POST", path="/predict", **rest):
    answer = request(method, path, **rest)
    return answer if answer["status"] == 200 else {"status": 500, "text": ""}


@prediction_service.mistake("requests that come at once are mixed up", operation="together")
def mixed(requests):
    return [request(**requests[-1]) for _ in requests]


skill(needs=all_of(prediction_service))
