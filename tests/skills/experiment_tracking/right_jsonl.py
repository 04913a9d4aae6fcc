import json
from pathlib import Path


def run_experiment(cfg, run_dir):
    run_dir = Path(run_dir)
    run_dir.mkdir(parents=True, exist_ok=True)
    with open(run_dir / "log.jsonl", "w") as f:
        f.write(json.dumps({"config": dict(cfg)}) + "\n")
        w, lr = 0.0, cfg.learning_rate
        for epoch in range(cfg.n_epochs):
            w -= lr * (w - cfg.hidden_size)
            f.write(json.dumps({"epoch": epoch, "train/loss": (w - 3) ** 2}) + "\n")
        f.write(json.dumps({"epoch": epoch, "final": w}) + "\n")
