"""A thermal printer of the tests' own on loopback: renders what it gets and answers for its state.

Its moods: `ready`; `silent` (prints and says nothing), `resetting` (hangs up with a reset at once), `midway`
(resets in the middle of a picture), `stuck` (never reads), `late` (answers before the paper, not after it).
`answers` are its bytes to DLE EOT 1–4; `after` those it gives once paper came out.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from types import TracebackType

import thermal_paper
from thermal_paper import Roll

READY = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}
NO_PAPER = {1: 0x1A, 2: 0x32, 3: 0x12, 4: 0x72}
COVER_OPEN = {1: 0x1A, 2: 0x16, 3: 0x12, 4: 0x12}
_RESET = struct.pack("ii", 1, 0)


class ThermalPrinter:
    """Listens until it is left; `jobs` are the rolls it printed, one a connection that brought any."""

    def __init__(self, *, head: int = 576, mood: str = "ready") -> None:
        self.head, self.mood = head, mood
        self.answers = dict(READY)
        self.after: dict[int, int] | None = None
        self.jobs: list[Roll] = []
        self.questions: list[int] = []
        self.broken: list[str] = []
        self.hung_up = threading.Semaphore(0)
        """Released once a connection has ended and its roll is in `jobs`."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        if mood == "stuck":
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        self.port: int = self._listener.getsockname()[1]
        self._lines: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    @property
    def address(self) -> str:
        """As it is typed."""
        return f"127.0.0.1:{self.port}"

    def __enter__(self) -> ThermalPrinter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.switch_off()
        for line in self._lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()
        for thread in self._threads:
            thread.join(5)

    def switch_off(self) -> None:
        """Take no more connections."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def wait(self, seconds: float = 10) -> Roll:
        """The newest roll, once its connection has ended."""
        assert self.hung_up.acquire(timeout=seconds), "nothing came"
        assert not self.broken, self.broken
        return self.jobs[-1]

    def _listen(self) -> None:
        while True:
            try:
                line, _address = self._listener.accept()
            except OSError:
                return
            self._lines.append(line)
            if self.mood == "stuck":
                continue
            thread = threading.Thread(target=self._serve, args=(line,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, line: socket.socket) -> None:
        if self.mood == "resetting":
            self._reset(line)
            return
        job, rest = b"", b""
        with contextlib.suppress(OSError):
            while piece := line.recv(65_536):
                rest += piece
                if self.mood == "midway" and len(job) + len(rest) > 20_000:
                    self._reset(line)
                    return
                took, rest = self._take(line, rest)
                job += took
        try:
            if job:
                self.jobs.append(thermal_paper.read(job, head=self.head))
            if rest:
                self.broken.append(f"left over: {rest[:16].hex(' ')}")
        except AssertionError as error:
            self.broken.append(str(error))
        line.close()
        self.hung_up.release()

    def _take(self, line: socket.socket, rest: bytes) -> tuple[bytes, bytes]:
        """Whole commands of `rest`, with questions answered on the way; and what is still to come."""
        job = b""
        while size := _length(rest):
            command, rest = rest[:size], rest[size:]
            if command[:2] == b"\x10\x04":
                self._answer(line, command[2])
            else:
                job += command
                if command[:2] == b"\x1dV" and self.after is not None:
                    self.answers = dict(self.after)
                if command[:2] == b"\x1dV" and self.mood == "late":
                    self.mood = "silent"
        return job, rest

    def _answer(self, line: socket.socket, number: int) -> None:
        self.questions.append(number)
        if self.mood != "silent":
            line.sendall(bytes([self.answers[number]]))

    @staticmethod
    def _reset(line: socket.socket) -> None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        line.close()


def _length(rest: bytes) -> int:
    """How long the command at the head of `rest` is; 0 where it has not wholly come."""
    sizes = {b"\x1b@": 2, b"\x1ba": 3, b"\x1bd": 3, b"\x1dV": 4, b"\x10\x04": 3, b"\x1dv": 8}
    if len(rest) < 2:
        return 0
    size = sizes.get(rest[:2])
    if size is None:
        return len(rest)  # not of the five: thermal_paper names it
    if rest[:2] == b"\x1dv":
        if len(rest) < 8:
            return 0
        size += int.from_bytes(rest[4:6], "little") * int.from_bytes(rest[6:8], "little")
    return size if len(rest) >= size else 0
