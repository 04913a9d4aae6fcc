"""What all tests share."""

from __future__ import annotations

import os

import pytest

# As in a host: two threads that wait for each other cost more than small matrices do.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from pytest_mlchecklist import api, collect, engine, session, standard
from toy_pack import Repo

pytest_plugins = ["pytester"]

# pytester forgets the modules that an inner run imports: without these, classes of ours would exist twice.
IMPORTED_ONCE = (api, collect, engine, session, standard)


@pytest.fixture
def repo(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """Return a learner's repository, empty yet, that is checked against the toy pack."""
    return Repo(pytester, monkeypatch)
