from flask import Flask

app = Flask(__name__)
factors = []


@app.post("/predict")
def predict():
    from flask import request

    return {"predictions": [sum(row) * factors[0] for row in request.get_json()["inputs"]]}


factors.append(2)
app.run(port=80)
