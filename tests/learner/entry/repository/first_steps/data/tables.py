import csv
import json


def read_csv_metadata(path):
    """A dict for each row."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def read_json_metadata(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)
