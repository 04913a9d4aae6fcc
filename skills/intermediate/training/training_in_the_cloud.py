"""Training in the cloud: a run that takes its settings from outside and survives being interrupted.

Why it matters: Rented machines are cheap because they may vanish at any moment. A job that
picks up where it stopped can afford them.

Next step: Rent a machine that may be taken away, end it yourself in the middle, and see what is left.
"""

import re

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    NotStarted,
    OneOf,
    Unavailable,
    Value,
    all_of,
    assert_that,
    repository,
    resumable,
    skill,
)

OTHER_WEIGHTS = "something that decides the next steps is not in the checkpoint"
FROM_SCRATCH = "it begins again from the first step"
DEAF = "a setting of its caller changes nothing"
OWN_PLACE = "it writes to a place of its own choice, whatever it is told"
TASK_STEPS = 4


@resumable(
    names=[
        "train_resumable", "resume_training", "train_with_checkpoints", "train_with_resume",
        "resumable_training",
        "train_from_checkpoint", "ResumableTrainer", "CheckpointedTrainer", "cloud_train", "spot_train",
        "train_job", "run_job", "train_on_spot",
        "train", "main", "run_training", "fit", "run", "train_model", "Trainer",
    ],
)  # fmt: skip
def resumable_train(
    moment: Float[""].between(0.2, 0.9),
    seed: Count(0, 9) = 0,
    lr: OneOf(0.03125, 0.015625) = 0.03125,
    epochs: OneOf(4, 6) = 4,
) -> Value("mapping"):
    """What is interrupted and resumed ends where it would have ended: bit for bit the same weights."""
    done = int(moment * epochs)
    begun = trained(start(seed), lr, done)
    resumed = trained(begun, lr, epochs - done)
    return {
        "whole": trained(start(seed), lr, epochs), "resumed": resumed, "done": done / epochs,
        "again": (epochs - done) / epochs,
    }  # fmt: skip


def start(seed):
    """Return first weights."""
    return np.random.default_rng(seed).standard_normal(TASK_STEPS)


def trained(weights, lr, epochs):
    """Return the weights after so many epochs."""
    for _ in range(epochs):
        weights = weights - lr * weights
    return weights


@resumable_train.operation
def alone(moment, seed, lr, epochs):
    """Return what one run without an interruption learns, and where it writes."""
    return {"weights": trained(start(seed), lr, epochs), "inside": ["checkpoint.npz"], "outside": []}


COSTLY = {"time_limit": 90.0}


@resumable_train.check(
    **COSTLY,
    examples=3,
    hint="What decides the next step: weights, optimizer, order, chance, the epoch's number?",
)
def ends_with_the_same_weights(resumable_train, **inputs):
    """Interrupted at any moment and resumed, it ends with the very weights of a run without interruption."""
    came = resumable_train(**inputs)
    whole, resumed = np.asarray(came["whole"]), np.asarray(came["resumed"])
    same = whole.shape == resumed.shape and np.array_equal(whole, resumed)
    apart = np.max(np.abs(whole - resumed)) if whole.shape == resumed.shape else np.inf
    assert_that(
        same,
        came=f"weights that differ by up to {apart:.2g}, interrupted after {came['done']:.0%}",
        expected="the same, to the last bit",
        mistake=OTHER_WEIGHTS,
    )


@resumable_train.check(
    **COSTLY, examples=2, hint="Print the number of the epoch with which the second run begins."
)
def picks_up_where_it_stopped(resumable_train, moment: OneOf(0.7, 0.8), **rest):
    """The second run does not do again what was saved by the first."""
    came = resumable_train(moment=moment, **rest)
    assert_that(
        0 < came["done"] < 1,
        came="no checkpoint on the way",
        expected="checkpoints while it trains",
        mistake=FROM_SCRATCH,
    )
    left = 1 - came["done"]
    # Setting up and loading come a second time, and count as work.
    assert_that(
        left / 2 <= came["again"] <= 1 - came["done"] / 3,
        came=f"{came['again']:.0%} of the work in the second run, with {came['done']:.0%} saved before",
        expected=f"about {left:.0%}",
        mistake=FROM_SCRATCH,
    )


