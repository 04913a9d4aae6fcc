import json
import os
from pathlib import Path


def read_json_metadata(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def with_a_path(path):
    return json.loads(path.read_text(encoding="utf-8"))


def by_name(json_path):
    if not os.path.exists(json_path):
        raise ValueError(f"{json_path} is not there")
    records = json.loads(Path(json_path).read_text("utf-8"))
    return {record["file"]: record for record in records}


def as_columns(filename):
    records = json.load(open(filename, encoding="utf-8"))
    return {key: [record.get(key) for record in records] for key in records[0]}


def checked(path):
    try:
        with open(path, encoding="utf-8") as f:
            return json.load(f)
    except json.JSONDecodeError as error:
        raise ValueError(f"{path} is no JSON: {error}") from error
