"""`desk tour DIR`: the counter's whole act in the real window, a picture a step; knows no panel.

The office's clock stands at a Monday morning, so that pictures of two tours compare. What is done goes
through the same keys, panels and operations as at the counter.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from pathlib import Path
from typing import Any

from desk import clock
from desk.commands import Parser, has_screen
from desk.errors import Unavailable
from desk.i18n import _

SUMMARY = _("jalankan tur: seluruh alur di loket, dengan gambar tiap langkah")

MOMENT = clock.at_office(date(2026, 4, 6), time(9, 14))
"""Monday, 6 April 2026, 09.14 WITA."""


def add_arguments(parser: Parser) -> None:
    """Where the pictures go."""
    parser.add_argument("folder", metavar="DIR", type=Path, help=_("folder untuk gambar dan tour.json"))


def run(arguments: argparse.Namespace) -> int:
    """Make the tour; 1 where a step was not so. `tour.json` is written in either case."""
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder: Path = arguments.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(_("Folder {0} tidak dapat dibuat.").format(folder)) from error
    with _place(arguments), _standing_clock():
        from desk.commands.tour_steps import walk  # Qt only now, after its platform was chosen

        told: dict[str, Any] = walk(arguments, folder)
    (folder / "tour.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    failed = told.get("failed")
    if failed:
        print(_("tur berhenti: {0}").format(failed), file=sys.stderr)
        return 1
    print(_("tur selesai: {0} gambar di {1}").format(len(told["pictures"]), folder))
    return 0


@contextmanager
def _place(arguments: argparse.Namespace) -> Iterator[None]:
    """A throw-away data folder where none was given."""
    if arguments.data is not None:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="desk-tour-", ignore_cleanup_errors=True) as folder:
        arguments.data = folder
        yield


@contextmanager
def _standing_clock() -> Iterator[None]:
    clock.run_by(lambda: MOMENT)
    try:
        yield
    finally:
        clock.run_by(None)
