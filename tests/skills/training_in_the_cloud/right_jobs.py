import json


def dockerfile(folder):
    (folder / "Dockerfile").write_text(
        "# syntax=docker/dockerfile:1\nARG BASE=python:3.11\nFROM ${BASE} AS build\nRUN apt-get update && \\\n"
        "    apt-get install -y git\nCOPY --chown=1000 . /app\nENTRYPOINT python train.py\n"
    )


def skypilot(folder):
    (folder / "sky.yaml").write_text(
        "resources:\n  accelerators: A100:1\n  use_spot: true\nsetup: pip install -r requirements.txt\n"
        "run: |\n  python train.py --epochs 10\n"
    )


def kubernetes(folder):
    (folder / "k8s").mkdir()
    (folder / "k8s" / "train.yaml").write_text(
        "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: train\nspec:\n  template:\n    spec:\n"
        "      containers:\n      - name: train\n        image: me/train:1\n        command: [python, train.py]\n"
    )


def vertex(folder):
    (folder / "vertex_job.yaml").write_text(
        "workerPoolSpecs:\n- machineSpec:\n    machineType: n1-standard-4\n  replicaCount: 1\n  containerSpec:\n"
        "    imageUri: gcr.io/me/train\n"
    )


def colab(folder):
    cells = [{"cell_type": "code", "source": ["!python train.py"], "metadata": {}, "outputs": []}]
    (folder / "train_colab.ipynb").write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}))
