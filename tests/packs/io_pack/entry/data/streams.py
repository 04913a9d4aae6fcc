"""Streams: files that are read piece by piece.

Why it matters: a file may be larger than memory.
"""

from pathlib import Path

from pytest_mlchecklist.api import (
    Count,
    Given,
    OneOf,
    Unavailable,
    Value,
    all_of,
    assert_equal,
    assert_that,
    fresh_file,
    fresh_folder,
    loader,
    skill,
)

ROWS = 11


def written(rng, rows=ROWS):
    """Write a CSV of whole numbers with a header and return its path."""
    path = fresh_file("records.csv", about=f"a CSV of {rows} records")
    lines = ["number,square", *(f"{number},{number * number}" for number in range(rows))]
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def records(path):
    lines = Path(path).read_text(encoding="utf-8").splitlines()[1:]
    return [[float(field) for field in line.split(",")] for line in lines]


@loader(names=["read_records", "stream_csv", "read_in_chunks"])
def stream_records(path: Given(lambda sizes, rng: written(rng)), batch_size: Count(1, 4) = 2) -> Value(
    "list"
):
    """The records of a file, batch_size of them at a time."""
    found = records(path)
    return [found[at : at + batch_size] for at in range(0, len(found), batch_size)]


@stream_records.operation
def peak(path, batch_size=2, count=None):
    return 10_000


@stream_records.check(hint="Read to the end.", examples=5)
def gives_each_record_once(stream, path, batch_size):
    """Every record comes once, whatever the size of a batch."""
    came = sorted(record for batch in stream(path, batch_size) for record in batch)
    expected = sorted(records(path))
    lost = len(came) < len(expected)
    assert_that(
        came == expected,
        came=f"{len(came)} records",
        expected=f"{len(expected)} records",
        mistake="the last records are lost" if lost else "records come twice",
    )


@stream_records.check(
    hint="Keep no list of everything.", examples=2, reveals="the whole file is kept in memory"
)
def needs_no_more_memory_for_a_longer_file(stream):
    """A file eight times as long needs no more memory."""
    short, long = (stream.peak(written(None, rows), 50) for rows in (1500, 12000))
    assert_that(
        long <= 1.5 * short + 20_000, came=f"{long} bytes instead of {short}", expected="about as many"
    )


@stream_records.mistake("the last records are lost")
def without_the_last(path, batch_size=2):
    return stream_records(path, batch_size)[:-1]


@stream_records.mistake("records come twice")
def twice(path, batch_size=2):
    return stream_records(path, batch_size) * 2


@stream_records.mistake("the whole file is kept in memory", operation="peak")
def hoarding(path, batch_size=2, count=None):
    return Path(path).stat().st_size * 10


def shards(rng):
    """Write a few files of one number a line and return their paths."""
    folder, paths = Path(fresh_folder("shards")), []
    for shard in range(4):
        path = folder / f"shard {shard}.csv"
        path.write_text("".join(f"{shard},{row}\n" for row in range(shard, 5)), encoding="utf-8")
        paths.append(str(path))
    return paths


def lines_of(paths):
    return [
        [float(field) for field in line.split(",")]
        for path in paths
        for line in Path(path).read_text().split()
    ]


@loader(gives="records")
def sharded_stream(
    paths: Given(lambda sizes, rng: shards(rng)),
    worker: OneOf(0),
    workers: OneOf(1),
    seed: Count(0, 5) = 0,
    state: OneOf(None) = None,
) -> Value("list"):
    """The records of every workers-th file."""
    return [[record] for record in lines_of(paths[worker::workers])]


@sharded_stream.operation
def resumed(paths, worker, workers, seed=0, state=None, count=1):
    every = sharded_stream(paths, worker, workers, seed)
    return {"before": every[:count], "after": every[count:]}


@sharded_stream.check(hint="Each file belongs to one worker.", examples=4)
def shares_the_records_out(stream, paths, seed):
    """Whatever the number of workers, together they give every record once."""
    for workers in (1, 2, 3):
        each = [stream(paths, worker, workers, seed) for worker in range(workers)]
        came = sorted(record for batches in each for batch in batches for record in batch)
        wrong = (
            "some shards are read by nobody"
            if len(came) < len(lines_of(paths))
            else "every worker reads everything"
        )
        assert_that(
            came == sorted(lines_of(paths)), came=f"{len(came)} records", expected="each once", mistake=wrong
        )


@sharded_stream.check(
    hint="Save how far it is.", severity="remark", examples=4, reveals="it begins anew when it is resumed"
)
def goes_on_where_it_was(stream, paths, seed):
    """After a saved state comes what would have come anyway."""
    whole = [record for batch in stream(paths, 0, 1, seed) for record in batch]
    try:
        came = stream.resumed(paths, 0, 1, seed, count=3)
    except Unavailable:
        stream.note("it can't be resumed")
        return
    joined = [record for batch in (*came["before"], *came["after"]) for record in batch]
    assert_equal(joined, whole, what="before and after:")


@sharded_stream.mistake("every worker reads everything")
def unsharded(paths, worker, workers, seed=0, state=None):
    return sharded_stream(paths, 0, 1, seed)


@sharded_stream.mistake("some shards are read by nobody")
def too_few(paths, worker, workers, seed=0, state=None):
    return sharded_stream(paths[: len(paths) - len(paths) % max(workers, 3)], worker, workers, seed)


skill(needs=all_of(stream_records, sharded_stream))
