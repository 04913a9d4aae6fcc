import csv
import json
import os


def train_and_log(config, log_dir):  # a file for the settings, a table for the curve
    os.makedirs(log_dir, exist_ok=True)
    with open(os.path.join(log_dir, "config.json"), "w") as f:
        json.dump(config, f)
    w = 0.0
    with open(os.path.join(log_dir, "metrics.csv"), "w", newline="") as f:
        writer = csv.DictWriter(f, ["epoch", "loss", "val_loss"])
        writer.writeheader()
        for epoch in range(1, config["epochs"] + 1):
            w -= config["lr"] * 2 * (w - 3)
            writer.writerow({"epoch": epoch, "loss": (w - 3) ** 2, "val_loss": (w - 2.9) ** 2})


def tensors(learning_rate, num_epochs, batch_size, out_dir):  # settings one by one
    os.makedirs(out_dir, exist_ok=True)
    settings = {"learning_rate": learning_rate, "num_epochs": num_epochs, "batch_size": batch_size}
    with open(os.path.join(out_dir, "run.json"), "w") as f:
        json.dump(settings, f, indent=2)
    w = 0.0
    with open(os.path.join(out_dir, "log.tsv"), "w") as f:
        f.write("step\tloss\n")
        for step in range(num_epochs):
            w -= learning_rate * (w - 3)
            f.write(f"{step}\t{(w - 3) ** 2}\n")
