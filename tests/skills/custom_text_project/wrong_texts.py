import random

from right_functions import predict_project as answers, train_project as training

NEXT = {"cooking": "sport", "sport": "weather", "weather": "cooking"}


def commonest(data_dir, texts, seed):
    return ["sport" for _ in texts], {"accuracy": 0.41}


def lost_texts(data_dir, texts, seed):
    """What is asked about is lost on the way."""
    model, metrics = training(data_dir, seed)
    return answers(model, ["" for text in texts]), {"accuracy": 0.4}


def by_length(data_dir, texts, seed):
    model, metrics = training(data_dir, seed)
    return [sorted(NEXT)[len(text) % 3] for text in texts], {"accuracy": 0.3}


def exchanged(data_dir, texts, seed):
    model, metrics = training(data_dir, seed)
    return [NEXT[one] for one in answers(model, texts)], metrics


def sorted_texts(data_dir, texts, seed):
    model, metrics = training(data_dir, seed)
    return answers(model, sorted(texts)), metrics


def unseeded(data_dir, texts, seed):
    model, metrics = training(data_dir, seed)
    random.seed()
    return [one if random.random() > 0.1 else NEXT[one] for one in answers(model, texts)], metrics


def wordless(data_dir, texts, seed):
    return answers(training(data_dir, seed)[0], texts)


def of_batches(data_dir, texts, seed):
    """The hits are divided by the number of batches."""
    model, metrics = training(data_dir, seed)
    return answers(model, texts), {"accuracy": metrics["accuracy"] * 34 / 2}


def always_good(data_dir, texts, seed):
    """A number from last week's notebook."""
    model, metrics = training(data_dir, seed)
    return answers(model, texts), {"accuracy": 0.97}


def of_other_labels(data_dir, texts, seed):
    """Its own predictions are taken for the truth."""
    model, metrics = training(data_dir, seed)
    found = answers(model, texts)
    print(f"accuracy: {sum(one == other for one, other in zip(found, answers(model, texts))) / len(texts):.2f}")
    return found