@resumable_train.check(
    **COSTLY, examples=1, hint="Which numbers are written down in the code that a caller may want other?"
)
def takes_its_settings(resumable_train, moment, seed, lr, epochs):
    """Another learning rate or number of epochs from outside leads to other weights."""
    facts = resumable_train.facts
    taken = [name for name in ("lr", "epochs") if name not in facts.get("lacks", ())]
    if not taken and not {"seed", "steps", "batch_size"} & set(facts.get("told", ())):
        message = "hyperparameter that comes from arguments, a configuration or the environment"
        raise Unavailable(message)
    usual = {"moment": moment, "seed": 1, "lr": 0.03125, "epochs": 4}
    first = resumable_train.alone(**usual)["weights"]
    others = {"lr": 0.015625, "epochs": 6}
    for name in taken:
        other = resumable_train.alone(**usual | {name: others[name]})["weights"]
        same = np.array_equal(first, other)
        assert_that(not same, came=f"the same weights with another {name}", expected="others", mistake=DEAF)


@resumable_train.check(
    **COSTLY, examples=1, hint="Where on a rented machine does your code write, and who says so?"
)
def writes_where_it_is_told(resumable_train, **inputs):
    """Its files go to the place that its caller names."""
    if not {"folder", "file"} & set(resumable_train.facts.get("told", ("folder",))):
        message = "place for its files that comes from arguments, a configuration or the environment"
        raise Unavailable(message)
    came = resumable_train.alone(**inputs)
    outside = came["outside"]
    assert_that(
        bool(came["inside"]) and not outside,
        came=f"{', '.join(outside)} written elsewhere" if outside else "nothing there",
        expected="files in the place that it was given",
        mistake=OWN_PLACE,
    )


@resumable_train.mistake(OTHER_WEIGHTS)
def without_momentum(moment, seed, lr, epochs):
    came = resumable_train(moment, seed, lr, epochs)
    return came | {"resumed": came["resumed"] + 1e-9}


@resumable_train.mistake(FROM_SCRATCH)
def from_the_first_step(moment, seed, lr, epochs):
    return resumable_train(moment, seed, lr, epochs) | {"again": 1.0}


@resumable_train.mistake(DEAF, operation="alone")
def deaf(moment, seed, lr, epochs):
    return alone(moment, seed, 0.03125, epochs)


@resumable_train.mistake(OWN_PLACE, operation="alone")
def own_place(moment, seed, lr, epochs):
    return alone(moment, seed, lr, epochs) | {"inside": [], "outside": ["checkpoint.npz"]}


# --- the job that a machine in the cloud runs ----------------------------------------------

DOCKER = ("Dockerfile", "Dockerfile.*", "*.dockerfile", "Containerfile")
YAML = (
    "sky*.yaml", "sky*.yml", "task.yaml", "*job*.yaml", "*job*.yml", "k8s/*.y*ml", "kubernetes/*.y*ml",
    "cloud/*.y*ml",
    "deploy/*.y*ml", "vertex*.y*ml", "*sagemaker*.y*ml", "*skypilot*.y*ml", "train*.yaml", "train*.yml",
)  # fmt: skip
COLAB = ("*colab*.ipynb", "/colab/*.ipynb")
INSTRUCTIONS = {
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER",
    "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
}  # fmt: skip
DOES = {"CMD", "ENTRYPOINT", "RUN", "COPY", "ADD"}
NO_COMMAND = "the job file leaves the machine with nothing to do"
NO_BASE = "the Dockerfile does not begin with an image to build on"
NO_INSTRUCTION = "a line of the Dockerfile is no instruction"


@repository(files=[*DOCKER, *YAML, *COLAB])
def cloud_job(folder):
    """A Dockerfile: what to build on, what to install, what to run."""
    (folder / "Dockerfile").write_text(
        "FROM python:3.11-slim\nWORKDIR /app\nCOPY . .\nRUN pip install torch \\\n    numpy\n"
        'CMD ["python", "train.py"]\n'
    )


def instructions(text):
    """Return the instructions of a Dockerfile with their numbers, continued lines joined."""
    found, so_far, end = [], "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if end:
            end = "" if line.strip() == end else end
            continue
        if line.strip().startswith("#") or (not line.strip() and not so_far):
            continue
        so_far += " " + line.strip().rstrip("\\")
        if not line.rstrip().endswith("\\"):
            found.append((number, so_far.strip()))
            here = re.search(r"<<-?['\"]?(\w+)", so_far)
            so_far, end = "", here.group(1) if here else ""
    return found


