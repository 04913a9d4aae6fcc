import asyncio

import numpy as np
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from flask import Flask, jsonify
from flask import request as asked
from pydantic import BaseModel, conlist


class Model:
    n_features_in_ = 3

    def predict(self, x):
        return np.asarray(x, dtype=float) @ np.array([1.0, 2.0, -1.0])


model = Model()


class Row(BaseModel):
    features: list[conlist(float, min_length=3, max_length=3)]


def service(predicting, *, health=True):
    app = FastAPI()

    if health:

        @app.get("/health")
        def health():
            return {"status": "ok"}

    app.post("/predict")(predicting)
    return app


def sane(rows):
    if not rows or np.abs(rows).max() > 1e9:
        raise HTTPException(422, "between one and many rows of sane numbers")
    return np.array(rows)


def unlike_the_model(body: Row):
    x = sane(body.features)
    return {"predictions": np.sin(7 * model.predict(x)).tolist()}


def standardised_anew(body: Row):
    x = sane(body.features)
    return {"predictions": model.predict(x - x.mean(axis=0)).tolist()}


async def trusting(request: Request):
    rows = (await request.json())["features"]
    return {"predictions": model.predict(rows).tolist()}


async def swallowing(request: Request):
    try:
        rows = (await request.json())["features"]
        return {"predictions": model.predict(sane(rows)).tolist()}
    except Exception:
        return {"predictions": [0.0], "error": "something went wrong"}


async def wordless(request: Request):
    try:
        rows = sane((await request.json())["features"])
        return {"predictions": model.predict(rows).tolist()}
    except Exception:
        return JSONResponse(None, status_code=400)


def large(body: Row):
    if not body.features:
        raise HTTPException(422, "no rows")
    return {"predictions": model.predict(np.array(body.features)).tolist()}


def empty(body: Row):
    if body.features and np.abs(body.features).max() > 1e9:
        raise HTTPException(422, "too large")
    return {"predictions": model.predict(np.vstack([np.array(row) for row in body.features])).tolist()}


def good(body: Row):
    return {"predictions": model.predict(sane(body.features)).tolist()}


last = {}


async def global_state(body: Row):
    last["x"] = sane(body.features)
    await asyncio.sleep(0.01)
    return {"predictions": model.predict(last["x"]).tolist()}


another, company, careless = service(unlike_the_model), service(standardised_anew), service(trusting)
answers_all, silent, overflow = service(swallowing), service(wordless), service(large)
none_given, without_health, mixed = service(empty), service(good, health=False), service(global_state)

flask_app = Flask("careless")


@flask_app.get("/health")
def well():
    return "ok"


@flask_app.post("/predict")
def predict():
    data = asked.json
    return jsonify(prediction=float(model.predict([data["features"]])[0]))
