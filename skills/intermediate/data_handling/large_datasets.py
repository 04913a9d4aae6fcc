"""Large datasets: stream a file piece by piece when it would not fit into memory.

Why it matters: Real collections outgrow a laptop quickly. Code that holds a single batch at a
time does not even notice.

Next step: Stream a file that is larger than your memory, and watch what your system says of it.
"""

from pathlib import Path

from pytest_mlchecklist.api import (
    Count,
    Given,
    LearnerError,
    Unavailable,
    Value,
    all_of,
    assert_equal,
    assert_that,
    fresh_file,
    fresh_folder,
    loader,
    shown,
    skill,
)

NAMES = """
    read_records stream_csv read_in_chunks read_csv_in_chunks iter_records stream_file read_chunks
    stream_rows read_batches stream_batches iter_batches lazy_reader read_large_file read_file_in_chunks
    csv_generator batch_reader chunk_reader load_in_chunks StreamingDataset CSVStream LazyDataset
    stream_dataset IterableCSV CsvDataset FileStream line_generator stream_lines read_csv_stream
    StreamingCSV CSVStreamer CSVReader
"""
HEADER = "number,half,square"


def _written(rows):
    """Write a CSV of so many records with a header, and return its path."""
    path = fresh_file("records.csv", about=f"a CSV with a header and {rows} records")
    lines = [HEADER, *(f"{number},{number / 2},{number * number}" for number in range(rows))]
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


FILE = Given(lambda sizes, rng: _written(int(rng.integers(5, 14))))


def _records(path):
    lines = Path(path).read_text(encoding="utf-8").splitlines()[1:]
    return [[float(field) for field in line.split(",")] for line in lines]


@loader(names=NAMES.split())
def stream_records(path: FILE, batch_size: Count(1, 4) = 2) -> Value("list"):
    """The records of a file, batch_size of them at a time."""
    found = _records(path)
    return [found[at : at + batch_size] for at in range(0, len(found), batch_size)]


@stream_records.outline
def stream_records_outline(path, batch_size=100):
    """Yield the records of a CSV file with a header, batch_size of them at a time."""


@stream_records.operation
def passes(path, batch_size=2, count=2):
    return [stream_records(path, batch_size) for _ in range(count)]


@stream_records.operation
def peak(path, batch_size=2, count=None):
    return 10_000


@stream_records.operation
def taken(path, batch_size=2, count=1):
    return {"taken": 50_000, "of": 2_000_000}


LOST = "the last records are lost"
TWICE = "records come twice"
FIRST = "the first record is lost"
HOARDED = "the whole file is kept in memory"
TO_THE_END = "the file is read to its end before the first batch comes"
ONLY_ONCE = "a second pass gives nothing"
ONE_MORE = "a batch has one record too many"


def _assert_each_once(came, path):
    """Fail unless these are the records of the file, in whatever order; a line of names may come besides."""
    records, right = [record for record in came if record != HEADER.split(",")], _records(path)
    mistake = ""
    if len(records) > len(right):
        mistake = TWICE
    elif records == right[: len(records)]:
        mistake = LOST
    elif records == right[1:]:
        mistake = FIRST
    text = f"{len(records)} records, that begin {shown(records[:2])}"
    expected = f"each of the {len(right)} once, such as {shown(right[:2])}"
    assert_that(
        sorted(map(str, records)) == sorted(map(str, right)), came=text, expected=expected, mistake=mistake
    )


def _of(batches):
    return [record for batch in batches for record in batch]


@stream_records.check(hint="Read to the end: what becomes of a batch that is not full?", examples=15)
def gives_each_record_once(stream, path, batch_size):
    """Every record comes once, whatever the size of a batch."""
    came = _of(stream(path, batch_size))
    if HEADER.split(",") in came:
        stream.note("it gives the line with the names of the columns, too")
    _assert_each_once(came, path)


