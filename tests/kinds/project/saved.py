import json

from right_projects import feature, fitted, read, train_and_save as train_and_keep


def train(data_dir, seed=0):
    train_and_keep(data_dir)


def classify(path):
    with open("tones.json") as file:
        classes, means = json.load(file)
    values = [abs(mean - feature(read(path))) for mean in means]
    return {"label": classes[values.index(min(values))], "score": -min(values)}
