from contextlib import asynccontextmanager

import numpy as np
from fastapi import FastAPI, HTTPException, Query
from pydantic import BaseModel, conlist


class Linear:
    n_features_in_ = 3

    def predict(self, x):
        return np.asarray(x, dtype=float) @ np.array([1.0, 2.0, -1.0])


models = {}


@asynccontextmanager
async def lifespan(app):
    models["linear"] = Linear()
    yield
    models.clear()


class Rows(BaseModel):
    instances: list[conlist(float, min_length=3, max_length=3)]


class Flower(BaseModel):
    sepal_length: float
    sepal_width: float
    petal_length: float


app = FastAPI(lifespan=lifespan)


@app.get("/health")
def health():
    return {"status": "ok"}


@app.post("/predict")
def predict(body: Rows):
    return {"predictions": models["linear"].predict(body.instances).tolist()}


@app.get("/broken")
async def broken():
    raise KeyError("no such flower")


@app.get("/plain")
async def plain():
    from fastapi.responses import PlainTextResponse

    return PlainTextResponse("grüß dich")


def create_app():
    service = FastAPI()
    service.state.model = Linear()

    @service.post("/api/v1/predict")
    async def classify(flower: Flower):
        row = [flower.sepal_length, flower.sepal_width, flower.petal_length]
        return {"input": flower.model_dump(), "result": {"value": float(service.state.model.predict([row])[0])}}

    return service


bare = FastAPI()
bare_model = Linear()


@bare.post("/score")
async def score(rows: list[list[float]]):
    if any(len(row) != 3 for row in rows):
        raise HTTPException(status_code=400, detail="three numbers a row")
    return bare_model.predict(rows).tolist()


class Server:
    def __init__(self):
        self.app = FastAPI()
        self.app.add_api_route("/predict", self.predict)

    def predict(self, a: float, b: float, c: float = Query()):
        return {"y": a + 2 * b - c}
