"""The wire carries plain values, all of them and nothing else."""

from __future__ import annotations

import collections
import enum
import json
import math
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from pytest_mlchecklist.host.wire import WireError, dumps, loads

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.complex_numbers(allow_nan=False)
    | st.text(st.characters())
    | st.binary()
)
plain = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(scalars | st.just("!"), inner), max_leaves=10
)
dtypes = (
    hnp.boolean_dtypes()
    | hnp.integer_dtypes(endianness="=")
    | hnp.unsigned_integer_dtypes(endianness="=")
    | hnp.floating_dtypes(endianness="=", sizes=(16, 32, 64))
    | hnp.complex_number_dtypes(endianness="=", sizes=(64, 128))
    | hnp.unicode_string_dtypes(endianness="=")
)


class Colour(enum.IntEnum):
    RED = 3


class Liar(str):
    __slots__ = ()

    def __str__(self) -> str:
        return "a lie"

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return hash("!")


class Half(float):
    def __float__(self) -> float:
        return 0.25


Point = collections.namedtuple("Point", "x y")  # noqa: PYI024 - as learners write them


class EqualToAll(type):
    def __eq__(cls, other: object) -> bool:
        return True

    def __hash__(cls) -> int:
        return hash(float)


class Disguised(metaclass=EqualToAll):
    __class__ = float  # type: ignore[assignment]


@given(plain)
def test_a_plain_value_comes_back(value: Any) -> None:
    """Numbers, text, bytes, lists and dicts with any plain keys come back as they were."""
    assert value == loads(dumps(value))


@given(hnp.arrays(dtypes, hnp.array_shapes(min_dims=0, min_side=0)))
def test_an_array_comes_back(array: np.ndarray[Any, Any]) -> None:
    """An array comes back with its dtype, its shape and its bytes, as a writable copy."""
    back = loads(dumps([array, "beside it"]))[0]
    assert (array.dtype, array.shape, array.tobytes()) == (back.dtype, back.shape, back.tobytes())
    assert back.flags.writeable
    assert back.flags.owndata


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (math.inf, math.inf),
        (-0.0, -0.0),
        ((1, (2,)), [1, [2]]),
        ({(1, (2, 3)): 4}, {(1, (2, 3)): 4}),
        ({"!": "array"}, {"!": "array"}),
        (Colour.RED, 3),
        (Liar("truth"), "truth"),
        (Half(0.5), 0.5),
        (Point(1, 2), [1, 2]),
        (collections.OrderedDict(a=1), {"a": 1}),
        (np.float32(0.5), 0.5),
        (np.float64(0.5), 0.5),
        (np.longdouble(0.5), 0.5),
        (np.int8(3), 3),
        (np.bool_(True), True),
        (np.complex64(1j), 1j),
        (np.str_("é"), "é"),
        (np.bytes_(b"q"), b"q"),
    ],
    ids=repr,
)
def test_a_value_is_reduced_to_a_plain_type(value: object, expected: object) -> None:
    """Subclasses and NumPy's scalars come back as the exact plain types."""
    back = loads(dumps(value))
    assert (type(expected), repr(expected)) == (type(back), repr(back))


def test_a_very_long_int_comes_back() -> None:
    """Also one that Python refuses to write in decimal."""
    assert -(10**6000) == loads(dumps(-(10**6000)))


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        (np.array([[1, 2]]).view(np.matrix), np.array([[1, 2]])),
        (np.arange(6).reshape(2, 3).T, np.arange(6).reshape(2, 3).T),
        (np.array([1, 2], ">i4"), np.array([1, 2], "i4")),
        (np.array([1, 2], np.longdouble), np.array([1.0, 2.0])),
        (np.array([2, 0], np.uint8).view(bool), np.array([True, False])),
    ],
    ids=["matrix", "transposed", "big-endian", "long double", "odd bools"],
)
def test_an_unusual_array_is_reduced(array: np.ndarray[Any, Any], expected: np.ndarray[Any, Any]) -> None:
    """Subclasses, strange layouts and machine-dependent types become ordinary arrays."""
    back = loads(dumps(array))
    assert (np.ndarray, expected.dtype, expected.tolist()) == (type(back), back.dtype, back.tolist())


