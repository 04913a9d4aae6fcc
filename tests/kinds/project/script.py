import argparse
import json
from pathlib import Path

from right_projects import fitted


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("--out-dir", default="runs")
    args = parser.parse_args()
    classes, model = fitted(args.data)
    Path(args.out_dir).mkdir(exist_ok=True)
    (Path(args.out_dir) / "model.json").write_text(json.dumps([classes, model.means.tolist()]))
