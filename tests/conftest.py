"""What all tests share."""

from __future__ import annotations

import pytest

# pytester forgets the modules that an inner run imports: without these, classes of ours would exist twice.
import pytest_mlchecklist.api
import pytest_mlchecklist.collect
import pytest_mlchecklist.engine
import pytest_mlchecklist.nodes
import pytest_mlchecklist.standard
from toy_pack import Repo

pytest_plugins = ["pytester"]


@pytest.fixture
def repo(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """Return a learner's repository, empty yet, that is checked against the toy pack."""
    return Repo(pytester, monkeypatch)
