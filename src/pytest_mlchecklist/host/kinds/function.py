"""Functions: values in, a result out.

Understood are functions, static methods, methods that do not need their object, classes
with a forward method whose constructor takes what is no array, torch modules and
torch.autograd functions; on NumPy arrays, lists, tensors, pictures of Pillow or a learner's own
array type; for a whole batch, one row, or one number at a time; images with channels first or
last, sequences with the batch or time first, examples in rows or columns, vectors as one row or
column, labels as scores of the classes; that return the result, or a tuple or mapping that holds
it, keep it in an attribute, or work in place. Arguments go by name, in any order; where two names
tell nothing, as in `loss(a, b)`, the order that gives finite numbers is taken. Results are arrays,
numbers, texts, lists, mappings, or several pieces, told apart by shape and type.

Operations: `call`; `repeated` (what `count` calls in a row give, with one `seed` after the other
where there is one); `inputs_after` (the arguments as the call left them); `derivative`
(elementwise; through autograd or the learner's own derivative) and
`derivative_of_output` (the same, where the learner's derivative takes the output);
`pullback` (`upstream` besides the arguments); `gradient` (of a single number, such as a loss, by the
argument that the part's option `differentiates` names, or by the first).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from ..arguments import NoMatch
from ..attempts import adapter_for, could_not_call, first_words
from ..axes import orders
from ..backends import torch_tensors
from ..backends.arrays import to_array
from ..dialects import backends_for, is_features_first
from ..functions.convention import BATCH, FunctionConvention
from ..functions.derivatives import find_derivatives
from ..functions.forms import ONE_HOT, forms_of, misreads
from ..functions.tuples import in_both_orders
from ..refusal import CannotRun
from ..results import result_of
from ..shapes import NUMBERS, ROWS, WHOLE, Signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from ..axes import Axes
    from ..callees import Callee
    from ..functions.forms import Form
    from ..loading import Loaded

SAME = 1e-9


def open_convention(loaded: Loaded, signature: Signature) -> FunctionConvention:
    """Return the first convention whose result has the shape of the contract.

    Raises:
        CannotRun: None fits.
    """
    tried: list[str] = []
    try:
        ways = in_both_orders(loaded, signature)
    except NoMatch as error:
        raise CannotRun(
            f"{loaded.name} can't be called as {signature.part}: {error}", adapter=adapter_for(signature)
        ) from error
    # Code that takes only arrays of equal sizes, or gives what a mistake gives, is wrong, not strange:
    # it is called, and fails. Of an answer for each example, one row as a whole gives an array of one.
    strictly = [(probed, False) for probed in (signature, *signature.mistaken())]
    for probed, single in (*strictly, (signature, True), (signature.squared(), False)):
        possible = _possible(loaded, probed, ways, single=single)
        convention = _first(possible, tried if probed is signature and not single else [])
        if convention is not None:
            return _settled(replace(convention, signature=signature), loaded, probed)
    otherwise = "it is neither a function nor a class with a method such as forward"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter_for(signature))


def _first(possible: Iterable[FunctionConvention], tried: list[str]) -> FunctionConvention | None:
    """Return the first convention that fits, one that may misread its labels only where no other does."""
    doubtful = None
    for convention in possible:
        try:
            convention.open()
            if not misreads(convention.call, convention.signature, convention.form):
                return convention
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
            tried.append(f"{convention.way_text}: {first_words(error)}")
        else:
            doubtful = doubtful or convention
    return doubtful


def _possible(
    loaded: Loaded, signature: Signature, ways: list[Callee], *, single: bool
) -> Iterator[FunctionConvention]:
    """Yield the conventions to try, the most usual first; `single` ones give a number as an array of one."""
    batched = (WHOLE, ROWS) if _has_rows(signature) else (WHOLE,)
    layouts = (*batched, NUMBERS) if _is_elementwise(signature) else batched
    possible = list(orders(signature, loaded))
    backends = list(_in_each_precision(backends_for(loaded, signature.options)))
    features_first = is_features_first(loaded, signature)
    forms = list(forms_of(signature, loaded.source, features_first=features_first))
    if single:
        forms, layouts = [replace(form, single=True) for form in forms if form.axis is not None], (WHOLE,)
    tried: Iterable[tuple[Form, str, Callee, Any, Axes]] = product(forms, layouts, ways, backends, possible)
    if ONE_HOT in signature.options.get("forms", ()):
        # Labels broadcast along columns: the forms of labels come before another order of axes.
        turned = product(possible, forms, layouts, ways, backends)
        tried = ((form, layout, callee, backend, axes) for axes, form, layout, callee, backend in turned)
    for form, layout, callee, backend, axes in tried:
        if layout == WHOLE or (axes is possible[0] and form is forms[0]):
            result = result_of(signature)
            yield FunctionConvention(
                callee, backend, signature, layout, axes, result, how=loaded.how, form=form
            )


def _in_each_precision(backends: list[Any]) -> Iterator[Any]:
    """Yield the array types, tensors of torch in the precision of tensors that learners make, too."""
    for backend in backends:
        yield backend
        if backend is torch_tensors:
            yield torch_tensors.SINGLE


def _has_rows(signature: Signature) -> bool:
    """Return whether rows could go in one by one."""
    takes_batch = any((argument.axes or ())[:1] == BATCH for argument in signature.arrays)
    return takes_batch and (signature.returns or ())[:1] == BATCH


def _is_elementwise(signature: Signature) -> bool:
    return (
        signature.returns is not None
        and all(argument.axes == signature.returns for argument in signature.arrays)
        and "mixes" not in signature.options
    )


def _settled(convention: FunctionConvention, loaded: Loaded, probed: Signature) -> FunctionConvention:
    """Settle which axis holds the examples, and look for derivatives."""
    if probed is not convention.signature:
        return convention
    convention = _in_order(convention)
    convention.derivatives = tuple(find_derivatives(loaded, convention.callee, convention.signature))
    axes = convention.signature.arrays[0].axes or ()
    if "mixes" not in convention.signature.options or convention.layout != WHOLE or len(axes) == 1:
        return convention
    rows, columns = _mixes_along(convention, 0), _mixes_along(convention, 1)
    if not rows:
        return convention
    if not columns:
        convention.transposed = is_features_first(loaded, convention.signature)
    else:
        _use_rows(convention)
    return convention


def _in_order(convention: FunctionConvention) -> FunctionConvention:
    """Settle which of two arguments comes first where no name tells: the order that gives finite numbers."""
    pair = convention.signature.options.get("interchangeable", ())
    found = convention.callee.match
    if not pair or not {*pair} <= {*found.guessed} or _is_finite(convention):
        return convention
    callee = replace(convention.callee, match=found.swapped(*pair))
    other = replace(convention, callee=callee, result=result_of(convention.signature))
    try:
        other.open()
    except Exception:  # noqa: BLE001 - then the first order is the only one that it takes
        return convention
    return other if _is_finite(other) else convention


def _is_finite(convention: FunctionConvention) -> bool:
    came = convention.run("call", [], convention.signature.probe())
    return bool(np.all(np.isfinite(to_array(came))))


def _mixes_along(convention: FunctionConvention, axis: int) -> bool:
    """Return whether a change of one slice along the axis reaches the others."""
    probe = convention.signature.probe()
    name = convention.signature.arrays[0].name
    before = convention.run("call", [], probe)
    changed = np.array(probe[name])
    np.moveaxis(changed, axis, 0)[1] += 1.0
    after = convention.run("call", [], {**probe, name: changed})
    others = np.delete(np.abs(after - before), 1, axis=axis)
    return bool(np.any(others > SAME))


def _use_rows(convention: FunctionConvention) -> None:
    """It mixes everything that it gets: give it one example at a time, if it takes that."""
    whole = convention.layout, convention.result
    convention.layout, convention.result = ROWS, result_of(convention.signature)
    try:
        convention.open()
    except Exception:  # noqa: BLE001 - then a batch is the only thing that it takes
        convention.layout, convention.result = whole
