"""What a paper of tables says, whichever register, agenda or sheet it is; knows no database.

One shape serves the PDF, the workbook and the CSV, so none of them can say what another does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from desk import clock
from desk.i18n import _
from desk.rules import office_dates
from desk.rules.document_contents import NO_ART, Art
from desk.rules.letterheads import Letterhead

Align = Literal["left", "centre", "right"]
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column under its head; `share` of the width, relative to the other columns' shares."""

    head: str
    share: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a paper; `empty` is said in its place where it has no rows."""

    columns: tuple[PaperColumn, ...]
    rows: tuple[Row, ...]
    empty: str
    title: str = ""
    bars: tuple[float, ...] = ()
    """Where given, one share (0 to 1) a row: its last column shows it as a bar beside its words."""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole paper: kop, title, period, tables, what was counted, and who signs."""

    kind: str
    """A key of rules.paper_kinds."""
    title: str
    period: str
    letterhead: Letterhead
    parts: tuple[Part, ...]
    made_at: datetime
    made_by: str = ""
    """Initials of whoever took it out; empty for a preview."""
    totals: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    """The roles under which it is signed, from the left; the last one is dated."""
    signed_names: tuple[str, ...] = ()
    """Names already known, beside `signers`; empty ones are left for the hand."""
    is_upright: bool = False
    art: Art = NO_ART

    @property
    def is_register(self) -> bool:
        """Whether its columns are numbered, as registers have them."""
        return self.kind.startswith(("register-", "buku-"))

    @property
    def name(self) -> str:
        """Title and period on one line."""
        return f"{self.title} {self.period}".strip()

    @property
    def rows(self) -> int:
        """How many lines all its tables have."""
        return sum(len(part.rows) for part in self.parts)

    @property
    def made_words(self) -> str:
        """When it was made, and by whom."""
        day = office_dates.long_date(clock.office_date(self.made_at))
        when = f"{day}, {office_dates.clock_time(self.made_at)}"
        if not self.made_by:
            return _("Dibuat {when} WITA").format(when=when)
        return _("Dibuat {when} WITA oleh {initials}").format(when=when, initials=self.made_by)

    @property
    def dated(self) -> str:
        """ "Amlapura, 6 April 2026"."""
        day = office_dates.plain_date(clock.office_date(self.made_at))
        place = self.letterhead.place
        return f"{place}, {day}" if place else day


def numbered(rows: Sequence[Row]) -> tuple[Row, ...]:
    """`rows` with their number before them."""
    return tuple((str(number), *row) for number, row in enumerate(rows, 1))


def shares(values: Sequence[float]) -> tuple[float, ...]:
    """Each of `values` as a share of the largest; none where nothing was counted."""
    most = max(values, default=0)
    return tuple(value / most for value in values) if most else ()


@dataclass(frozen=True, slots=True)
class UnitLabel:
    """One numbered unit as its label says it; `payload` is what a scanner reads."""

    label: str
    name: str
    asset_code: str
    payload: str


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels to stick on things; `paper` is `a4`, `58` or `80`."""

    kind: str
    title: str
    period: str
    office: str
    labels: tuple[UnitLabel, ...]
    paper: str = "a4"
    made_by: str = ""

    @property
    def name(self) -> str:
        """Title and whose on one line."""
        return f"{self.title} {self.period}".strip()

    @property
    def rows(self) -> int:
        """How many there are."""
        return len(self.labels)


@dataclass(frozen=True, slots=True)
class FormSpace:
    """One form: its code, the QR's payload, and which of its batch it is."""

    code: str
    payload: str
    words: str


@dataclass(frozen=True, slots=True)
class BlankForms:
    """Emergency forms of one batch, to be filled in by hand."""

    kind: str
    title: str
    period: str
    letterhead: Letterhead
    forms: tuple[FormSpace, ...]
    promise: str
    """What the citizen is told: that the receipt proper follows."""
    fee: str
    tracking_url: str | None = None
    art: Art = NO_ART
    made_by: str = ""

    @property
    def name(self) -> str:
        """Title and batch on one line."""
        return f"{self.title} {self.period}".strip()

    @property
    def rows(self) -> int:
        """How many there are."""
        return len(self.forms)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A place in the day's queue, without a name: it lies about in the waiting room."""

    kind: str
    title: str
    number: int
    office: str
    arrived: str
    priority: str
    """Empty, or that this visitor goes first."""
    paper: str = "58"
    """The narrow roll: what is set for it fits the wide one too."""
    made_by: str = ""
    period: str = ""

    @property
    def name(self) -> str:
        """Title and number on one line."""
        return f"{self.title} {self.number:03}"

    @property
    def rows(self) -> int:
        """One."""
        return 1


Paper = Report | Labels | BlankForms | Ticket
"""What is looked at, printed or kept."""
