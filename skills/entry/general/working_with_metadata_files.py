"""Working with metadata files: read the CSV and JSON files that describe a dataset, commas and gaps included.

Why it matters: Labels, file names and licences often live beside the data in such files, and
one stray quote can shift a whole row.

Next step: Before you use such a table, count its rows against the files that lie there, and list
what has no partner.
"""

import csv
import json
from pathlib import Path

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Given,
    LearnerError,
    OneOf,
    Value,
    all_of,
    assert_that,
    fresh_file,
    function,
    shown,
    skill,
)

# What a cell may hold; numbers come as text too, for a CSV file knows nothing else.
PLAIN = ("cat", "dog", "a house cat", "12", "0.5", "-3")
AWKWARD = ("Füchsin", "猫", "red, striped", 'called "Minka"', "two\nlines", "it's", "naïve; shy", "")
COLUMNS = ("label", "width", "größe", "taken by", "licence", "note")
PATHS = """
    file filename file_name filepath file_path fname csv_path json_path csv_file json_file metadata_path
    source f p metadata_file meta_path annotations_path annotation_file labels_path data_path in_path
    input_path
"""


def _table(sizes, rng):
    """A table of text: the first column names a file, each once; in the others, any cell may be empty."""
    names = ["file", *rng.permutation(COLUMNS)[: sizes["c"]]]
    cells = PLAIN + AWKWARD if sizes["n"] > 1 else AWKWARD
    rows = [[f"img_{row}.png", *rng.choice(cells, size=len(names) - 1)] for row in range(sizes["n"])]
    return [dict(zip(map(str, names), map(str, row), strict=True)) for row in rows]


def write_csv(rows, **style):
    """Return the path of a CSV file (RFC 4180)."""
    path = fresh_file("metadata.csv", about=f"a CSV file with the rows {shown(rows)}")
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n", **style)
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_json(rows):
    """Return the path of a JSON file: a list with a mapping for each row, null where a cell is empty."""
    path = fresh_file("metadata.json", about=f"a JSON file with the rows {shown(rows)}")
    records = [{name: _typed(cell) for name, cell in row.items()} for row in rows]
    Path(path).write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def _typed(cell):
    """Return a number for a text that is one, and None for an empty one."""
    try:
        return json.loads(cell) if cell else None
    except json.JSONDecodeError:
        return cell


def _written(path):
    """Return the rows of a CSV file as text."""
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return [{name: _text(cell) for name, cell in row.items()} for row in csv.DictReader(file)]


CSV_NAMES = """
    load_csv_metadata read_metadata_csv load_metadata_csv parse_csv_metadata read_csv load_csv parse_csv
    csv_reader csv_to_dict csv_to_dicts csv_to_records read_csv_file load_csv_file read_metadata_from_csv
    load_metadata_from_csv load_annotations_csv read_labels_csv
"""


@function(names=CSV_NAMES.split(), spelled={"path": PATHS.split()}, forms=["paths"])
def read_csv_metadata(
    path: Given(lambda sizes, rng: write_csv(_table(sizes, rng)), axes=("n", "c")),
) -> Value("anything"):
    """A mapping of column to cell for each row."""
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@read_csv_metadata.result
def csv_rows(came, path):
    """Rows may come as records, lists, columns, or by the name in one column."""
    return as_rows(came, _written(path)) if Path(path).is_file() else came


JSON_NAMES = """
    load_json_metadata read_metadata_json load_metadata_json parse_json_metadata read_json load_json
    parse_json json_to_dict json_to_records read_json_file load_json_file read_metadata_from_json
    load_metadata_from_json load_annotations_json read_annotations
"""


@function(names=JSON_NAMES.split(), spelled={"path": PATHS.split()}, forms=["paths"])
def read_json_metadata(
    path: Given(lambda sizes, rng: write_json(_table(sizes, rng)), axes=("n", "c")),
) -> Value("anything"):
    """What the file says."""
    return json.loads(Path(path).read_text(encoding="utf-8"))


