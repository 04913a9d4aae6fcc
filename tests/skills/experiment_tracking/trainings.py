import json
import os

import numpy as np


def _epochs(config, lr):
    rng = np.random.default_rng(0)
    x, w = rng.normal(size=(32, 3)), np.zeros(3)
    y = x @ [1.0, 2.0, 3.0]
    for epoch in range(config["epochs"]):
        w -= lr * 2 * x.T @ (x @ w - y) / len(x)
        yield epoch, float(np.mean((x @ w - y) ** 2))


def with_mlflow(config, log_dir):
    import mlflow

    os.makedirs(log_dir, exist_ok=True)
    mlflow.set_tracking_uri(f"sqlite:///{log_dir}/mlflow.db")
    mlflow.set_experiment("line")
    with mlflow.start_run():
        mlflow.log_params(config)
        for epoch, loss in _epochs(config, config["lr"]):
            mlflow.log_metric("loss", loss, step=epoch)
        mlflow.log_metric("final_loss", loss)


def mlflow_without_steps(config, log_dir):
    import mlflow

    os.makedirs(log_dir, exist_ok=True)
    mlflow.set_tracking_uri(f"sqlite:///{log_dir}/mlflow.db")
    with mlflow.start_run():
        mlflow.log_params(config)
        for epoch, loss in _epochs(config, config["lr"]):
            mlflow.log_metric("loss", loss)


def with_tensorboard(config, log_dir):
    from torch.utils.tensorboard import SummaryWriter

    writer = SummaryWriter(log_dir)
    for epoch, loss in _epochs(config, config["lr"]):
        writer.add_scalar("train/loss", loss, epoch + 1)
    writer.add_hparams(dict(config), {"hparam/loss": loss})
    writer.close()


def tensorboard_with_a_file(epochs, lr, batch_size, log_dir="runs"):
    from torch.utils.tensorboard import SummaryWriter

    config = {"epochs": epochs, "lr": lr, "batch_size": batch_size}
    with SummaryWriter(log_dir) as writer:
        with open(os.path.join(log_dir, "config.json"), "w") as f:
            json.dump(config, f)
        for epoch, loss in _epochs(config, lr):
            writer.add_scalar("loss", loss, global_step=epoch)


def tensorboard_without_settings(config, log_dir):
    from torch.utils.tensorboard import SummaryWriter

    with SummaryWriter(log_dir) as writer:
        for epoch, loss in _epochs(config, config["lr"]):
            writer.add_scalar("loss", loss, epoch)


def tensorboard_at_the_end(config, log_dir):
    from torch.utils.tensorboard import SummaryWriter

    with SummaryWriter(log_dir) as writer:
        writer.add_text("config", json.dumps(config))
        for _, loss in _epochs(config, config["lr"]):
            pass
        writer.add_scalar("loss", loss)


def with_wandb(config, log_dir):
    import wandb

    os.makedirs(log_dir, exist_ok=True)
    run = wandb.init(project="line", mode="offline", dir=log_dir, config=dict(config))
    for epoch, loss in _epochs(config, config["lr"]):
        run.log({"epoch": epoch, "loss": loss})
    run.finish()


def wandb_without_settings(config, log_dir):
    import wandb

    os.makedirs(log_dir, exist_ok=True)
    run = wandb.init(project="line", mode="offline", dir=log_dir)
    for epoch, loss in _epochs(config, config["lr"]):
        run.log({"loss": loss})
    run.finish()
