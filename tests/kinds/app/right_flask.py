import numpy as np
from flask import Flask, abort, jsonify, request

app = Flask(__name__)


class Model:
    def predict(self, x):
        x = np.asarray(x, dtype=float)
        if x.ndim != 2 or x.shape[1] != 4:
            raise ValueError(f"X has {x.shape} features, but Model is expecting 4")
        return x.sum(axis=1)


model = Model()


@app.route("/")
def index():
    return "<h1>hello</h1>"


@app.route("/predict", methods=["POST"])
def predict():
    data = request.get_json(silent=True)
    if not isinstance(data, dict) or "features" not in data:
        abort(400, "send features")
    return jsonify({"prediction": float(model.predict([data["features"]])[0])})


@app.route("/fails")
def fails():
    raise RuntimeError("out of order")
