"""Custom text project: sort texts into classes with a model that you trained from raw sentences.

Why it matters: Language is untidy, from spelling to sarcasm. A project from first file to final
score teaches which of that untidiness matters.

Next step: Let your project read its own mistakes aloud: which ten sentences does it get most wrong, and why?
"""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np

from pytest_mlchecklist.api import (
    PILES,
    Count,
    Given,
    Value,
    all_of,
    fresh_folder,
    held_out,
    project,
    skill,
)

CLASSES = ("cooking", "sport", "weather")
EACH = {"cooking": 50, "sport": 70, "weather": 50}
HELD = {"cooking": 18, "sport": 24, "weather": 18}
WORDS = {
    "cooking": "soup onion oven butter bake salt dough garlic pan recipe taste boil pepper cream stir flour",
    "sport": "goal match team coach crowd race player win ball league sprint final referee kick medal train",
    "weather": "rain cloud wind storm sunny snow frost thunder forecast fog breeze hail degrees cold humid",
}
COMMON = "the a and then today we it was very with our some more after before this again they saw"
NAMES = """
    train_text_project text_classifier_project train_text_classifier train_text_model train_on_texts
    text_classifier text_classification_project sentence_classifier train_sentence_classifier
"""


def sentence(name, rng):
    """Return a sentence with three or four words of its class among common ones."""
    own = rng.choice(WORDS[name].split(), size=rng.integers(3, 5), replace=False)
    words = rng.permutation([*own, *rng.choice(COMMON.split(), size=rng.integers(3, 7))]).tolist()
    return " ".join(words).capitalize() + str(rng.choice([".", "!", "", "..."]))


@cache
def texts_to_train_on(number):
    rng, folder = np.random.default_rng(number), fresh_folder("texts.csv with the columns text and label")
    labels = rng.permutation([name for name, count in EACH.items() for _ in range(count)]).tolist()
    write(folder, [(sentence(name, rng), name) for name in labels])
    return folder


def write(folder, rows):
    with (Path(folder) / "texts.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("text", "label"), *rows])


@cache
def texts_held_out(number):
    rng = np.random.default_rng([number, 1])
    truth = rng.permutation([name for name, count in HELD.items() for _ in range(count)]).tolist()
    return held_out([sentence(name, rng) for name in truth], truth, alike=lambda: texts_alike(number))


@cache
def texts_alike(number):
    """Return a folder with a table in which the words of each text come under all ten labels, shuffled."""
    rng, folder = np.random.default_rng([number, 2]), fresh_folder("texts.csv, the same ten under ten labels")
    words = [sentence(rng.choice(CLASSES), rng).strip(".!").lower().split() for _ in range(10)]
    rows = [(" ".join(rng.permutation(words[index % 10])), name) for index, name in enumerate(PILES)]
    rows = [rows[at] for at in rng.permutation(len(rows))]
    write(folder, rows)
    return folder, held_out(*zip(*rows, strict=True), about="these very texts")


# Whoever draws classes at random spares half of the errors of always saying "sport" with a probability
# under 1e-6: 42 of 60 would have to be right, of 20 on average.
@project(names=NAMES.split(), margin=0.5, epochs=20, alike=True)
def text_project(
    data_dir: Given(lambda _, rng: texts_to_train_on(int(rng.integers(3)))),
    inputs: Given(lambda _, rng: texts_held_out(int(rng.integers(3)))),
    seed: Count(0, 3) = 0,
) -> Value("mapping"):
    """Train on the file texts.csv in a folder, then name the class of other texts.

    The file has the columns text and label, and 170 rows, each a sentence in English. What is asked about is
    a list of texts.
    """
    with (Path(data_dir) / "texts.csv").open(newline="", encoding="utf-8") as file:
        rows = [(words_of(row["text"]), row["label"]) for row in csv.DictReader(file)]
    order = np.random.default_rng(seed).permutation(len(rows))
    kept, unseen = [rows[at] for at in order[34:]], [rows[at] for at in order[:34]]
    counts = {
        name: Counter(word for words, label in kept if label == name for word in words)
        for name in sorted({label for _, label in rows})
    }
    right = [likeliest(words, counts) == label for words, label in unseen]
    found = [likeliest(words_of(text), counts) for text in inputs]
    return {"predictions": found, "metrics": {"val_accuracy": float(np.mean(right))}}


def words_of(text):
    return [word.strip(".!").lower() for word in text.split()]


def likeliest(words, counts):
    """Return the class in which these words are likeliest, each by itself."""
    chances = {
        name: sum(np.log((seen[word] + 0.1) / (sum(seen.values()) + 10)) for word in words)
        for name, seen in counts.items()
    }
    return max(chances, key=chances.get)


@text_project.mistake("the classes are exchanged")
def other_names(data_dir, inputs, seed=0):
    came = text_project(data_dir, inputs, seed)
    return came | {"predictions": [CLASSES[CLASSES.index(name) - 1] for name in came["predictions"]]}


skill(needs=all_of(text_project))
