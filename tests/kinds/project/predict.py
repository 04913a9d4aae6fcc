import json
from pathlib import Path

from right_projects import feature, read


def predict(model_dir, inputs):
    classes, means = json.loads((Path(model_dir) / "model.json").read_text())
    found = []
    for path in inputs:
        values = [abs(mean - feature(read(path))) for mean in means]
        found.append((classes[values.index(min(values))], 0.9))
    return found
