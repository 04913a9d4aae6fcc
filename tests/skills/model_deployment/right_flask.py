"""Flask: a factory, JSON that is checked by hand, and a page's form."""

import math

import numpy as np
from flask import Flask, abort, jsonify, request


class Model:
    def predict(self, x):
        return np.asarray(x, dtype=float) @ np.array([0.5, 2.0]) + 1.0


def read(payload):
    if not isinstance(payload, dict) or "features" not in payload:
        raise ValueError("send {'features': [a, b]}")
    row = payload["features"]
    if not isinstance(row, list) or len(row) != 2:
        raise ValueError("two numbers")
    if not all(isinstance(v, (int, float)) and math.isfinite(v) and abs(v) < 1e9 for v in row):
        raise ValueError("two finite numbers of sane size")
    return row


def create_app():
    app = Flask(__name__)
    model = Model()

    @app.errorhandler(400)
    def bad(error):
        return jsonify(error=str(error.description)), 400

    @app.route("/health")
    def health():
        return "OK"

    @app.route("/predict", methods=["POST"])
    def predict():
        try:
            row = read(request.get_json())
        except ValueError as error:
            abort(400, description=str(error))
        return jsonify({"prediction": float(model.predict([row])[0])})

    return app


form_app = Flask("form")
form_app.config["model"] = Model()


@form_app.get("/")
def home():
    return "<form action=/predict method=post><input name=a><input name=b></form>"


@form_app.post("/predict")
def predict_form():
    try:
        a, b = float(request.form["a"]), float(request.form["b"])
    except ValueError:
        return "a and b are numbers", 422
    if not (abs(a) < 1e9 and abs(b) < 1e9):
        return "too large", 422
    return {"result": float(form_app.config["model"].predict([[a, b]])[0])}
