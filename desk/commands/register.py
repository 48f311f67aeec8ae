"""`desk register`: a register, agenda or sheet of figures as a file; changes only the journal."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from desk import app, clock
from desk.commands import Parser, day
from desk.errors import Refused
from desk.i18n import _
from desk.operations.papers import TakeOutOrder, take_out
from desk.queries.papers import choices, paper
from desk.rules import paper_kinds
from desk.rules.paper_kinds import PaperWish
from desk.rules.papers import Paper, Report

SUMMARY = _("register, agenda, dan angka sebagai berkas")
_OWN = "formulir-darurat"
"""Its codes are drawn when it is printed, at the screen alone."""
_ONE = ("booking", "visit")
"""What a paper is of, where it is of one thing and there is no usual one."""


def add_arguments(parser: Parser) -> None:
    """Which paper, of which days, into which file."""
    keys = sorted(key for key in paper_kinds.KINDS if key != _OWN)
    parser.add_argument("key", metavar="KEY", choices=keys, help=" · ".join(keys))
    parser.add_argument("--from", dest="first", metavar="TANGGAL", type=day, help=_("hari pertama"))
    parser.add_argument("--to", dest="last", metavar="TANGGAL", type=day, help=_("hari terakhir"))
    parser.add_argument("--of", dest="choice", metavar="PILIHAN", default="", help=_("layanan, sarana, …"))
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--pdf", metavar="FILE", type=Path, help=_("berkas PDF"))
    target.add_argument("--xlsx", metavar="FILE", type=Path, help=_("berkas XLSX"))
    target.add_argument("--csv", metavar="FILE", type=Path, help=_("berkas CSV"))


def run(arguments: argparse.Namespace) -> int:
    """Note it in the journal, then write the file; a period that is none exits 3."""
    target = next(name for name in ("pdf", "xlsx", "csv") if getattr(arguments, name) is not None)
    file: Path = getattr(arguments, target)
    opened = app.open_for_command(arguments)
    try:
        wish = _wish(arguments)
        _require_format(wish, target)
        _require_choice(opened, wish)
        made = opened.database.read(lambda session: paper(session, wish, opened.actor))
        order = TakeOutOrder(wish, made.rows, target)
        opened.database.write(lambda session: take_out(session, order, opened.actor))
    finally:
        opened.database.close()
    from desk.printing.printers import PdfFile  # reportlab and Qt only for who prints

    PdfFile(file).send(_content(replace(made, made_by=opened.actor.name), target), title=made.name)
    print(_("{name}: {rows} baris, {file}").format(name=made.name, rows=made.rows, file=file))
    return 0


def _wish(arguments: argparse.Namespace) -> PaperWish:
    """Without days: this year's for a year, else today."""
    kind = paper_kinds.kind_of(arguments.key)
    first = arguments.first or clock.today()
    if kind.asks in ("days", "half") and (arguments.first is None) != (arguments.last is None):
        raise Refused(_("Isi --from dan --to, atau tidak keduanya."))
    last = arguments.last or first
    if arguments.last is None and kind.asks not in ("days", "now"):
        first, last = paper_kinds.span_of(kind.asks, first)
    return PaperWish(kind.key, first, last, arguments.choice)


def _require_format(wish: PaperWish, target: str) -> None:
    kind = paper_kinds.kind_of(wish.kind)
    if target not in kind.formats:
        known = ", ".join(f"--{each}" for each in kind.formats)
        sentence = _("{title} tidak dibuat sebagai {target}; pakai {known}.")
        raise Refused(
            sentence.format(title=_(kind.title), target=target.upper(), known=known), field="target"
        )


def _require_choice(opened: app.Opened, wish: PaperWish) -> None:
    """A paper of one event or visitor has to be told which; what there is to choose is said."""
    if wish.choice or paper_kinds.kind_of(wish.kind).choice not in _ONE:
        return
    found = opened.database.read(lambda session: choices(session, wish.kind, opened.actor))
    if not found:
        raise Refused(_("Belum ada yang dapat dipilih untuk cetakan ini."), field="choice")
    lines = "\n".join(f"  {key}  {words}" for key, words in found)
    raise Refused(_("Isi --of dengan salah satu dari ini:\n{lines}").format(lines=lines), field="choice")


def _content(made: Paper, target: str) -> bytes:
    from desk.printing import drawn, workbooks  # as above

    if isinstance(made, Report) and target == "xlsx":
        return workbooks.report_xlsx(made)
    if isinstance(made, Report) and target == "csv":
        return workbooks.report_csv(made)
    return drawn.paper_pdf(made).pdf
