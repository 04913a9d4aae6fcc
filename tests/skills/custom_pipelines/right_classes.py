class Pipeline:
    def __init__(self, stages):
        self.stages = list(stages)

    def __call__(self, source):
        for record in source:
            for stage in self.stages:
                record = stage(record)
            yield record


class Compose:
    def __init__(self, transforms):
        self.transforms = transforms

    def __call__(self, x):
        for t in self.transforms:
            x = t(x)
        return x


class Named:
    """Steps have names."""

    def __init__(self, steps):
        self.steps = steps

    def run(self, records):
        for record in records:
            for name, step in self.steps:
                try:
                    record = step(record)
                except Exception as error:
                    raise ValueError(f"step {name!r} failed on {record!r}") from error
            yield record


class Added:
    def __init__(self):
        self.stages = []

    def add(self, stage):
        self.stages.append(stage)
        return self

    def process(self, source):
        for stage in self.stages:
            source = stage(source)
        return source


class Source:
    """Begins with the data; each step gives another one."""

    def __init__(self, data):
        self.data = data

    def map(self, function):
        return Source(map(function, self.data))

    def __iter__(self):
        return iter(self.data)


class OverSource:
    def __init__(self, source, stages):
        self.source, self.stages = source, stages

    def __iter__(self):
        for record in self.source:
            for stage in self.stages:
                record = stage(record)
            yield record


class ByRecord:
    def __init__(self, *stages):
        self.stages = stages

    def transform(self, record):
        for stage in self.stages:
            record = stage(record)
        return record
