"""Lines to a receipt printer: a socket, a device file, a Windows queue; knows no command and no paper.

Every wait has an end. What goes wrong is `Lost` with one word for it; the sentence is the printer's to say.
"""

from __future__ import annotations

import contextlib
import errno
import os
import select
import socket
import stat
import time
from collections.abc import Iterator
from typing import Literal, Protocol

TAKEN_WITHIN = 10.0
"""Seconds without one byte taken, after which a printer counts as stuck: it prints 50 mm in each of them."""
_GOODBYE = 0.3
"""Seconds for a printer's last words: closing on unread ones would reset the line and lose the job."""
_AT_ONCE = 16_384

Why = Literal[
    "closed",
    "reset",
    "silent",
    "unknown",
    "absent",
    "forbidden",
    "no_device",
    "busy",
    "paper",
    "full",
    "other",
]


class Lost(Exception):
    """The printer cannot be reached, or not any more."""

    def __init__(self, why: Why, reason: str = "") -> None:
        super().__init__(why)
        self.why: Why = why
        self.reason = reason


class Deadline:
    """A moment after which nobody waits any more."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds still left, never below 0."""
        return max(0.0, self._at - time.monotonic())


class Channel(Protocol):
    """A line to one printer; all of it raises Lost."""

    can_answer: bool

    def begin(self, title: str) -> None:
        """A job called `title` begins."""
        ...

    def write(self, data: bytes) -> None:
        """Give the printer all of `data`."""
        ...

    def answers(self, deadline: Deadline) -> Iterator[int]:
        """The bytes it says, until the deadline."""
        ...

    def forget_answers(self) -> None:
        """Drop what it said unasked."""
        ...

    def close(self) -> None:
        """End the job and hang up; never raises."""
        ...


class NetworkChannel:
    """A socket, as port 9100 of a printer's network card."""

    can_answer = True

    def __init__(self, host: str, port: int, seconds: float) -> None:
        try:
            self._socket = socket.create_connection((host, port), timeout=seconds)
        except OSError as error:
            raise Lost(_why_not_connected(error), _words(error)) from error
        # a small buffer of ours: what is written is then soon with the printer, not with this machine
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _AT_ONCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def begin(self, title: str) -> None:
        """A socket has no titles."""

    def write(self, data: bytes) -> None:
        """In pieces, each taken in time."""
        self._socket.settimeout(TAKEN_WITHIN)
        try:
            for start in range(0, len(data), _AT_ONCE):
                self._socket.sendall(data[start : start + _AT_ONCE])
        except OSError as error:
            raise Lost("full" if isinstance(error, TimeoutError) else "reset", _words(error)) from error

    def answers(self, deadline: Deadline) -> Iterator[int]:
        """Byte after byte."""
        while True:
            self._socket.settimeout(max(deadline.left(), 0.001))
            try:
                said = self._socket.recv(1)
            except TimeoutError:
                return
            except OSError as error:
                raise Lost("reset", _words(error)) from error
            if not said:
                raise Lost("reset")
            yield said[0]

    def forget_answers(self) -> None:
        """What lies there unread."""
        self._socket.settimeout(0)
        with contextlib.suppress(OSError):
            while self._socket.recv(_AT_ONCE):
                pass

    def close(self) -> None:
        """Say that this is all, hear its last words, hang up."""
        end = Deadline(_GOODBYE)
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)
            while end.left():
                self._socket.settimeout(max(end.left(), 0.001))
                if not self._socket.recv(_AT_ONCE):
                    break
        self._socket.close()


def _why_not_connected(error: OSError) -> Why:
    if isinstance(error, socket.gaierror):
        return "unknown"
    if isinstance(error, TimeoutError):
        return "silent"
    if isinstance(error, ConnectionRefusedError):
        return "closed"
    if isinstance(error, ConnectionError):
        return "reset"
    away = (errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN, errno.ENETDOWN)
    return "silent" if error.errno in away else "other"


class DeviceChannel:
    """A device file: /dev/usb/lp0, /dev/ttyUSB0. One that cannot be read is never asked."""

    def __init__(self, path: str) -> None:
        flags = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
        try:
            if not stat.S_ISCHR(os.stat(path).st_mode):
                raise Lost("no_device")
            self._file, self.can_answer = _opened(path, flags)
        except OSError as error:
            raise Lost(_why_not_opened(error), _words(error)) from error

    def begin(self, title: str) -> None:
        """A device has no titles."""

    def write(self, data: bytes) -> None:
        """As much at a time as the device takes."""
        rest = memoryview(data)
        while rest:
            _in, ready, _other = select.select([], [self._file], [], TAKEN_WITHIN)
            if not ready:
                raise Lost("full")
            try:
                rest = rest[os.write(self._file, rest[:_AT_ONCE]) :]
            except BlockingIOError:
                continue
            except OSError as error:
                # Linux' usblp says "no space" for "no paper"
                raise Lost("paper" if error.errno == errno.ENOSPC else "reset", _words(error)) from error

    def answers(self, deadline: Deadline) -> Iterator[int]:
        """Byte after byte."""
        while True:
            ready, _out, _other = select.select([self._file], [], [], deadline.left())
            if not ready:
                return
            try:
                said = os.read(self._file, 1)
            except OSError as error:
                raise Lost("reset", _words(error)) from error
            if not said:
                return
            yield said[0]

    def forget_answers(self) -> None:
        """What lies there unread."""
        with contextlib.suppress(OSError):
            while self.can_answer and select.select([self._file], [], [], 0)[0]:
                if not os.read(self._file, _AT_ONCE):
                    break

    def close(self) -> None:
        """Let the device go."""
        os.close(self._file)


def _opened(path: str, flags: int) -> tuple[int, bool]:
    """The file, and whether it can be read too."""
    try:
        return os.open(path, os.O_RDWR | flags), True
    except PermissionError:
        return os.open(path, os.O_WRONLY | flags), False


def _why_not_opened(error: OSError) -> Why:
    reasons: dict[int, Why] = {
        errno.ENOENT: "absent",
        errno.ENODEV: "absent",
        errno.ENXIO: "absent",
        errno.EACCES: "forbidden",
        errno.EPERM: "forbidden",
        errno.EBUSY: "busy",
    }
    return reasons.get(error.errno or 0, "other")


def windows_channel(queue: str) -> Channel:
    """A Windows queue in its raw way; anywhere else there is none."""
    if os.name != "nt":
        raise Lost("absent")
    from desk.printing import windows_raw

    return windows_raw.WindowsChannel(queue)


def _words(error: OSError) -> str:
    return error.strerror or str(error)
