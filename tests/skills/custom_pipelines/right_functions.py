from functools import reduce


def build_pipeline(*stages):
    def run(source):
        for record in source:
            for number, stage in enumerate(stages):
                try:
                    record = stage(record)
                except Exception as error:
                    raise RuntimeError(f"stage {number} ({stage.__name__}) failed") from error
            yield record

    return run


def compose(*functions):
    return reduce(lambda f, g: lambda x: g(f(x)), functions)


def make_pipeline(stages):
    """Stages take an iterable and give one."""

    def run(data):
        for stage in stages:
            data = stage(data)
        return data

    return run


def with_map(stages):
    def run(records):
        for stage in stages:
            records = map(stage, records)
        return records

    return run


def pipe(source, *stages):
    for stage in stages:
        source = stage(source)
    yield from source


def recursive(*stages):
    if not stages:
        return lambda record: record
    first, *rest = stages
    following = recursive(*rest)
    return lambda record: following(first(record))
