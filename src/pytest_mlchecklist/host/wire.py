"""The wire: plain values as bytes, and back, without ever running anything.

A message is a JSON header, in which markers stand for what JSON lacks, followed by the raw
bytes of its arrays. Types are told apart by identity, never by ``==`` or ``isinstance``, which
a learner's object may answer as it likes. Every function is bound when this module is
imported, so a learner's monkeypatch of NumPy or json does not reach it.
"""

from __future__ import annotations

import json
import math
import struct
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

Buffers = list[bytes]

_MARK = "!"
_LENGTH = struct.Struct("!I")
_WIDEST_JSON_INT = 64
_LAST_CODE_POINT = 0x10FFFF
_DTYPES = {np.dtype(code).str: np.dtype(code) for code in "?bhilqBHILQefdFD"}
_MALFORMED = (AttributeError, KeyError, TypeError, ValueError, OverflowError, RecursionError, struct.error)

_to_json = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode
_decoder = json.JSONDecoder
_product = math.prod
_ndarray = np.ndarray
_dtype = np.dtype
_item = np.generic.item
_astype = np.ndarray.astype
_scalar_as = np.generic.astype
_tobytes = np.ndarray.tobytes
_view = np.ndarray.view
_not_equal = np.not_equal
_byte = np.uint8
_word = np.uint32


class WireError(Exception):
    """A value that is not plain, or bytes that are not a message."""


def dumps(value: object) -> bytes:
    """Return the message that carries a plain value.

    Raises:
        WireError: The value is not plain, or holds itself.
    """
    buffers: Buffers = []
    try:
        header = _to_json(_plain(value, buffers)).encode("ascii")
    except RecursionError:
        message = "a value that holds itself, or is nested too deeply"
        raise WireError(message) from None
    return b"".join((_LENGTH.pack(len(header)), header, *buffers))


def loads(message: bytes) -> Any:
    """Return the plain value that a message carries; its arrays are copies of their own.

    Raises:
        WireError: The message is malformed.
    """
    try:
        start = _LENGTH.size + _LENGTH.unpack_from(message)[0]
        reader = _Reader(message, start)
        value = _decoder(object_hook=reader.revive).decode(str(message[_LENGTH.size : start], "ascii"))
    except _MALFORMED as error:
        text = f"a malformed message ({type(error).__name__})"
        raise WireError(text) from error
    if reader.position != len(message):
        text = "a message of the wrong length"
        raise WireError(text)
    return value


def _plain(value: object, buffers: Buffers) -> object:
    # By id, because a learner's metaclass may define __eq__ and __hash__.
    encode = _BY_TYPE.get(id(type(value))) or _encoder_of(type(value))
    return encode(value, buffers)


def _encoder_of(kind: type) -> Callable[[Any, Buffers], object]:
    for base, encode in _BY_BASE:
        if issubclass(kind, base):
            return encode
    message = f"a value of type {kind.__module__}.{kind.__qualname__}, which is not plain"
    raise WireError(message)


def _plain_same(value: object, _: Buffers) -> object:
    return value


def _plain_int(value: int, _: Buffers) -> object:
    exact = int.__int__(value)
    # Python refuses to write very long ints in decimal.
    return exact if exact.bit_length() <= _WIDEST_JSON_INT else {_MARK: "int", "hex": hex(exact)}


def _plain_float(value: float, _: Buffers) -> float:
    return float.__float__(value)


def _plain_complex(value: complex, _: Buffers) -> object:
    exact = complex.__pos__(value)
    return {_MARK: "complex", "parts": [exact.real, exact.imag]}


def _plain_str(value: str, _: Buffers) -> str:
    return str.__str__(value)


def _plain_bytes(value: bytes, buffers: Buffers) -> object:
    buffers.append(bytes.__getitem__(value, slice(None)))
    return {_MARK: "bytes", "size": len(buffers[-1])}


def _plain_list(value: list[Any], buffers: Buffers) -> object:
    return [_plain(item, buffers) for item in list.__iter__(value)]


def _plain_tuple(value: tuple[Any, ...], buffers: Buffers) -> object:
    return [_plain(item, buffers) for item in tuple.__iter__(value)]


