"""FastAPI: a batch with a model of scikit-learn, single examples by named fields, and texts."""

from contextlib import asynccontextmanager

import numpy as np
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field, field_validator
from sklearn.linear_model import LinearRegression, LogisticRegression

rng = np.random.default_rng(0)
X = rng.normal(size=(60, 4))
y = X @ np.array([1.0, -2.0, 0.5, 3.0]) + 1
model = LinearRegression().fit(X, y)


class Batch(BaseModel):
    instances: list[list[float]] = Field(min_length=1, max_length=1000)

    @field_validator("instances")
    @classmethod
    def four_numbers(cls, rows):
        for row in rows:
            if len(row) != 4:
                raise ValueError("four numbers a row, please")
            if any(abs(value) > 1e6 for value in row):
                raise ValueError("numbers must lie between -1e6 and 1e6")
        return rows


class Answer(BaseModel):
    predictions: list[float]


app = FastAPI(title="Prices")


@app.get("/health")
def health():
    return {"status": "ok", "model": type(model).__name__}


@app.post("/predict")
def predict(batch: Batch) -> Answer:
    return Answer(predictions=model.predict(np.array(batch.instances)).tolist())


class Iris(BaseModel):
    sepal_length: float = Field(gt=-100, lt=100)
    sepal_width: float = Field(gt=-100, lt=100)
    petal_length: float = Field(gt=-100, lt=100)
    petal_width: float = Field(gt=-100, lt=100)


def create_app():
    state = {}

    @asynccontextmanager
    async def lifespan(app):
        state["clf"] = LogisticRegression().fit(X, np.where(y > 1, "setosa", "virginica"))
        yield

    service = FastAPI(lifespan=lifespan)

    @service.get("/")
    async def root():
        return {"message": "ready"}

    @service.post("/api/predict")
    async def classify(iris: Iris):
        row = [[iris.sepal_length, iris.sepal_width, iris.petal_length, iris.petal_width]]
        return {"species": str(state["clf"].predict(row)[0]), "probability": float(state["clf"].predict_proba(row).max())}

    return service


class Review(BaseModel):
    text: str = Field(min_length=1, max_length=5000)


sentiment = FastAPI()


@sentiment.get("/healthz")
def alive():
    return "alive"


@sentiment.post("/sentiment")
def judge(review: Review):
    good = sum(word in review.text for word in ("lovely", "best", "good"))
    return {"label": "positive" if good else "negative"}


any_width = FastAPI()


@any_width.get("/ping")
def ping():
    return {"ping": "pong"}


@any_width.post("/predict")
async def mean(rows: list[list[float]]):
    if not rows or any(not row for row in rows):
        raise HTTPException(400, "no numbers")
    return [sum(value / len(row) for value in row) for row in rows]
