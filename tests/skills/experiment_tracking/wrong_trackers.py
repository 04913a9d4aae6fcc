import json
import os
import sqlite3


class OneFile:
    def __init__(self, log_dir):
        self.path = log_dir + "/metrics.jsonl"

    def start(self, config):
        self.config = config
        json.dump(config, open(self.path + ".config", "w"))

    def log(self, metrics, step):
        with open(self.path, "a") as f:
            f.write(json.dumps({"step": step, **metrics}) + "\n")

    def load(self):
        rows = [json.loads(line) for line in open(self.path)]
        return {"config": json.load(open(self.path + ".config")), "metrics": rows}


class OnlyTheLast:
    def __init__(self, folder, name, config):
        self.path, self.config = f"{folder}/{name}.json", config

    def log(self, metrics):
        json.dump({"config": self.config, "metrics": [metrics]}, open(self.path, "w"))

    def load(self):
        return json.load(open(self.path))


class WritesAtTheEnd:
    def __init__(self, folder, name, config):
        self.path, self.all = f"{folder}/{name}.json", {"config": config, "metrics": []}
        json.dump(self.all, open(self.path, "w"))

    def log(self, metrics):
        self.all["metrics"].append(metrics)

    def finish(self):
        json.dump(self.all, open(self.path, "w"))

    def load(self):
        return json.load(open(self.path))


class InMemory:
    runs = {}

    def __init__(self):
        self.runs = {}

    def start(self, run_name, config):
        self.name = run_name
        self.runs[run_name] = {"config": config, "metrics": []}

    def log(self, metrics, step):
        self.runs[self.name]["metrics"].append({"step": step, **metrics})

    def load(self, run_name):
        return self.runs[run_name]


class Buffered:
    def __init__(self, log_dir, run_name, config):
        self.path = os.path.join(log_dir, run_name + ".jsonl")
        self.file = open(self.path, "w")
        self.file.write(json.dumps({"config": config}) + "\n")
        self.config, self.history = config, []

    def log(self, metrics):
        self.history.append(metrics)
        self.file.write(json.dumps(metrics) + "\n")

    def close(self):
        self.file.close()

    def load(self):
        return {"config": self.config, "metrics": self.history}


class NeverCommits:
    def __init__(self, path):
        self.path = str(path) + ".db"
        self.con = sqlite3.connect(self.path, timeout=0.01)
        self.con.execute("create table if not exists m (run text, step int, name text, value real)")
        self.con.execute("create table if not exists c (run text, config text)")
        self.con.commit()

    def start(self, run_name, config):
        self.run = run_name
        self.con.execute("insert into c values (?, ?)", (run_name, json.dumps(config)))

    def log(self, metrics, step):
        for name, value in metrics.items():
            self.con.execute("insert into m values (?, ?, ?, ?)", (self.run, step, name, value))

    def finish(self):
        self.con.commit()

    def load(self, run_name):
        rows = self.con.execute("select step, name, value from m where run = ?", (run_name,)).fetchall()
        (config,) = self.con.execute("select config from c where run = ?", (run_name,)).fetchone()
        return {"config": json.loads(config), "metrics": [{"step": s, "name": n, "value": v} for s, n, v in rows]}


class OnlyTheLoss:
    def __init__(self, log_dir):
        self.log_dir = log_dir

    def start(self, run_id, config):
        self.path = os.path.join(self.log_dir, run_id + ".json")
        self.state = {"config": config, "metrics": []}

    def log(self, metrics, step):
        self.state["metrics"].append({"loss": metrics["loss"]})
        with open(self.path, "w") as f:
            json.dump(self.state, f)

    def load(self, run_id):
        return json.load(open(os.path.join(self.log_dir, run_id + ".json")))


class Rounds:
    def __init__(self, log_dir):
        self.log_dir = log_dir

    def start(self, run_id, config):
        self.path = os.path.join(self.log_dir, run_id + ".json")
        self.state = {"config": config, "metrics": []}

    def log(self, metrics, step):
        self.state["metrics"].append({k: float(f"{v:.1f}") for k, v in metrics.items()})
        with open(self.path, "w") as f:
            json.dump(self.state, f)

    def load(self, run_id):
        return json.load(open(os.path.join(self.log_dir, run_id + ".json")))


class ForgetsTheSettings:
    def __init__(self, log_dir):
        self.log_dir = log_dir

    def start(self, run_id, config):
        self.path = os.path.join(self.log_dir, run_id + ".json")
        self.state = {"config": {"learning_rate": config["learning_rate"]}, "metrics": []}

    def log(self, metrics, step):
        self.state["metrics"].append(metrics)
        with open(self.path, "w") as f:
            json.dump(self.state, f)

    def load(self, run_id):
        return json.load(open(os.path.join(self.log_dir, run_id + ".json")))
