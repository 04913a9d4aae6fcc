class PipelineError(Exception):
    pass


class Pipeline:
    """Small functions, one after the other:  Pipeline().add(strip).add(lower).run(lines)"""

    def __init__(self):
        self.steps = []

    def add(self, step):
        self.steps.append(step)
        return self

    def run(self, records):
        for record in records:
            yield self._through(record)

    def _through(self, record):
        for step in self.steps:
            try:
                record = step(record)
            except Exception as error:
                raise PipelineError(f"{step.__name__} failed on {record!r}") from error
        return record
