"""Naive Bayes by hand, from the file."""

import csv
import math
import os
import random
import re
from collections import Counter, defaultdict


def tokenize(text):
    return re.findall(r"[a-z]+", text.lower())


def train_project(data_dir, seed):
    with open(os.path.join(data_dir, "texts.csv"), encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    random.seed(seed)
    random.shuffle(rows)
    split = int(len(rows) * 0.8)
    counts, totals, prior = defaultdict(Counter), Counter(), Counter()
    for row in rows[:split]:
        prior[row["label"]] += 1
        for token in tokenize(row["text"]):
            counts[row["label"]][token] += 1
            totals[row["label"]] += 1
    vocab = {t for c in counts.values() for t in c}
    model = {"counts": counts, "totals": totals, "prior": prior, "vocab": vocab}
    predictions = predict_project(model, [r["text"] for r in rows[split:]])
    acc = sum(p == r["label"] for p, r in zip(predictions, rows[split:])) / len(predictions)
    return model, {"accuracy": acc}


def predict_project(model, inputs):
    out = []
    for text in inputs:
        scores = {}
        for label in model["prior"]:
            score = math.log(model["prior"][label])
            for token in tokenize(text):
                if token in model["vocab"]:
                    score += math.log(
                        (model["counts"][label][token] + 1) / (model["totals"][label] + len(model["vocab"]))
                    )
            scores[label] = score
        out.append(max(scores, key=scores.get))
    return out
