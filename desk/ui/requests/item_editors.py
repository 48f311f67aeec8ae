"""The editor for each line that is filled in, answering in the form lines are kept in; knows no request.

Days and hours are typed in any way `rules.office_dates` reads ("rab", "9/4", "9", "09.30").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.rules import office_dates
from desk.rules.checklists import Item, mark_word
from desk.ui import theme
from desk.ui.widgets import editors, layouts
from desk.ui.widgets.choices import ChecksEditor, ChoiceEditor
from desk.ui.widgets.editors import LineEditor

_DAY_WIDTH, _HOUR_WIDTH = 132, 68
_HOUR = re.compile(r"([0-9]{1,2})[.:]?([0-9]{2})?")


def read_day(text: str, *, looks_back: bool = False) -> date | None:
    """The day typed; None where nothing is, Refused where it is none."""
    if not text.strip():
        return None
    parse = office_dates.parse_past_day if looks_back else office_dates.parse_day
    day = parse(text, clock.today())
    if day is None:
        raise Refused(_("Tanggal ini tidak terbaca; misalnya 16/3/2026, besok, atau Rabu."))
    return day


def read_hour(text: str) -> time | None:
    """The hour typed as "08.40", "8:40", "0840" or "8"; None where nothing is, Refused where it is none."""
    if not text.strip():
        return None
    found = _HOUR.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Refused(_("Tulis jamnya seperti 08.40."))
    return time(int(found[1]), int(found[2] or 0))


class _Times(QWidget):
    """A day and one or two hours in one line; the first line also takes "rab 09-12" whole."""

    changed = Signal()

    def __init__(self, hours: Sequence[str], *, looks_back: bool = False) -> None:
        super().__init__()
        self._looks_back = looks_back
        self._day = editors.line(placeholder=_("mis. 9/4, Rabu"))
        self._day.setAccessibleName(_("Tanggal"))
        self._hours = [editors.line(placeholder=word) for word in hours]
        for line, word in zip(self._hours, hours, strict=True):
            line.setAccessibleName(word)
        for line in self.lines():
            line.setParent(self)
            line.changed.connect(self.changed)
        self._day.editingFinished.connect(self._spread)
        self.setFocusProxy(self._day)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def lines(self) -> list[LineEditor]:
        """The lines in their order."""
        return [self._day, *self._hours]

    def draft(self) -> object:
        """The texts as typed."""
        return [line.text() for line in self.lines()]

    def restore(self, draft: object) -> None:
        """Put the texts back, or show a kept value (`2026-04-09T09:00`, with a slash between two)."""
        texts = draft if isinstance(draft, list) else self._texts_of(str(draft or ""))
        for line, text in zip(self.lines(), [*texts, "", "", ""], strict=False):
            line.restore(text)

    def sizeHint(self) -> QSize:
        wide = _DAY_WIDTH + len(self._hours) * (_HOUR_WIDTH + 20)
        return QSize(theme.px(wide), self._day.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = 0
        for number, line in enumerate(self.lines()):
            wide = theme.px(_DAY_WIDTH if number == 0 else _HOUR_WIDTH)
            line.setGeometry(left, 0, wide, self.height())
            left += wide + theme.px(8 if number == 0 else 20)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if len(self._hours) < 2:
            return
        painter = QPainter(self)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("quiet"))
        first = self._hours[0].geometry()
        painter.drawText(first.right(), 0, theme.px(21), self.height(), Qt.AlignmentFlag.AlignCenter, "–")
        painter.end()

    def _texts_of(self, kept: str) -> list[str]:
        """A kept value as it would be typed."""
        moments = [datetime.fromisoformat(part) for part in kept.split("/") if part.strip()]
        if not moments:
            return []
        day = moments[0].date()
        return [f"{day.day}/{day.month}/{day.year}", *(moment.strftime("%H.%M") for moment in moments)]

    def _spread(self) -> None:
        """ "rab 09-12" typed into the first line goes to the lines it belongs in."""
        typed = office_dates.parse_booking(self._day.text(), clock.today())
        if typed is None or typed.rest or any(line.text() for line in self._hours):
            return
        self._day.restore(f"{typed.day.day}/{typed.day.month}/{typed.day.year}")
        for line, hour in zip(self._hours, (typed.start, typed.end), strict=False):
            line.restore(hour.strftime("%H.%M"))

    def _read(self) -> tuple[date | None, list[time | None]]:
        hours = [read_hour(line.text()) for line in self._hours]
        day = read_day(self._day.text(), looks_back=self._looks_back)
        if day is None and any(hours):
            raise Refused(_("Isi juga tanggalnya."))
        return day, hours


class MomentEditor(_Times):
    """A day and an hour, kept as an office time; without an hour it is refused."""

    def __init__(self, *, looks_back: bool = False) -> None:
        """`looks_back`: a weekday is its last occurrence, not its next."""
        super().__init__((_("pukul"),), looks_back=looks_back)

    def value(self) -> str:
        """The kept form, "" where nothing is typed."""
        day, (hour,) = self._read()
        if day is None:
            return ""
        if hour is None:
            raise Refused(_("Isi juga jamnya, misalnya 09.00."))
        return _kept(day, hour)

    def moment(self) -> datetime | None:
        """The instant typed."""
        kept = self.value()
        if not kept:
            return None
        typed = datetime.fromisoformat(kept)
        return clock.at_office(typed.date(), typed.time())


class SpanEditor(_Times):
    """A day from one hour to another, kept as a span."""

    def __init__(self) -> None:
        super().__init__((_("mulai"), _("selesai")))

    def value(self) -> str:
        """The kept form; an end that is not yet known is left empty."""
        day, (start, end) = self._read()
        if day is None:
            return ""
        if start is None:
            raise Refused(_("Isi juga jam mulainya, misalnya 09.00."))
        return f"{_kept(day, start)}/{_kept(day, end) if end else ''}"


def _kept(day: date, hour: time) -> str:
    return f"{day.isoformat()}T{hour:%H:%M}"


class _DateEditor(LineEditor):
    """A day, kept as an office date."""

    def __init__(self) -> None:
        super().__init__(parse=_kept_day, placeholder=_("mis. 6/4/2026"))

    def restore(self, draft: object) -> None:
        """Put the text back, or show a kept day."""
        text = str(draft or "")
        try:
            day = date.fromisoformat(text)
        except ValueError:
            super().restore(text)
        else:
            super().restore(f"{day.day}/{day.month}/{day.year}")


def _kept_day(text: str) -> str:
    day = read_day(text)
    return day.isoformat() if day else ""


class DayEditor(_DateEditor):
    """A day, answered as a date or None."""

    def value(self) -> Any:
        """The date typed."""
        kept = super().value()
        return date.fromisoformat(kept) if kept else None


def waived_word() -> str:
    """What stands beside a line that may stay empty."""
    return mark_word("not_needed")


class WaivableEditor(QWidget):
    """A line that the standard asks for but the officer may mark *tidak diperlukan*."""

    changed = Signal()

    def __init__(self, line: LineEditor) -> None:
        super().__init__()
        self._line = line
        self._waived = ChecksEditor([(True, waived_word())])
        row = layouts.horizontal(self, gap=8)
        row.addWidget(line, 1)
        row.addWidget(self._waived)
        self._waived.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setFocusProxy(line)
        line.changed.connect(self.changed)
        self._waived.changed.connect(self._on_waived)

    def is_waived(self) -> bool:
        """Whether it was marked as not there to be had."""
        return bool(self._waived.value())

    def value(self) -> Any:
        """What the line says; nothing where waived."""
        return "" if self.is_waived() else self._line.value()

    def draft(self) -> object:
        """Text and waiver."""
        return [self._line.text(), self._waived.draft()]

    def restore(self, draft: object) -> None:
        """Put both back."""
        text, waived = draft if isinstance(draft, list) else [draft, []]
        self._line.restore(text)
        self._waived.restore(waived)

    def waive(self) -> None:
        """Mark it as not there to be had."""
        self._waived.restore([waived_word()])

    def _on_waived(self) -> None:
        self._line.setEnabled(not self.is_waived())
        self.changed.emit()


def editor_for(item: Item) -> QWidget:
    """The editor of a line that is filled in; its `value()` is what `rules.item_values.keep` reads."""
    if item.input == "choice":
        return ChoiceEditor([(choice, choice) for choice in item.choices])
    made: QWidget = _MADE.get(item.input or "text", editors.line)()
    if item.waivable and isinstance(made, LineEditor):
        return WaivableEditor(made)
    return made


_MADE: dict[str, Any] = {
    "long": editors.LongTextEditor,
    "phone": editors.phone,
    "date": _DateEditor,
    "datetime": MomentEditor,
    "span": SpanEditor,
}
