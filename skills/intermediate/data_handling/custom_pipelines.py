"""Custom pipelines: chain small stages, each doing one thing to the data that flow through.

Why it matters: Separate stages can be tested, reordered and reused, and when one of them breaks
you know which.

Next step: Write a stage that needs several records at once, such as one that makes batches.
"""

import re

from pytest_mlchecklist.api import (
    Given,
    Value,
    all_of,
    assert_equal,
    assert_that,
    pipeline,
    shown,
    skill,
)

NAMES = """
    Pipeline DataPipeline make_pipeline compose Compose create_pipeline pipe chain_stages chain
    ProcessingPipeline TransformPipeline compose_stages data_pipeline StreamPipeline
    PreprocessingPipeline preprocessing_pipeline LazyPipeline
"""


def _stages(sizes, rng, most=4):
    """Stages such as 'add 3' and 'times 2': in another order they give something else."""
    verbs = ("add", "times")
    return [f"{verbs[place % 2]} {rng.integers(2, 6)}" for place in range(int(rng.integers(2, most + 1)))]


def _records(sizes, rng):
    """Different numbers: each tells where it came from."""
    return [int(number) for number in rng.permutation(20)[: int(rng.integers(1, 6))]]


STAGES, RECORDS = Given(_stages), Given(_records)


def _through(stages, record):
    for stage in stages:
        verb, what = stage.split()
        if verb == "break":
            message = f"{what}: the record {record} can't be read"
            raise ValueError(message)
        record = record + int(what) if verb == "add" else record * int(what)
    return record


@pipeline(names=NAMES.split())
def build_pipeline(stages: STAGES, records: RECORDS) -> Value("list"):
    """Each record goes through all stages in their order; stages are functions, shown here as texts."""
    return [_through(stages, record) for record in records]


@build_pipeline.outline
def build_pipeline_outline(*stages):
    """Return what takes an iterable of records and yields each after all stages, functions of one record."""


@build_pipeline.operation
def first(stages, records, count):
    return {"records": build_pipeline(stages, records[:count]), "taken": count}


@build_pipeline.operation
def counted(stages, records):
    return [len(records) for _ in stages]


@build_pipeline.operation
def chained(stages, others, records):
    return build_pipeline(others, build_pipeline(stages, records))


@build_pipeline.operation
def failed(stages, records):
    try:
        return {"raised": "", "text": "", "trace": [], "gave": build_pipeline(stages, records)}
    except ValueError as error:
        return {"raised": "ValueError", "text": str(error), "trace": [], "gave": None}


BACKWARDS = "the stages are applied in reverse order"
ONLY_LAST = "each stage gets the source, and only the last one counts"
NOT_LAST = "the last stage is left out"
LATE = "every stage is the last one, for its name is looked up too late"
EAGER = "the whole source is read before the first record comes out"
TWICE = "records go through the stages more than once"
SWALLOWED = "a failing stage is passed over"
NAMELESS = "the error does not say which stage failed"


@build_pipeline.check(hint="Follow one record on paper: which stage sees it first?", examples=20)
def applies_the_stages_in_order(pipeline, stages, records):
    """Each record comes out as if the stages had been applied to it one after the other."""
    expected = [_through(stages, record) for record in records]
    came = pipeline(stages, records)
    assert_that(
        came == expected, came=shown(came), expected=shown(expected), mistake=_of(came, stages, records)
    )


def _of(came, stages, records):
    wrong = {BACKWARDS: stages[::-1], ONLY_LAST: stages[-1:], NOT_LAST: stages[:-1]}
    wrong[LATE] = stages[-1:] * len(stages)
    wrong = {name: [_through(some, record) for record in records] for name, some in wrong.items()}
    return next((name for name, some in wrong.items() if came == some), "")


@build_pipeline.check(hint="What comes of a pipeline with one stage, or with many?", examples=10)
def takes_any_number_of_stages(pipeline, many: Given(lambda sizes, rng: _stages(sizes, rng, 7)), records):
    """One stage is enough, and seven are not too many."""
    for stages in (many[:1], many):
        expected = [_through(stages, record) for record in records]
        came = pipeline(stages, records)
        mistake = _of(came, stages, records) if len(stages) > 1 else NOT_LAST if came == records else ""
        assert_that(came == expected, came=shown(came), expected=shown(expected), mistake=mistake)


