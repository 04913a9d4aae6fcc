"""The learners' own tests are the learners', and run in copies of their repositories only."""

from __future__ import annotations

collect_ignore = ["entry/repository", "intermediate/repository"]