@pytest.mark.parametrize(
    ("value", "type_name"),
    [
        (object(), "builtins.object"),
        ({1}, "builtins.set"),
        (range(3), "builtins.range"),
        (float, "builtins.type"),
        (Disguised(), "test_wire.Disguised"),
        ([{"deep": object()}], "builtins.object"),
        (np.array([None]), "dtype object"),
        (np.datetime64("2020"), r"dtype datetime64\[Y\]"),
        (np.timedelta64(3), "dtype timedelta64"),
        (np.zeros(1, [("a", int)]), "dtype"),
    ],
    ids=lambda value: value if type(value) is str else "",
)
def test_what_is_not_plain_is_refused_by_its_type(value: object, type_name: str) -> None:
    """The refusal names the type, whatever the value says that it equals."""
    with pytest.raises(WireError, match=f"{type_name}.*, which is not plain"):
        dumps(value)


def test_a_value_that_holds_itself_is_refused() -> None:
    """There is no end to write, so nothing is written."""
    value: list[Any] = []
    value.append(value)
    with pytest.raises(WireError, match="holds itself"):
        dumps(value)


def _message(header: object, *buffers: bytes) -> bytes:
    text = json.dumps(header).encode()
    return struct.pack("!I", len(text)) + text + b"".join(buffers)


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\x00\x00",
        b"\xff\xff\xff\xff{}",
        dumps([1, 2])[:-1],
        dumps([1, 2]) + b"x",
        dumps(np.zeros(3))[:-1],
        _message({"!": "pickle", "size": 3}, b"abc"),
        _message({"!": "array"}),
        _message({"!": "array", "dtype": "|O", "shape": [1]}, bytes(8)),
        _message({"!": "array", "dtype": "<f8", "shape": [-1, -1]}, bytes(8)),
        _message({"!": "array", "dtype": "<f8", "shape": [1 << 62, 4]}),
        _message({"!": "array", "dtype": "<f8", "shape": [1.0]}, bytes(8)),
        _message({"!": "array", "dtype": "<f8", "shape": 1}, bytes(8)),
        _message({"!": "array", "dtype": "<U1", "shape": [1]}, b"\xff" * 4),
        _message({"!": "array", "dtype": "<U0", "shape": [1 << 40]}),
        _message({"!": "bytes", "size": -1}),
        _message({"!": "dict", "items": [[{"a": 1}, 2]]}),
        _message({"!": "int", "hex": "seven"}),
        struct.pack("!I", 200_000) + b"[" * 200_000,
    ],
)
def test_malformed_bytes_are_refused(message: bytes) -> None:
    """Whatever is not a message raises one error."""
    with pytest.raises(WireError):
        loads(message)


@given(st.binary())
def test_any_bytes_are_a_message_or_refused(noise: bytes) -> None:
    """No bytes make the reader raise anything else, even under a sound header."""
    for message in (noise, _message({"!": "array", "dtype": "<U1", "shape": [len(noise) // 4]}, noise)):
        try:
            loads(message)
        except WireError as error:
            assert "message" in str(error)  # noqa: PT017 - either way is right


def test_a_monkeypatch_does_not_reach_the_wire(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the learner's code puts into json and NumPy is not what the wire calls."""
    value = {"x": np.arange(3), 1: [b"y"]}
    for module, names in ((json, ("dumps", "loads")), (np, ("dtype", "frombuffer", "prod", "asarray"))):
        for name in names:
            monkeypatch.setattr(module, name, None)
    back = loads(dumps(value))
    assert ([0, 1, 2], [b"y"]) == (back["x"].tolist(), back[1])
