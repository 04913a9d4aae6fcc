"""What trackers of experiments leave in a folder: stores of MLflow, TensorBoard and W&B, or plain tables."""

from __future__ import annotations

import contextlib
import csv
import importlib
import json
import re
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SQLITE = b"SQLite format 3\x00"
_TEXTS = {".json", ".yaml", ".yml", ".toml", ".txt", ".md"}
_LARGEST = 1 << 20
_TABLES = {".csv", ".tsv", ".jsonl", ".ndjson"}
_STEPS = ("step", "epoch", "iteration", "global_step", "i")
_HEAD, _BLOCK = 7, 1 << 15


@dataclass
class Store:
    """What was found.

    Attributes:
        kinds: Whose stores they are, such as 'TensorBoard'.
        settings: What is kept of the settings, as text, by name.
        texts: Longer texts, which may hold settings too.
        series: The values of each metric, each with its step.
    """

    kinds: set[str] = field(default_factory=set)
    settings: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    series: dict[str, list[tuple[int, float]]] = field(default_factory=dict)

    def add(self, kind: str, name: str, step: Any, value: Any) -> None:
        """Enter one value of a metric."""
        self.kinds.add(kind)
        self.series.setdefault(name, []).append((int(step), float(value)))

    def has(self, name: str, value: Any) -> bool:
        """Whether the setting is kept, under its name or a longer one, with its value."""
        kept = [text for key, text in self.settings.items() if re.split(r"[/.]", key)[-1] == name]
        return any(_same(text, value) for text in kept) or any(
            _told(text, name, value) for text in self.texts
        )


def _same(text: str, value: Any) -> bool:
    try:
        return float(text) == float(value)
    except (TypeError, ValueError):
        return text.strip("\"'") == str(value)


def _told(text: str, name: str, value: Any) -> bool:
    return name in text and str(value) in text


def read_stores(folder: Path) -> Store:
    """Return what lies in a folder.

    Raises:
        ImportError: There is a store that only a library can read that is not installed.
    """
    store = Store()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if "tfevents" in path.name:
            _read_events(path, store)
        elif path.suffix == ".wandb":
            _read_wandb(path, store)
        elif path.parent.name in {"params", "metrics"} or "metrics" in path.parts:
            _read_run_folder(path, store)
        elif path.open("rb").read(len(_SQLITE)) == _SQLITE:
            _read_sqlite(path, store)
        elif path.suffix in _TABLES and path.stat().st_size < _LARGEST:
            _read_table(path, store)
        elif path.suffix in _TEXTS and path.stat().st_size < _LARGEST:
            store.texts.append(path.read_text("utf-8", "replace"))
    return store


def _read_sqlite(path: Path, store: Store) -> None:
    """Read MLflow's tables; a database of something else has none of them."""
    with contextlib.closing(sqlite3.connect(path)) as database, contextlib.suppress(sqlite3.Error):
        store.settings |= {
            key: str(value) for key, value in database.execute("select key, value from params")
        }
        query = "select key, step, value from metrics order by step, timestamp"
        for key, step, value in database.execute(query):
            store.add("MLflow", key, step, value)


def _read_table(path: Path, store: Store) -> None:
    """Read a table of the learner's own, with a row for each step, and what stands there besides."""
    text = path.read_text("utf-8", "replace")
    store.texts.append(text)
    if path.suffix in {".csv", ".tsv"}:
        rows: list[Any] = list(
            csv.DictReader(text.splitlines(), delimiter="\t" if path.suffix == ".tsv" else ",")
        )
    else:
        rows = [json.loads(line) for line in text.splitlines() if line.startswith("{") and line.endswith("}")]
    for place, row in enumerate(rows):
        step = next((row[name] for name in _STEPS if row.get(name) not in {None, ""}), place)
        for name in row.keys() - {*_STEPS}:
            with contextlib.suppress(TypeError, ValueError):
                store.add("a table", name, float(step), row[name])


