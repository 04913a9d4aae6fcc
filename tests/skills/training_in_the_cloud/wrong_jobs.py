def no_command(folder):
    (folder / "Dockerfile").write_text("FROM python:3.11\nWORKDIR /app\n")


def no_from(folder):
    (folder / "Dockerfile").write_text('WORKDIR /app\nCMD ["python", "train.py"]\n')


def shell(folder):
    (folder / "Dockerfile").write_text("FROM python:3.11\ncd app\nCMD python train.py\n")


def nothing_to_run(folder):
    (folder / "sky.yaml").write_text("resources:\n  accelerators: A100:1\nsetup: pip install torch\n")
