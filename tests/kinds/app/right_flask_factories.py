from flask import Flask, request


def make_app():
    served = Flask("served")

    @served.post("/classify")
    def classify():
        data = request.get_json(silent=True) or {}
        try:
            width, height = float(data["width"]), float(data["height"])
        except (KeyError, TypeError, AttributeError, ValueError):
            return {"error": "send width and height"}, 422
        return {"label": "big" if width + height > 3 else "small"}

    return served


form_app = Flask("form")


@form_app.post("/predict")
def from_form():
    try:
        return str(float(request.form["a"])) and {"result": float(request.form["a"]) - float(request.form["b"])}
    except KeyError as missing:
        return f"no {missing}", 400
