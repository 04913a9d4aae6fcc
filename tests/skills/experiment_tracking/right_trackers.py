import csv
import json
import os
import sqlite3
import time
import uuid
from pathlib import Path


class ExperimentTracker:  # start(config) -> id, log(metrics, step), finish(), load(id); lines of JSON
    def __init__(self, log_dir="runs"):
        self.log_dir = Path(log_dir)

    def start(self, config):
        self.run_id = uuid.uuid4().hex
        self.folder = self.log_dir / self.run_id
        self.folder.mkdir(parents=True)
        (self.folder / "config.json").write_text(json.dumps(config))
        return self.run_id

    def log(self, metrics, step):
        with open(self.folder / "metrics.jsonl", "a") as f:
            f.write(json.dumps({"step": step, "time": time.time(), **metrics}) + "\n")

    def finish(self):
        (self.folder / "done").touch()

    def load(self, run_id):
        folder = self.log_dir / run_id
        lines = (folder / "metrics.jsonl").read_text().splitlines()
        return {"config": json.loads((folder / "config.json").read_text()), "metrics": [json.loads(x) for x in lines]}


class MetricByMetric:  # like MLflow: log_param, log_metric(key, value, step)
    def __init__(self, path):
        self.db = sqlite3.connect(str(path) + ".db")
        self.db.execute("pragma synchronous = off")
        self.db.execute("create table if not exists m (run, key, value, step)")
        self.db.execute("create table if not exists p (run, key, value)")

    def start_run(self, run_name):
        self.run = run_name

    def log_param(self, key, value):
        self.db.execute("insert into p values (?, ?, ?)", (self.run, key, json.dumps(value)))
        self.db.commit()

    def log_metric(self, key, value, step=None):
        self.db.execute("insert into m values (?, ?, ?, ?)", (self.run, key, value, step))
        self.db.commit()

    def end_run(self):
        self.run = None

    def get_run(self, run_name):
        metrics = {}
        for key, value, step in self.db.execute("select key, value, step from m where run = ? order by step", (run_name,)):
            metrics.setdefault(key, []).append((step, value))
        params = dict(self.db.execute("select key, value from p where run = ?", (run_name,)))
        return {"params": {k: json.loads(v) for k, v in params.items()}, "metrics": metrics}


class CsvLogger:  # the run in the constructor, keyword metrics, a static load
    def __init__(self, run_dir, name, config):
        self.folder = os.path.join(run_dir, name)
        os.makedirs(self.folder, exist_ok=True)
        self.path = os.path.join(self.folder, "metrics.csv")
        with open(os.path.join(self.folder, "config.json"), "w") as f:
            json.dump(config, f)

    def log(self, step, **metrics):
        new = not os.path.exists(self.path)
        with open(self.path, "a", newline="") as f:
            writer = csv.DictWriter(f, ["step", *metrics])
            if new:
                writer.writeheader()
            writer.writerow({"step": step, **metrics})

    def load(self):
        with open(self.path) as f:
            rows = list(csv.DictReader(f))
        return json.load(open(os.path.join(self.folder, "config.json"))), rows


class Tracker:  # start gives an object for the run
    class Run:
        def __init__(self, path, config):
            self.path, self.state = path, {"config": config, "history": {}}

        def log(self, metrics):
            for key, value in metrics.items():
                self.state["history"].setdefault(key, []).append(value)
            json.dump(self.state, open(self.path, "w"))

        def finish(self):
            pass

    def __init__(self, directory):
        self.directory = directory

    def start_run(self, name, config):
        os.makedirs(self.directory, exist_ok=True)
        return self.Run(os.path.join(self.directory, name + ".json"), config)

    def load_run(self, name):
        return json.load(open(os.path.join(self.directory, name + ".json")))
