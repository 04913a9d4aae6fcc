import csv
import json
import os


def _rows(log_dir, rows):
    with open(os.path.join(log_dir, "metrics.csv"), "w", newline="") as f:
        writer = csv.writer(f)
        writer.writerow(["epoch", "loss"])
        writer.writerows(rows)


def without_settings(config, log_dir):
    os.makedirs(log_dir, exist_ok=True)
    w, rows = 0.0, []
    for epoch in range(config["epochs"]):
        w -= config["lr"] * (w - 3)
        rows.append([epoch, (w - 3) ** 2])
    _rows(log_dir, rows)


def some_settings(config, log_dir):
    os.makedirs(log_dir, exist_ok=True)
    json.dump({"lr": config["lr"]}, open(os.path.join(log_dir, "config.json"), "w"))
    w, rows = 0.0, []
    for epoch in range(config["epochs"]):
        w -= config["lr"] * (w - 3) / config["batch_size"]
        rows.append([epoch, (w - 3) ** 2])
    _rows(log_dir, rows)


def only_the_last(config, log_dir):
    os.makedirs(log_dir, exist_ok=True)
    json.dump(config, open(os.path.join(log_dir, "config.json"), "w"))
    w = 0.0
    for epoch in range(config["epochs"]):
        w -= config["lr"] * (w - 3)
        _rows(log_dir, [[epoch, (w - 3) ** 2]])


def at_one_step(config, log_dir):
    os.makedirs(log_dir, exist_ok=True)
    json.dump(config, open(os.path.join(log_dir, "config.json"), "w"))
    w, rows = 0.0, []
    for epoch in range(config["epochs"]):
        w -= config["lr"] * (w - 3)
        rows.append([0, (w - 3) ** 2])
    _rows(log_dir, rows)


def prints(config, log_dir):
    os.makedirs(log_dir, exist_ok=True)
    json.dump(config, open(os.path.join(log_dir, "config.json"), "w"))
    w = 0.0
    for epoch in range(config["epochs"]):
        w -= config["lr"] * (w - 3)
        print(epoch, (w - 3) ** 2)
