"""What is promised by when, day by day, and what else the applicant is told; knows no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from desk.i18n import _
from desk.queries.deadlines import ClockDetail
from desk.queries.inner_targets import TargetRow
from desk.queries.public_services import PromisePreview, ServiceDetail
from desk.rules.office_dates import long_date, month_name, plain_date
from desk.rules.outside_clocks import outside_words
from desk.rules.promises import Promise
from desk.rules.standards import Channel, ServiceStandard
from desk.rules.working_days import DayOff
from desk.ui import theme
from desk.ui.widgets import labels, layouts
from desk.ui.widgets.calendar_strip import CalendarStrip, CountedDays
from desk.ui.widgets.cards import Card

WIDTH, NARROW = 330, 288
_LONGEST_STRIP = 62
_CHANNELS = ("sp4n_lapor", "telepon", "email")


class PromiseCard(Card):
    """The promise in the service's own words, the days it counts and skips."""

    def __init__(self) -> None:
        super().__init__(_("Jangka waktu"))
        self._words = labels.wrapped("", kind="muted")
        self._date = labels.wrapped("", kind="title")
        self._length = labels.wrapped("")
        self._strip = CalendarStrip()
        self._skipped = labels.wrapped("", kind="quiet")
        self._progress = labels.wrapped("", kind="quiet")
        self._targets = labels.wrapped("", kind="quiet")
        self._law = labels.wrapped("", kind="quiet")
        self._outside = labels.wrapped("", kind="quiet")
        self._column = self.padded(gap=6)
        layouts.fill(self._column, *self._said()[:3], self._strip, *self._said()[3:])
        self._outside.hide()
        self.clear()

    def add_button(self, button: QWidget) -> None:
        """Put a button at the foot."""
        self._column.addSpacing(2)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_service(self, service: ServiceStandard | None) -> None:
        """Name what of the service is not the office's own clock, where there is such a part."""
        sentence = outside_words(service) if service is not None else ""
        words = _("Di luar jangka waktu kantor: {sentence}.").format(sentence=sentence) if sentence else ""
        self._put(self._outside, words)

    def show_targets(self, targets: Sequence[TargetRow]) -> None:
        """Tell what the office set itself inside the promise, and how that stands."""
        said = "\n".join(_target_words(row) for row in targets)
        self._put(self._targets, said)

    def show_clock(self, clock: ClockDetail) -> None:
        """Tell beside the date how much of it is used, and what is to be warned of."""
        self._put(self._progress, progress_words(clock))
        self._put(self._law, "\n".join(clock.deadline.warnings))

    def clear(self) -> None:
        """No service chosen."""
        self._show(_("Pilih layanan: di sini tampil apa yang dijanjikan, dan kapan."), "", "")

    def show_preview(self, preview: PromisePreview) -> None:
        """Show what saving now would promise."""
        promise, later = preview.promise, preview.if_complete_today
        if later is not None:
            words = _("{words}, bila lengkap hari ini").format(words=later.words)
            self.show_promise(later, today=preview.today, words=words)
        else:
            self.show_promise(promise, today=preview.today)
        said = preview.warnings
        if preview.statutory_on is not None:
            sentence = _("Menurut {law} dihitung sejak diterima: {day}.")
            law = sentence.format(law=preview.statutory_basis, day=plain_date(preview.statutory_on))
            said = (law, *preview.warnings)
        self._put(self._law, "\n".join(said))

    def show_promise(self, promise: Promise, *, today: date, words: str = "") -> None:
        """Show one promise; `words` instead of its own before the date."""
        if promise.due_on is None:
            self._show(promise.words, "", promise.explanation or promise.starts_words)
            return
        length = ", ".join(part for part in (promise.starts_words, promise.extension_words) if part)
        self._show(words or promise.words, long_date(promise.due_on), f"{length}.")
        self._strip.show_days(_counted(promise, today))
        self._strip.setVisible((promise.due_on - (promise.starts_on or today)).days <= _LONGEST_STRIP)
        self._put(self._skipped, skipped_words(promise.skipped))

    def text(self) -> str:
        """All that is said, for tests and for reading aloud."""
        return "\n".join(part.text() for part in self._said() if part.text())

    def _said(self) -> tuple[labels.Label, ...]:
        after = (self._skipped, self._progress, self._targets, self._law, self._outside)
        return (self._words, self._date, self._length, *after)

    def _show(self, words: str, when: str, length: str) -> None:
        self._put(self._words, words)
        self._put(self._date, when)
        self._put(self._length, length)
        for label in (self._skipped, self._progress, self._targets, self._law):
            self._put(label, "")
        self._strip.show_days(None)
        self._strip.hide()

    def _put(self, label: labels.Label, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))