@read_json_metadata.result
def json_rows(came, path):
    """Rows may come as records, lists, columns, or by the name in one column."""
    try:
        records = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError):
        return came
    return as_rows(came, [{name: _text(cell) for name, cell in row.items()} for row in records])


def as_rows(came, rows):
    """Return a table as a list of mappings of text; what can't be read so, as it came.

    Args:
        came: The table in whatever form.
        rows: The table as it was written, which tells what its columns are.
    """
    names = list(rows[0])
    for form in (_records, _lists, _columns, _by_name):
        found = form(came, names, rows)
        if found is not None:
            pairs = zip(found, rows, strict=False)
            told = [{name: _like(row.get(name), wanted[name]) for name in names} for row, wanted in pairs]
            return told + [{name: _text(row.get(name)) for name in names} for row in found[len(rows) :]]
    return came


def _records(came, names, _):
    """A mapping for each row."""
    is_table = isinstance(came, list) and came and all(isinstance(row, dict) for row in came)
    return came if is_table and set(came[0]) >= {*names} else None


def _lists(came, names, _):
    """A list for each row, below the names of the columns, or beside them."""
    if isinstance(came, list) and len(came) == 2 and came[0] == names and _are_lists(came[1]):
        came = [came[0], *came[1]]
    if not (isinstance(came, list) and _are_lists(came) and came and list(came[0]) == names):
        return None
    return [dict(zip(names, row, strict=False)) for row in came[1:]]


def _are_lists(rows):
    return isinstance(rows, list) and all(isinstance(row, (list, np.ndarray)) for row in rows)


def _columns(came, names, _):
    """A list, or a mapping by the numbers of the rows, for each column."""
    if not isinstance(came, dict) or list(came) != names:
        return None
    columns = [list(column.values()) if isinstance(column, dict) else column for column in came.values()]
    if not _are_lists(columns):
        return None
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=False)]


def _by_name(came, names, rows):
    """What belongs to each name of the first column: a mapping, a list, or the one cell that is left."""
    first, *others = names
    if not isinstance(came, dict) or list(map(str, came)) != [row[first] for row in rows]:
        return None
    return [{**_rest(cells, others), first: name} for name, cells in came.items()]


def _rest(cells, names):
    """Return the cells of a row beside its name, by their columns."""
    if isinstance(cells, dict):
        return cells
    if isinstance(cells, (list, np.ndarray)):
        return dict(zip(names, list(cells)[-len(names) :], strict=False))
    return {names[0]: cells} if len(names) == 1 else {}


def _like(cell, wanted):
    """Return the text that was written where a cell is that, or the same number; else the cell's own text."""
    own = _text(cell)
    try:
        return wanted if own == wanted or float(own) == float(wanted) else own
    except ValueError:
        return own


def _text(cell):
    is_gap = cell is None or (isinstance(cell, float) and np.isnan(cell))
    return "" if is_gap else str(cell)


def _gave(code, path):
    """Return what code gives for a path, and whether it raised an error instead."""
    try:
        return code(path), False
    except LearnerError:
        return None, True


def _is_not_there(name):
    return Given(lambda *_: fresh_file(name, about=f"{name}, which is not there"))


@read_csv_metadata.check(hint="Count the rows of the file, without its head, and those that you give back.")
def gives_every_row_of_the_csv(read_csv_metadata, path):
    """There are as many rows as in the file, whatever stands in their cells."""
    came, count = read_csv_metadata(path), len(_written(path))
    is_whole = isinstance(came, list) and len(came) == count
    assert_that(is_whole, came=_counted(came), expected=f"{count} rows with the names of their columns")


@read_csv_metadata.check(
    hint="A comma between quotes belongs to its cell. Which part of Python's library knows that already?",
    reveals="lines are split at every comma",
)
def keeps_commas_and_quotes(read_csv_metadata, cell: OneOf("a, b", 'so "called"', ",", '"', "a,b,c")):
    """A comma or a quote inside a cell stays there."""
    rows = [{"file": "1.png", "note": cell, "label": "cat"}, {"file": "2.png", "note": "-", "label": "dog"}]
    _assert_rows(read_csv_metadata, write_csv(rows), rows)


