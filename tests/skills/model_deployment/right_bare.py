"""Starlette, and plain WSGI without any framework."""

import json

from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route


def score(row):
    return row[0] - row[1] + 2 * row[2]


def checked(rows):
    if not isinstance(rows, list) or not rows:
        raise ValueError("a list of rows")
    for row in rows:
        if not isinstance(row, list) or len(row) != 3 or not all(type(v) in (int, float) for v in row):
            raise ValueError("three numbers a row")
        if any(abs(v) > 1e12 for v in row):
            raise ValueError("too large")
    return rows


async def predict(request):
    try:
        body = await request.json()
        rows = checked(body["rows"] if isinstance(body, dict) and "rows" in body else None)
    except ValueError as error:
        return JSONResponse({"error": str(error)}, status_code=422)
    return JSONResponse({"scores": [score(row) for row in rows], "n": len(rows)})


async def health(request):
    return PlainTextResponse("ok")


app = Starlette(routes=[Route("/predict", predict, methods=["POST"]), Route("/health", health)])


def wsgi(environ, start_response):
    path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
    if path == "/health":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"well"]
    if path != "/predict" or method != "POST":
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"no such page"]
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    try:
        row = checked([json.loads(body)])[0]
    except ValueError as error:
        start_response("400 Bad Request", [("Content-Type", "application/json")])
        return [json.dumps({"error": str(error)}).encode()]
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({"y": score(row)}).encode()]