def _read_run_folder(path: Path, store: Store) -> None:
    """Read MLflow's older form: a file for each setting, and one for each metric, a line for each value."""
    text = path.read_text("utf-8", "replace")
    if path.parent.name == "params":
        store.settings[path.name] = text.strip()
        return
    for line in text.splitlines():
        words = line.split()
        with contextlib.suppress(ValueError, IndexError):
            store.add("MLflow", path.name, words[2], words[1])


def _read_events(path: Path, store: Store) -> None:
    loader = importlib.import_module("tensorboard.backend.event_processing.event_file_loader")
    store.kinds.add("TensorBoard")
    scalars: list[tuple[str, int, float]] = []
    is_summary = False  # add_hparams writes a run of its own, with the last values
    for event in loader.EventFileLoader(str(path)).Load():
        for value in event.summary.value if event.HasField("summary") else ():
            plugin = value.metadata.plugin_data.plugin_name
            if plugin == "hparams":
                is_summary = _read_hparams(value, store) or is_summary
            elif plugin == "text" or value.tensor.string_val:
                store.texts += [text.decode("utf-8", "replace") for text in value.tensor.string_val]
            elif value.HasField("tensor") and value.tensor.float_val:
                scalars.append((value.tag, event.step, value.tensor.float_val[0]))
            elif value.HasField("simple_value"):
                scalars.append((value.tag, event.step, value.simple_value))
    for tag, step, number in () if is_summary and len({step for _, step, _ in scalars}) < 2 else scalars:
        if not tag.startswith("hparam"):
            store.add("TensorBoard", tag, step, number)


def _read_hparams(value: Any, store: Store) -> bool:
    plugin = importlib.import_module("tensorboard.plugins.hparams.plugin_data_pb2")
    told = plugin.HParamsPluginData.FromString(value.metadata.plugin_data.content).session_start_info
    for name, item in told.hparams.items():
        kind = item.WhichOneof("kind")
        store.settings[name] = str(getattr(item, kind)) if kind else ""
    return bool(told.hparams)


def _read_wandb(path: Path, store: Store) -> None:
    records = importlib.import_module("wandb.proto.wandb_internal_pb2")
    store.kinds.add("W&B")
    for data in _records(path.read_bytes()):
        record = records.Record.FromString(data)
        for item in (*record.run.config.update, *record.config.update):
            store.settings |= _flat(item.key or ".".join(item.nested_key), json.loads(item.value_json))
        logged = record.history.item
        told = {item.key or ".".join(item.nested_key): json.loads(item.value_json) for item in logged}
        step = told.get("_step", record.history.step.num)
        for name, value in told.items():
            if not name.startswith("_") and isinstance(value, (int, float)):
                store.add("W&B", name, step, value)


def _records(log: bytes) -> Iterator[bytes]:
    """Yield the records of W&B's file, a log as LevelDB writes it: pieces in blocks, after a head."""
    at, record = _HEAD, b""
    while at + _HEAD <= len(log):
        left = _BLOCK - at % _BLOCK
        if left < _HEAD:
            at += left
            continue
        length, place = int.from_bytes(log[at + 4 : at + 6], "little"), log[at + 6]
        record += log[at + _HEAD : at + _HEAD + length]
        at += _HEAD + length
        if place in {1, 4}:  # the whole record, or its last piece
            yield record
            record = b""


def _flat(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        return {name: str(value)}
    return {
        key: text for inner, item in value.items() for key, text in _flat(f"{name}.{inner}", item).items()
    }


def settings_of(source: str) -> Iterator[str]:
    """Yield the names under which a text asks a configuration for settings."""
    holder = r"(?:config|cfg|conf|params|hparams|hyperparams|args|settings|hp|c)"
    asked = rf"{holder}(?:\[['\"](\w+)['\"]\]|\.get\(['\"](\w+)['\"]|\.(?!get|items|keys|values|update)(\w+))"
    for found in re.finditer(asked, source):
        yield found[1] or found[2] or found[3]
