"""uvicorn app.main:app"""
import json
from pathlib import Path

import numpy as np
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict

MODEL = json.loads((Path(__file__).parent / "leaf_model.json").read_text())

app = FastAPI(title="Leaf area")


class Leaf(BaseModel):
    model_config = ConfigDict(allow_inf_nan=False)
    length: float
    width: float
    stalk: float


def predict_area(rows):
    return np.asarray(rows, dtype=float) @ np.array(MODEL["weights"]) + MODEL["bias"]


@app.get("/health")
def health():
    return {"status": "ok"}


@app.post("/predict")
def predict(leaves: list[Leaf]):
    if not leaves:
        raise HTTPException(422, "at least one leaf, please")
    areas = predict_area([[leaf.length, leaf.width, leaf.stalk] for leaf in leaves])
    if not np.isfinite(areas).all():
        raise HTTPException(422, "these numbers are too large")
    return {"predictions": areas.tolist()}
