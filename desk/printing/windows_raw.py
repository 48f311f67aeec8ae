"""A Windows queue given bytes as they are (datatype RAW), through winspool; knows no command and no paper.

Only ever loaded on Windows. The queue says nothing back: its printer is not asked.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from desk.printing.raw_channels import Deadline, Lost

_UNKNOWN_PRINTER = 1801
_FORBIDDEN = 5


class _DocInfo(ctypes.Structure):
    """DOC_INFO_1W."""

    _fields_ = (
        ("name", ctypes.c_wchar_p),
        ("file", ctypes.c_wchar_p),
        ("datatype", ctypes.c_wchar_p),
    )


class WindowsChannel:
    """One job in one queue."""

    can_answer = False

    def __init__(self, queue: str) -> None:
        self._library: Any = getattr(ctypes, "WinDLL")("winspool.drv", use_last_error=True)  # noqa: B009
        self._handle = ctypes.c_void_p()
        if not self._library.OpenPrinterW(ctypes.c_wchar_p(queue), ctypes.byref(self._handle), None):
            raise self._lost()
        self._has_begun = False

    def begin(self, title: str) -> None:
        """Start the document and its one page."""
        about = _DocInfo(title, None, "RAW")
        if not self._library.StartDocPrinterW(self._handle, 1, ctypes.byref(about)):
            lost = self._lost()
            self.close()
            raise lost
        self._has_begun = True
        self._library.StartPagePrinter(self._handle)

    def write(self, data: bytes) -> None:
        """Give the spooler all of `data`."""
        written = ctypes.c_uint32()
        fits = self._library.WritePrinter(self._handle, data, len(data), ctypes.byref(written))
        if not fits or written.value != len(data):
            raise self._lost()

    def answers(self, deadline: Deadline) -> Iterator[int]:  # noqa: ARG002 - a queue says nothing
        """Nothing."""
        return iter(())

    def forget_answers(self) -> None:
        """Nothing was said."""

    def close(self) -> None:
        """End the document; the spooler sends it now."""
        if self._has_begun:
            self._library.EndPagePrinter(self._handle)
            self._library.EndDocPrinter(self._handle)
        self._library.ClosePrinter(self._handle)

    def _lost(self) -> Lost:
        code = int(getattr(ctypes, "get_last_error")())  # noqa: B009 - absent where this is checked
        if code == _UNKNOWN_PRINTER:
            return Lost("absent")
        return Lost("forbidden" if code == _FORBIDDEN else "other", f"Windows {code}")
