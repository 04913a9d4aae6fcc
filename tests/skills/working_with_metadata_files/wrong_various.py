import csv
import json
import os


def split_at_commas(path):
    with open(path, encoding="utf-8") as f:
        lines = f.read().strip().split("\n")
    header = lines[0].split(",")
    return [dict(zip(header, line.split(","))) for line in lines[1:]]


def every_line_a_row(path):
    with open(path, encoding="utf-8") as f:
        lines = f.read().splitlines()
    header = next(csv.reader(lines[:1]))
    return [dict(zip(header, next(csv.reader([line])))) for line in lines[1:] if line]


def first_row_lost(path):
    with open(path, encoding="utf-8", newline="") as f:
        rows = csv.DictReader(f)
        next(rows)
        return list(rows)


def gaps_dropped(path):
    import pandas as pd

    return pd.read_csv(path).dropna()


def csv_missing_is_empty(path):
    try:
        with open(path, encoding="utf-8", newline="") as f:
            return list(csv.DictReader(f))
    except FileNotFoundError:
        print("file not found")
        return []


def ascii_only(path):
    with open(path, encoding="ascii", errors="ignore", newline="") as f:
        return list(csv.DictReader(f))


def csv_latin(path):
    with open(path, encoding="latin-1", newline="") as f:
        return list(csv.DictReader(f))


def first_record(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)[:1]


def json_missing_is_empty(path):
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def broken_is_empty(path):
    with open(path, encoding="utf-8") as f:
        try:
            return json.load(f)
        except ValueError:
            return []


def json_latin(path):
    with open(path, encoding="latin-1") as f:
        return json.load(f)


def gaps_as_words(path):
    with open(path, encoding="utf-8") as f:
        return [{key: str(value) for key, value in record.items()} for record in json.load(f)]