@read_csv_metadata.check(
    hint="A row of the table need not be a line of the file: a cell in quotes may go on below.",
    reveals="every line is taken for a row",
)
def keeps_line_breaks(read_csv_metadata, cell: OneOf("two\nlines", "a\n\nb", "\n")):
    """A line break inside a cell stays there."""
    rows = [{"file": "1.png", "note": cell, "label": "cat"}, {"file": "2.png", "note": "-", "label": "dog"}]
    _assert_rows(read_csv_metadata, write_csv(rows), rows)


@read_csv_metadata.check(hint="Leave an empty cell at its place: dropped, it shifts all that follow it.")
def keeps_empty_cells(read_csv_metadata, place: Count(0, 2)):
    """An empty cell stays at its place, and so does its row."""
    cells = ["" if column == place else "cat" for column in range(3)]
    rows = [dict(zip(("file", "a", "b", "c"), (f"{row}.png", *cells), strict=True)) for row in range(2)]
    _assert_rows(read_csv_metadata, write_csv(rows), rows)


@read_csv_metadata.check(
    hint="Say when you open the file that it is UTF-8, and that nothing is to be left out."
)
def keeps_letters_of_all_languages(read_csv_metadata, cell: OneOf("Füchsin", "猫", "naïve", "Ελλάδα", "🐈")):
    """Letters of other languages stay as they are."""
    rows = [{"file": "1.png", "größe": cell}]
    _assert_rows(read_csv_metadata, write_csv(rows), rows)


@read_csv_metadata.check(
    hint="An error is an answer too: what shall a program do with a table that was never read?",
    reveals="a missing file is taken for an empty one",
)
def minds_a_missing_csv_file(read_csv_metadata, path: _is_not_there("none.csv")):
    """A file that is not there raises an error."""
    came, is_refused = _gave(read_csv_metadata, path)
    assert_that(
        is_refused, came=f"{shown(came)} for a file that is not there", expected="an error that says so"
    )


@read_csv_metadata.check(
    severity="remark", hint="Excel begins a UTF-8 file with a mark. Python knows that encoding as utf-8-sig."
)
def reads_a_file_from_excel(read_csv_metadata, cell: OneOf("cat", "Füchsin")):
    """A mark at the beginning of the file does not become a part of the first column's name."""
    rows = [{"file": "1.png", "label": cell}]
    path = write_csv(rows)
    Path(path).write_bytes(b"\xef\xbb\xbf" + Path(path).read_bytes())
    raw = _raw(read_csv_metadata, path)
    assert_that("\\ufeff" not in ascii(raw), came=shown(raw), expected="a first column with the name 'file'")


@read_csv_metadata.check(
    severity="remark", hint="Compare the number of cells with the number of columns, row by row."
)
def minds_a_row_that_is_too_short(read_csv_metadata, count: Count(1, 2)):
    """A row that lacks a cell raises an error, or has a gap there."""
    path = fresh_file("metadata.csv", about="a CSV file whose second row lacks cells")
    cells = ["2.png", "b", "c"][:-count]
    Path(path).write_text(f"file,label,note\n1.png,cat,-\n{','.join(cells)}\n")
    came, is_refused = _gave(read_csv_metadata, path)
    is_kept = came == [{"file": "1.png", "label": "cat", "note": "-"}, *_written(path)[1:]]
    assert_that(is_refused or is_kept, came=shown(came), expected="an error, or a gap at its place")


@read_json_metadata.check(hint="Count the records of the file, and those that you give back.")
def gives_every_record_of_the_json(read_json_metadata, path):
    """There are as many rows as the file has records."""
    came, count = read_json_metadata(path), len(json.loads(Path(path).read_text(encoding="utf-8")))
    is_whole = isinstance(came, list) and len(came) == count
    assert_that(is_whole, came=_counted(came), expected=f"{count} rows with the names of their columns")


