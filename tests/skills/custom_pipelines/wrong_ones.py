from functools import reduce


def backwards(*functions):
    return reduce(lambda f, g: lambda x: f(g(x)), functions)


class OnlyLast:
    def __init__(self, stages):
        self.stages = stages

    def __call__(self, x):
        for stage in self.stages:
            result = stage(x)
        return result


def without_last(stages):
    def run(source):
        for record in source:
            for stage in stages[:-1]:
                record = stage(record)
            yield record

    return run


def eager(*stages):
    def run(source):
        data = list(source)
        for stage in stages:
            data = [stage(record) for record in data]
        return data

    return run


class Tries:
    """Calls each stage once to see whether it works, and once more for what it gives."""

    def __init__(self, stages):
        self.stages = stages

    def run(self, source):
        for record in source:
            for stage in self.stages:
                stage(record)
                record = stage(record)
            yield record


def swallows(*stages):
    def run(source):
        for record in source:
            try:
                for stage in stages:
                    record = stage(record)
            except Exception:
                continue
            yield record

    return run


def hides(*stages):
    def run(source):
        for record in source:
            try:
                for stage in stages:
                    record = stage(record)
            except Exception:
                raise RuntimeError("something went wrong") from None
            yield record

    return run


def late_binding(*stages):
    """All the generators see the last stage, for the name is looked up late."""

    def run(source):
        for stage in stages:
            source = (stage(record) for record in source)
        return source

    return run
