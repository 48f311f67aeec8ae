"""`desk`: the window at the counter; knows how a desk is opened, not what is in it."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from desk.commands import Parser, has_screen
from desk.errors import Refused, Unavailable
from desk.i18n import _

SUMMARY = _("buka meja depan")


def add_arguments(parser: Parser) -> None:
    """Where the desk is, or a throw-away one."""
    parser.add_argument(
        "--demo", action="store_true", help=_("kantor contoh sekali pakai, penuh data buatan")
    )


def run(arguments: argparse.Namespace) -> int:
    """Show the window until it is closed; raises Unavailable where there is no screen to show it on."""
    if not has_screen():
        raise Unavailable(_("Tidak ada layar di sini; `desk tour DIR` membuat gambar tanpa layar."))
    if not arguments.demo:
        from desk.app import windows  # Qt is imported only by the commands that need it

        return windows.run(arguments.data)
    if arguments.data is not None:
        raise Refused(_("Kantor contoh selalu sekali pakai: --demo tidak memakai --data."))
    with tempfile.TemporaryDirectory(prefix="desk-demo-", ignore_cleanup_errors=True) as folder:
        return _run_demo(folder)


def _run_demo(folder: str) -> int:
    from desk.app import windows
    from desk.commands import demo_week

    greeting = _("Kantor contoh, semua data buatan · PIN semua akun {0}")
    guided = windows.Guided(demo_week.make, demo_week.OFFICER, greeting.format(demo_week.SECRET))
    return windows.run(str(Path(folder) / "desk"), guided=guided)