@read_json_metadata.check(
    hint="Say when you open the file that it is UTF-8, and that nothing is to be left out."
)
def keeps_letters_and_gaps(read_json_metadata, cell: OneOf("Füchsin", "猫", 'so "called"', "two\nlines", "")):
    """Letters of all languages, quotes and gaps stay as they are."""
    rows = [{"file": "1.png", "größe": cell, "label": "cat"}]
    _assert_rows(read_json_metadata, write_json(rows), rows)


@read_json_metadata.check(
    hint="An error is an answer too: what shall a program do with a table that was never read?",
    reveals="a missing file is taken for an empty one",
)
def minds_a_missing_json_file(read_json_metadata, path: _is_not_there("none.json")):
    """A file that is not there raises an error."""
    came, is_refused = _gave(read_json_metadata, path)
    assert_that(
        is_refused, came=f"{shown(came)} for a file that is not there", expected="an error that says so"
    )


@read_json_metadata.check(
    hint="Cut the end off such a file and read it: who will notice that rows are missing?",
    reveals="broken JSON is taken for an empty file",
)
def minds_broken_json(read_json_metadata, path, share: OneOf(0.5, 0.9, 0.25)):
    """A file that breaks off in the middle raises an error."""
    text = Path(path).read_text(encoding="utf-8")
    broken = fresh_file("broken.json", about="a JSON file that breaks off in the middle")
    Path(broken).write_text(text[: int(len(text) * share)], encoding="utf-8")
    came, is_refused = _gave(read_json_metadata, broken)
    assert_that(is_refused, came=f"{shown(came)} for half a file", expected="an error that says so")


def _assert_rows(code, path, rows):
    came = code(path)
    assert_that(came == rows, came=shown(came), expected=shown(rows))


def _counted(came):
    return f"{len(came)} rows" if isinstance(came, list) else shown(came)


def _raw(code, path):
    code(path)
    return code.calls[-1].raw


@read_csv_metadata.mistake("lines are split at every comma")
def split_at_commas(path):
    names, *rows = (line.split(",") for line in Path(path).read_text(encoding="utf-8").strip().split("\n"))
    return [dict(zip(names, row, strict=False)) for row in rows]


@read_csv_metadata.mistake("every line is taken for a row")
def line_by_line(path):
    names, *rows = (
        next(csv.reader([line])) for line in Path(path).read_text(encoding="utf-8").split("\n") if line
    )
    return [dict(zip(names, row, strict=False)) for row in rows]


@read_csv_metadata.mistake("the first row is lost")
def first_row_lost(path):
    return read_csv_metadata(path)[1:]


@read_csv_metadata.mistake("rows with an empty cell are dropped")
def without_gaps(path):
    return [row for row in read_csv_metadata(path) if all(row.values())]


@read_csv_metadata.mistake("a missing file is taken for an empty one")
def empty_for_missing(path):
    return read_csv_metadata(path) if Path(path).is_file() else []


@read_csv_metadata.mistake("letters that are not English are lost")
def only_ascii(path):
    rows = read_csv_metadata(path)
    return [{_ascii(name): _ascii(cell) for name, cell in row.items()} for row in rows]


def _ascii(text):
    return text.encode("ascii", "ignore").decode()


@read_csv_metadata.mistake("letters that are not English are read as others")
def latin(path):
    with Path(path).open(encoding="latin-1", newline="") as file:
        return list(csv.DictReader(file))


@read_json_metadata.mistake("only the first record is read")
def first_record(path):
    return read_json_metadata(path)[:1]


@read_json_metadata.mistake("a missing file is taken for an empty one")
def nothing_for_missing(path):
    return read_json_metadata(path) if Path(path).is_file() else []


@read_json_metadata.mistake("broken JSON is taken for an empty file")
def nothing_for_broken(path):
    try:
        return read_json_metadata(path)
    except json.JSONDecodeError:
        return []


@read_json_metadata.mistake("letters that are not English are read as others")
def other_encoding(path):
    return json.loads(Path(path).read_text(encoding="latin-1"))


@read_json_metadata.mistake("a gap becomes the word None")
def word_for_gap(path):
    return [{name: str(cell) for name, cell in row.items()} for row in read_json_metadata(path)]


skill(needs=all_of(read_csv_metadata, read_json_metadata))