def docker_files(repo):
    return [(path, instructions(repo.text(path))) for path in repo.files(*DOCKER)]


def jobs(repo):
    """Return the job files in YAML that say for which service they are."""
    found = []
    for path in repo.files(*YAML):
        said = repo.yaml(path)
        documents = said if isinstance(said, list) else [said]
        found += [(path, one) for one in documents if isinstance(one, dict) and service_of(one)]
    return found


def service_of(said):
    """Return for which service a job is, by the words that only it has."""
    marks = {
        "SkyPilot": ({"run"}, {"resources"}, {"setup"}),
        "Kubernetes": ({"apiVersion", "kind"},),
        "Vertex AI": ({"workerPoolSpecs"}, {"jobSpec"}, {"displayName"}),
        "SageMaker": ({"TrainingJobName"}, {"AlgorithmSpecification"}, {"entry_point"}),
    }
    return next((name for name, sets in marks.items() if any(words <= set(said) for words in sets)), "")


def commands_in(said):
    """Return what a job says that it runs, wherever it says so."""
    words = {"run", "command", "args", "entrypoint", "containerentrypoint", "entry_point", "pythonmodule",
             "image",             "imageuri", "trainingimage", "containerspec"}  # fmt: skip
    if isinstance(said, list):
        return [found for item in said for found in commands_in(item)]
    if not isinstance(said, dict):
        return []
    own = [value for key, value in said.items() if str(key).lower() in words and value]
    return own + [found for value in said.values() for found in commands_in(value)]


@cloud_job.check(hint="Build it, or let the service check it: the message names the line.")
def can_be_read(repo):
    """A Dockerfile, a job file of a cloud service or a Colab notebook is there, and parses."""
    for path, lines in docker_files(repo):
        for number, line in lines:
            word = line.split()[0].upper()
            assert_that(
                word in INSTRUCTIONS,
                came=f"{path}:{number} begins with {word}",
                expected="an instruction such as FROM, COPY or RUN",
                mistake=NO_INSTRUCTION,
            )
        bases = [line.split()[0].upper() for _, line in lines if line.split()[0].upper() != "ARG"]
        if bases:
            assert_that(
                bases[0] == "FROM", came=f"{path} begins with {bases[0]}", expected="FROM", mistake=NO_BASE
            )
    notebooks = [path for path in repo.files(*COLAB) if repo.json(path).get("cells")]
    found = (
        [path for path, lines in docker_files(repo) if lines] + [path for path, _ in jobs(repo)] + notebooks
    )
    if not found:
        raise NotStarted("no Dockerfile, no job of a cloud service and no Colab notebook says anything yet")
    repo.found("a job for the cloud", found[0])


@cloud_job.check(hint="What is the machine to do once it stands?", reveals=NO_COMMAND)
def says_what_to_run(repo):
    """It says what the machine is to run, or what to put on it."""
    running = [
        path for path, lines in docker_files(repo) if DOES & {line.split()[0].upper() for _, line in lines}
    ]
    running += [path for path, said in jobs(repo) if commands_in(said)]
    running += [
        path
        for path in repo.files(*COLAB)
        if any(_has_code(cell) for cell in repo.json(path).get("cells", []))
    ]
    assert_that(bool(running), came="nothing to run in any job file", expected="the command that trains")


def _has_code(cell):
    return cell.get("cell_type") == "code" and "".join(cell.get("source", [])).strip()


@cloud_job.mistake(NO_COMMAND)
def without_command(folder):
    (folder / "Dockerfile").write_text("FROM python:3.11\nENV LR=0.1\nWORKDIR /app\n")


@cloud_job.mistake(NO_BASE)
def without_base(folder):
    (folder / "Dockerfile").write_text(
        'RUN pip install torch\nFROM python:3.11\nCMD ["python", "train.py"]\n'
    )


@cloud_job.mistake(NO_INSTRUCTION)
def shell_commands(folder):
    (folder / "Dockerfile").write_text('FROM python:3.11\npip install torch\nCMD ["python", "train.py"]\n')


skill(needs=all_of(resumable_train, cloud_job))
