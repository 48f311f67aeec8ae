"""Taking a paper out of the desk: what leaves it, somebody answers for; knows no content and no printer."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.i18n import _
from desk.operations.journal import Act, note
from desk.rules import paper_kinds
from desk.rules.paper_kinds import PaperWish
from desk.rules.registers import grouped
from desk.rules.rights import Actor


@dataclass(frozen=True)
class TakeOutOrder:
    """The paper that was looked at, its lines, and where it goes: `printer`, `pdf`, `xlsx` or `csv`."""

    wish: PaperWish
    rows: int
    target: str


def take_out(session: Session, order: TakeOutOrder, actor: Actor) -> None:
    """Note in the journal that the paper leaves the desk; each time is an act of its own.

    Written before the paper: paper that never came out is an act too many in the journal, which harms nobody.
    """
    kind = paper_kinds.check(order.wish, actor)
    words = _targets().get(order.target)
    if words is None or (order.target != "printer" and order.target not in kind.formats):
        raise Refused(_("Pilihan ini tidak dikenal."), field="target")
    sentence = _("{title}, {period}, diambil {target}: {rows} baris.").format(
        title=_(kind.title),
        period=paper_kinds.period_words(kind.asks, order.wish.first, order.wish.last),
        target=words,
        rows=grouped(order.rows),
    )
    changes = (("choice", None, order.wish.choice),) if order.wish.choice else ()
    note(session, actor, Act("paper.take_out", None, sentence, changes))


def _targets() -> dict[str, str]:
    return {
        "printer": _("untuk dicetak"),
        "pdf": _("sebagai berkas PDF"),
        "xlsx": _("sebagai berkas XLSX"),
        "csv": _("sebagai berkas CSV"),
    }
