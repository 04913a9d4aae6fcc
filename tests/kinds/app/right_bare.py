import json

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route


async def predict(request: Request):
    try:
        rows = [[float(value) for value in row] for row in (await request.json())["x"]]
    except (ValueError, KeyError, TypeError):
        return JSONResponse({"error": "x: rows of numbers"}, 400)
    return JSONResponse({"y": [sum(row) for row in rows]})


app = Starlette(routes=[Mount("/v1", routes=[Route("/predict", predict, methods=["POST"])])])


async def asgi(scope, receive, send):
    assert scope["type"] == "http"
    body = (await receive())["body"]
    try:
        status, answer = 200, [sum(map(float, row)) for row in json.loads(body)["data"]]
    except (ValueError, KeyError, TypeError):
        status, answer = 400, "data: rows of numbers"
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": json.dumps(answer).encode()})


def wsgi(environ, start_response):
    try:
        rows = json.loads(environ["wsgi.input"].read())["data"]
        status, answer = "200 OK", [sum(map(float, row)) for row in rows]
    except (ValueError, KeyError, TypeError):
        status, answer = "400 Bad Request", "data: rows of numbers"
    start_response(status, [("Content-Type", "application/json")])
    return [json.dumps(answer).encode()]


async def sentiment(scope, receive, send):
    text = json.loads((await receive())["body"])["text"]
    label = "positive" if "good" in text else "negative"
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps({"label": label}).encode()})