def _plain_dict(value: dict[Any, Any], buffers: Buffers) -> object:
    items = [(_plain(key, buffers), _plain(item, buffers)) for key, item in dict.items(value)]
    if all(type(key) is str and key != _MARK for key, _ in items):
        return dict(items)
    return {_MARK: "dict", "items": items}


def _plain_scalar(value: np.generic, buffers: Buffers) -> object:
    _check_kind(value.dtype)
    # A long double has no Python scalar: item() would return it as it is.
    return _plain(_item(_scalar_as(value, _narrowed(value.dtype))), buffers)


def _plain_array(value: np.ndarray[Any, Any], buffers: Buffers) -> object:
    array = _view(value, _ndarray)
    _check_kind(array.dtype)
    if array.dtype.str not in _DTYPES:
        array = _astype(array, _narrowed(array.dtype))
    buffers.append(_tobytes(array))
    return {_MARK: "array", "dtype": array.dtype.str, "shape": array.shape}


def _check_kind(dtype: np.dtype[Any]) -> None:
    if dtype.kind not in "biufcU":
        message = f"an array of dtype {dtype}, which is not plain"
        raise WireError(message)


def _narrowed(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """Return the native type of the same kind: long doubles differ between machines."""
    native = dtype.newbyteorder("=")
    if dtype.kind == "U":
        return native if native.itemsize else _dtype("U1")
    return _DTYPES.get(native.str) or _dtype("complex128" if dtype.kind == "c" else "float64")


_BY_BASE: list[tuple[type, Callable[[Any, Buffers], object]]] = [
    (int, _plain_int),
    (float, _plain_float),
    (str, _plain_str),
    (bytes, _plain_bytes),
    (complex, _plain_complex),
    (list, _plain_list),
    (tuple, _plain_tuple),
    (dict, _plain_dict),
    (np.ndarray, _plain_array),
    (np.generic, _plain_scalar),
]
_BY_TYPE = {id(kind): encode for kind, encode in _BY_BASE} | {
    id(kind): _plain_same for kind in (type(None), bool, float, str)
}


class _Reader:
    """Turns the markers of one message back into values, in the order in which they were written."""

    def __init__(self, message: bytes, position: int) -> None:
        self._message = message
        self.position = position

    def revive(self, node: dict[str, Any]) -> object:
        if _MARK not in node:
            return node
        return getattr(self, f"_read_{node[_MARK]}")(node)

    def _read_int(self, node: dict[str, Any]) -> int:
        return int(node["hex"], 16)

    def _read_complex(self, node: dict[str, Any]) -> complex:
        return complex(*node["parts"])

    def _read_dict(self, node: dict[str, Any]) -> dict[Any, Any]:
        return {_as_key(key): value for key, value in node["items"]}

    def _read_bytes(self, node: dict[str, Any]) -> bytes:
        start = self._skip(node["size"])
        return self._message[start : self.position]

    def _read_array(self, node: dict[str, Any]) -> np.ndarray[Any, Any]:
        dtype, shape = _known_dtype(node["dtype"]), _known_shape(node["shape"])
        start = self._skip(_product(shape) * dtype.itemsize)
        array = _ndarray(shape, dtype, buffer=self._message, offset=start).copy()
        return _checked(array)

    def _skip(self, size: int) -> int:
        if type(size) is not int or not 0 <= size <= len(self._message) - self.position:
            raise ValueError
        self.position += size
        return self.position - size


def _as_key(value: object) -> object:
    return tuple(map(_as_key, value)) if isinstance(value, list) else value


def _known_dtype(text: str) -> np.dtype[Any]:
    if text[1:2] == "U" and int(text[2:]) > 0:
        return _dtype(text)
    return _DTYPES[text]


def _known_shape(sizes: list[int]) -> tuple[int, ...]:
    if any(type(size) is not int or size < 0 for size in sizes):
        raise ValueError
    return tuple(sizes)


def _checked(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the array if NumPy can read it: not every byte is a bool, nor every word a character."""
    if array.dtype.kind == "b":
        _not_equal(_view(array, _byte), 0, out=array)
    if array.dtype.kind == "U" and array.size:
        words = _ndarray((array.nbytes // 4,), _word, buffer=array)
        if words.max() > _LAST_CODE_POINT:
            raise ValueError
    return array
