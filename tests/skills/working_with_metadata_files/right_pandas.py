import json

import pandas as pd


def read_csv_metadata(path):
    return pd.read_csv(path)


def csv_by_index(path):
    return pd.read_csv(path, index_col=0)


def csv_records(path):
    return pd.read_csv(path, dtype=str, keep_default_na=False).to_dict(orient="records")


def csv_columns(path):
    return pd.read_csv(path).to_dict(orient="list")


def read_json_metadata(path):
    return pd.read_json(path)


def json_frame(filename):
    with open(filename, encoding="utf-8") as f:
        return pd.DataFrame(json.load(f))
