"""Estimators: fitted on rows, then asked about other rows, or about what they have learnt.

Understood are classes with `fit`, `train` or a method like it, that returns anything, and
`predict`, `transform` or a method like it; with the data in the constructor; that cluster in
`predict`, keep `labels_`, or predict one row at a time; objects that are built already, such
as a scikit-learn pipeline, and functions that build one; functions `(x, y) -> parameters`
with or without a function that predicts, `(x, k) -> labels`, `(centroids, labels)` in any
order, groups of row numbers, and `(train, test) -> test`; on arrays, lists, tensors, pandas
frames or a learner's own array type; y as (n,), (n, 1) or (1, n), examples in rows or columns,
and one feature as (n,). Where the page says `rebuilds`, a torch module that has no way to learn is
trained by us to rebuild its rows, and its encoder asked. Settings that the page names are set
wherever the code names them; a learning rate at which it diverges is made smaller, three times at
most. Labels are −1 and +1, 0 and 1, or probabilities, and are translated into the page's.

Operations: `call` fits on x (and y) and answers about `at`, or about x where the page has no
`at`; `predict`, `transform`, `inverse`, `decision`, `probabilities` (`at` besides the
contract's arguments) and `score` (`at` and `truth`) ask for the same-named method; `learned`
gives what it has learnt, by the roles of the page; `inputs_after` the data as the call left it.
"""

from __future__ import annotations

import warnings
from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING

from ..attempts import adapter_for, could_not_call, first_words
from ..estimators.alphabets import alphabets
from ..estimators.convention import EstimatorConvention
from ..estimators.forms import COLUMN, FLAT, FLOATS, forms
from ..estimators.page import Page
from ..estimators.parameters import Terms
from ..estimators.runs import Runs
from ..estimators.ways import ways

if TYPE_CHECKING:
    from ..loading import Loaded
    from ..shapes import Signature

MOST_TRIES = 400
STRETCHED = "Using a target size"
"""How torch begins to say that it stretches the targets to another shape."""


def _opened(convention: EstimatorConvention) -> EstimatorConvention:
    """Return the convention once it is open, with targets that lie as its own answers do if it takes them so.

    Raises:
        Exception: It does not fit, for whatever reason.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message=STRETCHED)
        convention.open()
        form = convention.runs.form
        if form.targets not in (FLAT, FLOATS) or not convention.answers_in_a_column:
            return convention
        other = replace(convention, runs=replace(convention.runs, form=replace(form, targets=COLUMN)))
        try:
            other.open()
        except Exception:  # noqa: BLE001 - then it turns them into a column itself
            return convention
        return other


def open_convention(loaded: Loaded, signature: Signature) -> EstimatorConvention:
    """Return the first convention that gives an answer of the contract's shape.

    Raises:
        CannotRun: None does.
    """
    tried: list[str] = []
    terms = Terms.of(signature)
    every = forms(loaded, signature, is_labelled="labels" in signature.options)
    found = product(ways(loaded, terms, tried), every, alphabets(Page(signature).labels))
    for way, form, alphabet in islice(found, MOST_TRIES):
        convention = EstimatorConvention(loaded, signature, Runs(way, form, terms, alphabet))
        try:
            convention = _opened(convention)
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
            words = str(error) if isinstance(error, ValueError) else first_words(error)
            tried.append(f"{way.text}, {form.text}: {words}")
            continue
        missing = convention.not_taken
        if not missing:
            return convention
        tried.append(f"{way.text}: nothing in it takes {', '.join(sorted(missing))}")
    otherwise = "it is neither a class with a fit method nor a function of the data"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter_for(signature))
