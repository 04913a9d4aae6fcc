import json

from flask import Flask, request

app = Flask(__name__)
with open("weights.json") as file:
    weights = json.load(file)


@app.post("/predict")
def predict():
    rows = request.get_json()["inputs"]
    return [sum(w * v for w, v in zip(weights, row, strict=True)) for row in rows]
