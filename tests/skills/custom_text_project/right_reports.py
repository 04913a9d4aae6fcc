"""The same training, whose metric goes to the log, to files, or into an object of torch's."""

import csv
import json
import logging
from pathlib import Path

import torch
from right_functions import predict_project as answers, train_project as training

logger = logging.getLogger(__name__)


class Logs:
    def fit(self, data_dir, seed=0):
        self.model, metrics = training(data_dir, seed)
        logger.info("finished: accuracy %.3f", metrics["accuracy"])

    def predict(self, texts):
        return answers(self.model, texts)


class SetsUpItsLog(Logs):
    def fit(self, data_dir, seed=0):
        logging.basicConfig(level=logging.INFO, format="%(message)s", force=True)
        self.model, metrics = training(data_dir, seed)
        logging.info("validation accuracy: %.1f%%", 100 * metrics["accuracy"])


class WritesJson(Logs):
    def fit(self, data_dir, seed=0):
        self.model, metrics = training(data_dir, seed)
        Path("results").mkdir(exist_ok=True)
        Path("results/metrics.json").write_text(json.dumps({"test": {"valAccuracy": metrics["accuracy"]}}))


class WritesATable(Logs):
    def fit(self, data_dir, seed=0):
        self.model, metrics = training(data_dir, seed)
        with open("history.csv", "w", newline="") as f:
            writer = csv.DictWriter(f, ["epoch", "val_acc"])
            writer.writeheader()
            writer.writerow({"epoch": 1, "val_acc": 0.1})
            writer.writerow({"epoch": 2, "val_acc": metrics["accuracy"]})


class ListsItsMetrics(Logs):
    def fit(self, data_dir, seed=0):
        self.model, metrics = training(data_dir, seed)
        with open("report.csv", "w", newline="") as f:
            csv.writer(f).writerows([("metric", "value"), ("accuracy", metrics["accuracy"]), ("n", 34)])


def train_with_torch(data_dir, seed=0):
    model, metrics = training(data_dir, seed)
    return model, {"test/accuracy": torch.tensor(metrics["accuracy"])}


def predict(model, texts):
    return answers(model, texts)


def train_and_judge_what_was_learnt(data_dir, seed=0):
    """The metric is that of the texts that it was trained on, and it says so."""
    model, _ = training(data_dir, seed)
    with open(f"{data_dir}/texts.csv", encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    found = answers(model, [row["text"] for row in rows])
    return model, {"train_accuracy": sum(a == row["label"] for a, row in zip(found, rows)) / len(rows)}
