"""What happens when something fails that nobody expected: a log line, and one dialog for each distinct fault.

Knows no feature. Faults of the surroundings (full disk, no memory, a database that went away) are said as
such and are no bugs. The log holds places in the code and no citizen's data: messages are masked.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import platform
import re
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler, qVersion

from desk import paths
from desk.errors import DeskError
from desk.i18n import _

LOG_NAME = "desk.log"
_LONGEST_MESSAGE = 200
_SURROUNDINGS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EMFILE}
_log = logging.getLogger("desk")

Show = Callable[[str, str], None]


def masked(message: str) -> str:
    """`message` without what could be a citizen's: SQL parameters, quoted words, figures of five and more."""
    head = re.split(r"\[(?:SQL|parameters)\b|\n", message, maxsplit=1)[0]
    head = re.sub(r"(['\"“«]).*?(['\"”»])", r"\1…\2", head)
    head = re.sub(r"\S+@\S+", "…", head)
    head = re.sub(r"\d(?:[\s.-]?\d){4,}", "…", head)
    return head[:_LONGEST_MESSAGE]


def described(error: BaseException) -> str:
    """Type, masked message and frames of `error` and its causes, without any variable's value."""
    parts: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(parts) < 8:
        frames = traceback.extract_tb(seen.__traceback__)
        places = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        parts.append("\n".join([f"{type(seen).__name__}: {masked(str(seen))}", *places]))
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(parts)


def fingerprint(error: BaseException) -> str:
    """Six letters that are the same for the same fault at the same place."""
    frames = traceback.extract_tb(error.__traceback__)
    places = "|".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return hashlib.sha256(f"{type(error).__name__}|{places}".encode()).hexdigest()[:6]


def is_surroundings(error: BaseException) -> bool:
    """Whether `error` is the machine's fault and not the program's."""
    if isinstance(error, DeskError | MemoryError):
        return True
    return isinstance(error, OSError) and (error.errno in _SURROUNDINGS or isinstance(error, ConnectionError))


def sentence_for(error: BaseException) -> str:
    """What to tell the officer about a fault of the surroundings."""
    if isinstance(error, DeskError):
        return str(error)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("Disk penuh. Kosongkan ruang, lalu coba lagi.")
    if isinstance(error, MemoryError):
        return _("Memori komputer habis. Tutup program lain, lalu coba lagi.")
    return _("Berkas atau jaringan tidak dapat dijangkau. Periksa, lalu coba lagi.")


class CrashReporter(QObject):
    """Takes unexpected errors from any thread and tells each distinct one once, on the window's thread."""

    _happened = Signal(object)

    def __init__(self, show: Show, *, log_folder: Path | None = None) -> None:
        super().__init__()
        self._show = show
        self._folder = log_folder or paths.log_folder()
        self._told: set[str] = set()
        self._handler: logging.Handler | None = None
        self._happened.connect(self._tell)

    def install(self) -> None:
        """Take over the hooks of the interpreter, of threads and of Qt, and open the log."""
        self._open_log()
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(_on_qt_message)

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        if self._handler is not None:
            _log.removeHandler(self._handler)
            self._handler.close()
            self._handler = None

    def report(self, error: BaseException) -> None:
        """Log `error` and tell it, unless its like was told before; from any thread."""
        if isinstance(error, KeyboardInterrupt | SystemExit):
            return
        if is_surroundings(error):
            _log.warning("surroundings\n%s", described(error))
        else:
            _log.error("fault %s\n%s", fingerprint(error), described(error))
        self._happened.emit(error)

    def _tell(self, error: BaseException) -> None:
        if is_surroundings(error):
            self._show(sentence_for(error), "")
            return
        mark = fingerprint(error)
        if mark in self._told:
            return
        self._told.add(mark)
        detail = _("Yang sudah tersimpan tetap aman. Catatan teknis {mark} ada di berkas {file}.")
        self._show(
            _("Terjadi kesalahan pada program."),
            detail.format(mark=mark.upper(), file=self._folder / LOG_NAME),
        )

    def _open_log(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file = self._folder / LOG_NAME
            handler = RotatingFileHandler(file, maxBytes=500_000, backupCount=3, encoding="utf-8")
        except OSError:
            return  # a desk that cannot write its log still works
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        self._handler = handler
        _log.addHandler(handler)
        if _log.level == logging.NOTSET:
            _log.setLevel(logging.INFO)
        _log.info("start, Python %s, Qt %s on %s", platform.python_version(), qVersion(), platform.system())

    def _on_exception(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self.report(error)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if message.startswith("This plugin does not support"):
        return
    level = logging.WARNING if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtInfoMsg) else logging.ERROR
    if kind != QtMsgType.QtDebugMsg:
        _log.log(level, "qt: %s", masked(message))
