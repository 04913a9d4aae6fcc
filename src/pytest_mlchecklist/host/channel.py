"""The channel between the pytest process and a host: frames of a serial number and a message."""

from __future__ import annotations

import socket
import struct

from .wire import WireError

CHANNEL_CLOSED = 113
"""The exit status of a host whose end of the channel the learner's code has closed."""

_HEAD = struct.Struct("!QQ")
_LARGEST = 1 << 32
_CHUNK = 1 << 18


class Channel:
    """One end of a private socket.

    The socket's methods are bound here, once, so a learner's monkeypatch does not reach them.
    """

    def __init__(self, connection: socket.socket) -> None:
        self.close = connection.close
        self._send = connection.sendall
        self._receive = connection.recv
        self._set_timeout = connection.settimeout
        self._buffer = bytearray()

    def send(self, serial: int, message: bytes, wait: float | None = None) -> None:
        """Send one frame.

        Raises:
            TimeoutError: The other end took nothing for `wait` seconds.
            OSError: The other end is gone.
        """
        self._set_timeout(wait)
        self._send(_HEAD.pack(serial, len(message)) + message)

    def wait(self) -> tuple[int, bytes]:
        """Return the next frame's serial number and message, however long it takes.

        Raises:
            EOFError, WireError: As `receive` does.
        """
        while (frame := self.receive(None)) is None:
            pass
        return frame

    def receive(self, wait: float | None) -> tuple[int, bytes] | None:
        """Return the next frame's serial number and message, or None when it is not whole yet.

        Args:
            wait: How many seconds to wait for something to come.

        Raises:
            EOFError: The other end is gone.
            WireError: What came is no frame.
        """
        if not self._is_whole():
            self._set_timeout(wait)
            self._buffer += self._next_chunk()
        return self._take() if self._is_whole() else None

    def _next_chunk(self) -> bytes:
        try:
            chunk: bytes = self._receive(_CHUNK)
        except TimeoutError:
            return b""
        except ConnectionError:
            raise EOFError from None
        if not chunk:
            raise EOFError
        return chunk

    def is_closed(self) -> bool:
        """Whether the other end is gone, as far as one can see without waiting."""
        self._set_timeout(0)
        try:
            return not self._receive(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except ConnectionError:
            return True

    def _is_whole(self) -> bool:
        if len(self._buffer) < _HEAD.size:
            return False
        size: int = _HEAD.unpack_from(self._buffer)[1]
        if size > _LARGEST:
            message = "something else than a frame"
            raise WireError(message)
        return len(self._buffer) >= _HEAD.size + size

    def _take(self) -> tuple[int, bytes]:
        serial, size = _HEAD.unpack_from(self._buffer)
        end = _HEAD.size + size
        message = bytes(self._buffer[_HEAD.size : end])
        del self._buffer[:end]
        return serial, message
