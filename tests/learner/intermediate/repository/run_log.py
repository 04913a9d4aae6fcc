"""Who needs a server? A folder for each run: what I set, and one line of JSON for each step."""
import json
import time
import uuid
from pathlib import Path


class RunLogger:
    def __init__(self, root="runs"):
        self.root = Path(root)

    def start(self, config):
        self.run_id = f"{time.strftime('%Y%m%d-%H%M%S')}-{uuid.uuid4().hex[:8]}"
        self.dir = self.root / self.run_id
        self.dir.mkdir(parents=True)
        (self.dir / "config.json").write_text(json.dumps(config))
        return self.run_id

    def log(self, metrics, step):
        with open(self.dir / "metrics.jsonl", "a") as f:
            f.write(json.dumps({"step": step, **metrics}) + "\n")

    def load(self, run_id):
        folder = self.root / run_id
        config = json.loads((folder / "config.json").read_text())
        lines = (folder / "metrics.jsonl").read_text().splitlines()
        return config, [json.loads(line) for line in lines]
