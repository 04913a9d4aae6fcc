"""What all tests share."""

from __future__ import annotations

import pytest

from pytest_mlchecklist import api, collect, engine, session, standard
from toy_pack import Repo

pytest_plugins = ["pytester"]

# pytester forgets the modules that an inner run imports: without these, classes of ours would exist twice.
IMPORTED_ONCE = (api, collect, engine, session, standard)


@pytest.fixture
def repo(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """Return a learner's repository, empty yet, that is checked against the toy pack."""
    return Repo(pytester, monkeypatch)
