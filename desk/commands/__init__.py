"""What the verbs of the command line share: an argument parser that speaks Indonesian; knows no verb.

Each module here is one verb and offers `SUMMARY` (one sentence), `add_arguments(parser)` and
`run(arguments) -> int`. `arguments.data` is what was given with `--data` (a folder, or a server's address),
or None.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable
from datetime import date
from typing import Any, NoReturn

from desk.i18n import _

# argparse's own sentences; what matches none is shown as it is (our own type functions speak Indonesian)
_SENTENCES = (
    (r"unrecognized arguments: (.+)", "argumen tidak dikenal: {0}"),
    (r"the following arguments are required: (.+)", "masih kurang: {0}"),
    (r"one of the arguments (.+) is required", "salah satu harus diberikan: {0}"),
    (r"argument (.+?): expected (?:one|at least one|\d+) arguments?", "{0} harus diikuti nilainya"),
    (r"argument (.+?): ignored explicit argument (.+)", "{0} tidak menerima nilai {1}"),
    (r"argument (.+?): not allowed with argument (.+)", "{0} tidak dapat bersama {1}"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", "{0} tidak dapat {1}; pilihannya: {2}"),
    (r"argument (.+?): invalid \w+ value: (.+)", "{0} tidak dapat {1}"),
    (r"argument (.+?): (.+)", "{0}: {1}"),
)


def in_indonesian(message: str) -> str:
    """What argparse says, in one Indonesian sentence."""
    for pattern, sentence in _SENTENCES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return _(sentence).format(*found.groups())
    return message


def has_screen() -> bool:
    """Whether a window can be shown here: a display, or a Qt platform that was chosen by name."""
    if sys.platform == "win32" or sys.platform == "darwin":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def day(text: str) -> date:
    """A date written YYYY-MM-DD and in no other way."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # 2026-02-30 has the shape of a date: refused below like any other text
    raise argparse.ArgumentTypeError(
        _("“{text}” bukan tanggal; tulis YYYY-MM-DD, misalnya 2026-03-13").format(text=text)
    )


def whole(text: str) -> int:
    """A whole number; how large it may be, the rules know."""
    if not re.fullmatch(r"[+-]?[0-9]{1,30}", text):
        raise argparse.ArgumentTypeError(_("“{text}” bukan bilangan bulat").format(text=text))
    return int(text)


def place(text: str) -> str:
    """The value of `--data`; an empty one would silently mean the folder one stands in."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("nama folder tidak boleh kosong"))
    return text


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help that keeps its lines and whose first one begins in Indonesian."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],  # argparse does not publish the group's type
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, _("pakai: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse in Indonesian: one line for bad arguments (exit 2), no abbreviations to grow dependent on."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog=prog, description=description, add_help=False, allow_abbrev=False, formatter_class=Formatter
        )
        # argparse offers no other way to name its two groups
        self._positionals.title = _("argumen")
        self._optionals.title = _("pilihan")
        self.add_argument("-h", "--help", action="help", help=_("tampilkan bantuan ini"))
        # no default: `--data` before the verb must survive a verb without one
        self.add_argument(
            "--data", metavar="DIR", type=place, default=argparse.SUPPRESS, help=_("folder data meja depan")
        )

        self.add_argument(
            "--agency",
            choices=("karangasem", "denpasar"),
            default=argparse.SUPPRESS,
            help=_("instansi bila meja baru dibuat (karangasem)"),
        )

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {in_indonesian(message)}", file=sys.stderr)
        sys.exit(2)