class TellingCard(Card):
    """Product, cost, who handles it, what to do when dissatisfied, where to complain."""

    def __init__(self) -> None:
        super().__init__(_("Produk pelayanan"))
        self._product = labels.wrapped("")
        self._fee = labels.wrapped("", kind="strong")
        self._unit = labels.wrapped("", kind="quiet")
        self._objection = (labels.strong(_("Bila tidak puas")), labels.wrapped(""))
        self._complaint = (labels.strong(_("Pengaduan")), labels.wrapped(""))
        self._column = column = self.padded(gap=6)
        layouts.fill(column, self._product, self._fee, self._unit)
        for head, words in (self._objection, self._complaint):
            column.addSpacing(6)
            layouts.fill(column, head, words)

    def add_button(self, button: QWidget) -> None:
        """Put a button at the foot."""
        self._column.addSpacing(4)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_service(self, detail: ServiceDetail, variant: str | None = None) -> None:
        """Tell what belongs to this service."""
        entry = detail.entry
        self._product.setText(", ".join(_products(detail, variant)))
        self._fee.setText(entry.fee_words)
        unit = detail.unit_name
        self._unit.setText(_("Ditangani {unit}").format(unit=unit) if unit else "")
        self._unit.setVisible(bool(unit))
        self._say(self._objection, _objection(detail))
        self._say(self._complaint, " · ".join(_channels(detail.standard.channels)))

    def text(self) -> str:
        """All that is said."""
        return "\n".join(label.text() for label in (self._product, self._fee, self._unit)) + "\n".join(
            words.text() for _head, words in (self._objection, self._complaint)
        )

    def _say(self, pair: tuple[labels.Label, labels.Label], words: str) -> None:
        pair[1].setText(words)
        for label in pair:
            label.setVisible(bool(words))


class TellingColumn(QScrollArea):
    """Cards in a column, scrolling where they are taller than the screen."""

    def __init__(self, *cards: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("ground", "clear")
        column = layouts.vertical(inner, gap=16)
        layouts.fill(column, *cards, None)
        self.setWidget(inner)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.refit()

    def refit(self) -> None:
        """Take the width of the scale in use; a small window may have some of it."""
        self.setMinimumWidth(theme.px(NARROW))
        self.setMaximumWidth(theme.px(WIDTH))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH), super().sizeHint().height())


def _target_words(row: TargetRow) -> str:
    sign = "✓" if row.is_met else "!" if row.is_late else "○"
    return _("{sign} Target internal · {title}: {words}").format(sign=sign, title=row.title, words=row.words)


def progress_words(clock: ClockDetail) -> str:
    """ "4 hari kerja terpakai, 6 lagi · konsep paling lambat Kamis, 2 April 2026"; empty without a date."""
    if clock.progress is None:
        return ""
    used, left = clock.progress.used, clock.progress.left
    words = _("{used} hari kerja terpakai, {left} lagi") if left >= 0 else _("{used} hari kerja terpakai")
    said = [words.format(used=used, left=left)]
    draft_on = clock.deadline.draft_on
    if draft_on is not None:
        said.append(_("konsep paling lambat {day}").format(day=long_date(draft_on)))
    return " · ".join(said)


def skipped_words(skipped: Iterable[DayOff]) -> str:
    """ "Dilewati: 18 cuti bersama Nyepi · 19 Nyepi · 3 April Wafat Yesus Kristus"; of weekends nothing."""
    named: dict[str, list[date]] = {}
    for off in skipped:
        if off.kind != "weekend":
            named.setdefault(off.name, []).append(off.day)
    if not named:
        return ""
    month = 0
    said = []
    for name, days in sorted(named.items(), key=lambda pair: pair[1][0]):
        shown = ", ".join(str(day.day) for day in days)
        if month and days[0].month != month:
            shown += f" {month_name(days[0].month)}"
        month = days[-1].month
        said.append(f"{shown} {name}")
    return _("Dilewati: {days}").format(days=" · ".join(said))


def _counted(promise: Promise, today: date) -> CountedDays:
    skipped = {off.day: off.name for off in promise.skipped if off.kind != "weekend"}
    return CountedDays(
        first_on=promise.starts_on or today,
        due_on=promise.due_on,
        today_on=today,
        counted=frozenset(promise.counted),
        skipped=skipped,
        spoken=skipped_words(promise.skipped),
    )


def _products(detail: ServiceDetail, variant: str | None) -> tuple[str, ...]:
    """The product of the variant chosen, else all of the service's."""
    chosen = detail.entry.variant(variant)
    if chosen is None:
        return detail.standard.products
    if chosen.product is not None:
        return (detail.standard.products[chosen.product],)
    return (chosen.label,)


def _objection(detail: ServiceDetail) -> str:
    """UU 14/2008 Pasal 35–36: thirty working days to object, thirty to answer; only information requests."""
    if not detail.entry.takes_objections:
        return ""
    to = detail.objection_to
    superior = _("{name} (atasan PPID)").format(name=to) if to else _("atasan PPID")
    sentence = _(
        "Ajukan keberatan kepada {superior} paling lambat 30 hari kerja; "
        "ditanggapi paling lambat 30 hari kerja."
    )
    return sentence.format(superior=superior)


def _channels(channels: Iterable[Channel]) -> list[str]:
    """The channels people use, without the https:// before them."""
    found = {channel.type: channel.value for channel in channels if channel.value}
    said = [found[kind] for kind in _CHANNELS if kind in found]
    return [text.removeprefix("https://").removesuffix("/") for text in said if text]
