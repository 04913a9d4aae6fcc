"""Sort the messages to the club: python projects/messages.py --data inbox --predict new.txt"""
import argparse
import csv
import math
import random
import re
from collections import Counter, defaultdict
from pathlib import Path


def words(text):
    return re.findall(r"[a-z']+", text.lower())


class NaiveBayes:
    def fit(self, texts, labels):
        self.counts = defaultdict(Counter)
        self.labels = Counter(labels)
        for text, label in zip(texts, labels):
            self.counts[label].update(words(text))
        self.vocabulary = {w for c in self.counts.values() for w in c}
        return self

    def log_score(self, text, label):
        total = sum(self.counts[label].values()) + len(self.vocabulary)
        score = math.log(self.labels[label] / sum(self.labels.values()))
        return score + sum(math.log((self.counts[label][w] + 1) / total) for w in words(text))

    def predict(self, texts):
        return [max(self.labels, key=lambda label: self.log_score(t, label)) for t in texts]


def train_text_classifier(data_dir, seed=0):
    with open(Path(data_dir) / "texts.csv", encoding="utf-8", newline="") as f:
        rows = [(row["text"], row["label"]) for row in csv.DictReader(f)]
    random.Random(seed).shuffle(rows)
    held_out, train = rows[: len(rows) // 5], rows[len(rows) // 5 :]
    model = NaiveBayes().fit(*zip(*train))
    guesses = model.predict([text for text, _ in held_out])
    right = sum(guess == label for guess, (_, label) in zip(guesses, held_out))
    print(f"accuracy: {right / len(held_out):.3f}")
    return model


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default="inbox")
    parser.add_argument("--predict")
    args = parser.parse_args()
    model = train_text_classifier(args.data)
    if args.predict:
        lines = Path(args.predict).read_text().splitlines()
        print("\n".join(model.predict(lines)))