@stream_records.check(hint="When is a batch full?", examples=15)
def keeps_to_the_batch_size(stream, path, batch_size):
    """A batch has as many records as were asked for; only the last may have fewer."""
    sizes = [len(batch) for batch in stream(path, batch_size)]
    if "batch_size" in stream.facts.get("lacks", ()):
        stream.note("it chooses the size of a batch by itself")
        return
    size = 1 if stream.facts.get("single", False) else batch_size
    expected = f"{size} in each, fewer only in the last"
    full = all(one == size for one in sizes[:-1]) and sizes[-1] <= size
    mistake = ONE_MORE if max(sizes) == size + 1 else ""
    assert_that(full, came=f"batches of {shown(sizes)} records", expected=expected, mistake=mistake)


@stream_records.check(
    hint="What is kept when a batch has been given: in a list, a frame, or by readlines?",
    examples=1,
    time_limit=30,
)
def needs_no_more_memory_for_a_longer_file(stream):
    """A file eight times as long takes at most half as much memory again."""
    stream.peak(_written(50), 20)  # what is made once, such as imports, is no part of a pass
    short, long = (stream.peak(_written(rows), 20) for rows in (2000, 16000))
    came = f"{long // 1000} thousand bytes, where the short one took {short // 1000} thousand"
    assert_that(long <= 1.5 * short + 30_000, came=came, expected="about as many", mistake=HOARDED)


@stream_records.check(
    hint="What has to be read before the first batch can be given?", examples=1, time_limit=30
)
def begins_before_the_file_ends(stream):
    """The first batch comes without the file being read to its end."""
    try:
        came = stream.taken(path=_written(300), batch_size=4, count=1)
    except (Unavailable, LearnerError):
        stream.note("we could not measure how much it reads for its first batch")
        return
    text = f"{came['taken'] // 1000} of {came['of'] // 1000} thousand bytes read for the first batch"
    # A file's buffers may take some hundred thousand bytes.
    assert_that(came["taken"] <= came["of"] / 2, came=text, expected="a small part", mistake=TO_THE_END)


@stream_records.check(hint="Where is the file opened: once, or for each pass?", examples=3)
def gives_every_record_in_each_pass(stream, path, batch_size):
    """A second pass gives every record again."""
    first, second = stream.passes(path=path, batch_size=batch_size, count=2)
    is_empty = not _of(second) and bool(_of(first))
    expected = f"{len(_of(first))} again"
    assert_that(not is_empty, came="no record", expected=expected, mistake=ONLY_ONCE)
    _assert_each_once(_of(second), path)


@stream_records.check(severity="remark", hint="Let the error of a missing file pass.", examples=1)
def refuses_a_missing_file(stream):
    """A file that is not there raises an error."""
    try:
        came = stream(f"{fresh_folder()}/nothing.csv", 2)
    except LearnerError:
        return
    assert_equal(came, "an error", what="for a missing file:")


@stream_records.mistake(LOST)
def without_the_last(path, batch_size=2):
    found = _records(path)
    full = len(found) // (batch_size + 1) * (batch_size + 1)
    return [found[at : at + batch_size] for at in range(0, full, batch_size)][:-1]


@stream_records.mistake(FIRST)
def without_the_first(path, batch_size=2):
    found = _records(path)[1:]
    return [found[at : at + batch_size] for at in range(0, len(found), batch_size)]


@stream_records.mistake(TWICE)
def twice(path, batch_size=2):
    right = stream_records(path, batch_size)
    full = [batch for batch in right if len(batch) == batch_size]
    return full + right


@stream_records.mistake(ONE_MORE)
def one_more(path, batch_size=2):
    return stream_records(path, batch_size + 1)


@stream_records.mistake(HOARDED, operation="peak")
def hoarding(path, batch_size=2, count=None):
    return Path(path).stat().st_size * 10


@stream_records.mistake(TO_THE_END, operation="taken")
def to_the_end(path, batch_size=2, count=1):
    return {"taken": 2_000_000, "of": 2_000_000}


@stream_records.mistake(ONLY_ONCE, operation="passes")
def only_once(path, batch_size=2, count=2):
    return [stream_records(path, batch_size), *[[] for _ in range(count - 1)]]


skill(needs=all_of(stream_records))