@build_pipeline.check(
    hint="What is needed of the source for the first record that comes out?", examples=3, reveals=EAGER
)
def takes_records_when_they_are_asked_for(pipeline, stages):
    """The first records come out long before a source of many has ended."""
    came = pipeline.first(stages=stages, records=list(range(3000)), count=2)
    taken = f"{came['taken']} records of 3000 taken for the first two"
    assert_that(came["taken"] <= 300, came=taken, expected="few")
    assert_that(len(came["records"]) == 2, came=f"{len(came['records'])} records", expected="two")


@build_pipeline.check(hint="Count how often each stage is called.", examples=5)
def passes_each_record_once(pipeline, stages, records):
    """Each stage sees each record once."""
    came = pipeline.counted(stages=stages, records=records)
    expected = [len(records)] * len(stages)
    # Stages that are left out, or records that are lost, show in what comes out.
    mistake = TWICE if min(came) >= len(records) else LATE
    calls = f"{shown(came)} calls"
    assert_that(max(came) <= len(records), came=calls, expected=shown(expected), mistake=mistake)


@build_pipeline.check(hint="The output of one pipeline is a source for the next.", examples=10)
def can_be_put_together(pipeline, stages, others: STAGES, more: STAGES, records):
    """Pipelines can follow each other, and how they are grouped makes no difference."""
    came = pipeline.chained(stages=stages + others, others=more, records=records)
    again = pipeline.chained(stages=stages, others=others + more, records=records)
    assert_equal(again, came, what="grouped otherwise:")


@build_pipeline.check(hint="Is there an except that catches too much?", examples=5)
def lets_no_failure_pass(pipeline, stages, records):
    """When a stage fails, an error comes out, and it leads to that stage."""
    came = pipeline.failed(stages=[stages[0], "break parse_date", *stages[1:]], records=records)
    if not came["raised"] and pipeline(stages, records) != [_through(stages, one) for one in records]:
        return  # stages that are not applied have a check of their own
    gave = f"{shown(came['gave'])}, and no error"
    assert_that(bool(came["raised"]), came=gave, expected="an error", mistake=SWALLOWED)
    found = "parse_date" in came["text"] or "parse_date" in came["trace"] or _has_number(came["text"])
    text = f"{came['raised']}: {came['text']}"
    assert_that(found, came=text, expected="an error that leads to parse_date", mistake=NAMELESS)


@build_pipeline.check(severity="remark", hint="Who reads only the message should know, too.", examples=3)
def names_the_stage_that_failed(pipeline, stages, records):
    """The message of the error names the stage, or its number."""
    came = pipeline.failed(stages=[stages[0], "break parse_date", *stages[1:]], records=records)
    named = "parse_date" in came["text"] or _has_number(came["text"])
    expected = "the name of the stage, parse_date"
    assert_that(named, came=f"{came['raised']}: {came['text']}", expected=expected)


def _has_number(text):
    """Return whether a message names the second stage by its number, counted from zero or from one."""
    return bool(
        re.search(r"(stage|step|transform|function)\W*(number|no|index)?\W*[12]\b", text, re.IGNORECASE)
    )


@build_pipeline.mistake(BACKWARDS)
def backwards(stages, records):
    return build_pipeline(stages[::-1], records)


@build_pipeline.mistake(ONLY_LAST)
def only_the_last(stages, records):
    return build_pipeline(stages[-1:], records)


@build_pipeline.mistake(NOT_LAST)
def without_the_last(stages, records):
    return build_pipeline(stages[:-1], records)


@build_pipeline.mistake(LATE)
def the_last_for_all(stages, records):
    return build_pipeline(stages[-1:] * len(stages), records)


@build_pipeline.mistake(EAGER, operation="first")
def eager(stages, records, count):
    return {"records": build_pipeline(stages, records)[:count], "taken": len(records)}


@build_pipeline.mistake(TWICE, operation="counted")
def twice(stages, records):
    return [2 * len(records) for _ in stages]


@build_pipeline.mistake(SWALLOWED, operation="failed")
def swallowing(stages, records):
    return {"raised": "", "text": "", "trace": [], "gave": []}


@build_pipeline.mistake(NAMELESS, operation="failed")
def nameless(stages, records):
    return {"raised": "RuntimeError", "text": "the pipeline failed", "trace": [], "gave": None}


skill(needs=all_of(build_pipeline))
