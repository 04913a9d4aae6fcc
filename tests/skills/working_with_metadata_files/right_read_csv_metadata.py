import csv
from pathlib import Path


def read_csv_metadata(path):
    with open(path, newline="", encoding="utf-8-sig") as f:
        return list(csv.DictReader(f))


def rows_with_header(filename):
    with open(filename, newline="", encoding="utf-8") as f:
        return [row for row in csv.reader(f)]


def as_columns(file_path):
    columns = {}
    with open(file_path, encoding="utf-8") as f:
        for row in csv.DictReader(f):
            for key, value in row.items():
                columns.setdefault(key, []).append(value)
    return columns


def by_file_name(csv_file):
    metadata = {}
    with open(csv_file, encoding="utf-8") as f:
        reader = csv.reader(f)
        header = next(reader)
        for row in reader:
            metadata[row[0]] = dict(zip(header[1:], row[1:]))
    return metadata


def with_a_path(path: Path):
    if not path.exists():
        raise FileNotFoundError(f"no such file: {path}")
    with path.open(encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            yield {key: value or None for key, value in row.items()}


def header_and_rows(path):
    with open(path, encoding="utf8", newline="") as f:
        header, *rows = csv.reader(f)
    return header, rows


def keyed_whole(path):
    with open(path, encoding="utf-8") as f:
        return {row["file"]: row for row in csv.DictReader(f)}


class CsvReader:
    def __init__(self, path):
        self.path = path

    def __call__(self):
        with open(self.path, encoding="utf-8") as f:
            return list(csv.DictReader(f))
