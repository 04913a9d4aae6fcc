"""pytest-mlchecklist verifies machine-learning skills in a learner's own code."""

__version__ = "0.1.0"
