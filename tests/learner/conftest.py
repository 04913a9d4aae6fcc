"""The learner's own tests are the learner's, and run in copies of the repository only."""

from __future__ import annotations

collect_ignore = ["repository"]
