import json


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


class NeverLoads:
    def log(self, metrics):
        self.last = metrics
