"""The decrees installed here, and the way to a newer one from a file; knows no service's content."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QSizePolicy, QWidget

from desk.errors import Refused
from desk.i18n import _
from desk.queries.standards import DecreeRow
from desk.rules.decree_files import LARGEST_FILE, DecreeFile, read_decree_file
from desk.rules.office_dates import plain_date
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.chips import Chip


class DecreesCard(Card):
    """Lists decrees; `install_wanted` carries the Standard of a file that was read and agreed to."""

    install_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Standar pelayanan terpasang"))
        self._rows: tuple[DecreeRow, ...] = ()
        self._offered: DecreeFile | None = None
        self._column = layouts.vertical(margins=(15, 12, 15, 15), gap=16)
        self._error = labels.wrapped("", kind="error")
        self._offer_head = labels.wrapped("", kind="strong")
        self._offer_words = labels.wrapped("")
        self._offer_plain = labels.wrapped("", kind="quiet")
        self._offer = QWidget()
        self.choose_button = buttons.secondary(_("Pasang SK baru dari berkas …"))
        self.install_button = buttons.primary(_("Pasang"))
        self.cancel_button = buttons.secondary(_("Batal"))
        self._may = False
        self._lay()
        self.choose_button.clicked.connect(self._choose)
        self.install_button.clicked.connect(self._install)
        self.cancel_button.clicked.connect(self.withdraw)
        self.withdraw()

    def show_rows(self, rows: Sequence[DecreeRow]) -> None:
        """Show these decrees."""
        self._rows = tuple(rows)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            self._column.addWidget(_decree(row))
        self._column.addStretch(1)

    def set_may_install(self, *, may: bool) -> None:
        """Whether who sits here may install a decree."""
        self._may = may
        self.withdraw()

    def offer(self, file: Path) -> None:
        """Read `file` and show what installing it would mean; what is wrong in it is said."""
        self.withdraw()
        try:
            decree = read_decree_file(_text_of(file))
            self._check_new(decree)
        except Refused as refused:
            self.refuse(refused.sentence)
            return
        self._offered = decree
        standard = decree.standard
        self._offer_head.setText(_("Pasang SK Nomor {0}?").format(standard.decree_number))
        facts = _("{who}, ditetapkan {day}, {count} layanan. {former}")
        self._offer_words.setText(
            facts.format(
                who=standard.short_name,
                day=plain_date(standard.decree_date),
                count=len(standard.services),
                former=self._former_words(standard.agency),
            )
        )
        plain = _("Daftar periksa layanan {numbers} disusun langsung dari teks SK; periksa sebelum melayani.")
        self._offer_plain.setText(plain.format(numbers=", ".join(decree.plain)) if decree.plain else "")
        self._offer_plain.setVisible(bool(decree.plain))
        self._offer.show()
        self.choose_button.hide()
        self.install_button.setEnabled(True)
        self.install_button.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why nothing was installed."""
        self._error.setText(sentence)
        self._error.show()
        self.install_button.setEnabled(True)

    def withdraw(self) -> None:
        """No file is offered any more."""
        self._offered = None
        self._offer.hide()
        self._error.hide()
        self.choose_button.setVisible(self._may)

    def _lay(self) -> None:
        inner = QWidget()
        inner.setProperty("ground", "clear")
        inner.setLayout(self._column)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(_("Standar pelayanan terpasang"))
        scroll.setWidget(inner)
        self.rule_under_head()
        self.body.addWidget(scroll, 1)
        offer = layouts.vertical(self._offer, gap=8)
        answers = layouts.horizontal(gap=8)
        layouts.fill(answers, None, self.cancel_button, self.install_button)
        layouts.fill(offer, self._offer_head, self._offer_words, self._offer_plain, answers)
        foot = layouts.vertical(margins=(15, 8, 15, 15), gap=8)
        layouts.fill(foot, self._error, self._offer, self.choose_button)
        self.body.addLayout(foot)

    def _choose(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self, _("Pilih berkas SK"), "", _("Berkas SK (*.json);;Semua berkas (*)")
        )
        if name:
            self.offer(Path(name))

    def _install(self) -> None:
        if self._offered is not None:
            self.install_button.setEnabled(False)
            self._error.hide()
            self.install_wanted.emit(self._offered.standard)

    def _check_new(self, decree: DecreeFile) -> None:
        standard = decree.standard
        if any((row.agency, row.number) == (standard.agency, standard.decree_number) for row in self._rows):
            raise Refused(_("SK Nomor {0} sudah terpasang.").format(standard.decree_number))

    def _former_words(self, agency: str) -> str:
        former = next((row for row in self._rows if row.agency == agency and row.is_in_force), None)
        if former is None:
            return ""
        words = _("Menggantikan SK Nomor {number}; permohonan yang sudah tercatat tetap memakai SK lamanya.")
        return words.format(number=former.number)


def _text_of(file: Path) -> str:
    """What stands in `file`; Refused where it cannot be read or is no text."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise Refused(_("Berkas ini terlalu besar untuk sebuah SK."))
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_("Berkas ini bukan teks; pilih berkas JSON.")) from error
    except OSError as error:
        raise Refused(_("Berkas ini tidak dapat dibaca.")) from error


def _decree(row: DecreeRow) -> QWidget:
    """One decree: who, what number, which dates, how many services."""
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    column = layouts.vertical(made, gap=4)
    head = layouts.horizontal(gap=8)
    head.addWidget(labels.wrapped(row.short_name, kind="strong"), 1)
    head.addWidget(_chip(row))
    column.addLayout(head)
    layouts.fill(
        column,
        labels.wrapped(_("{kind} Nomor {number}").format(kind=row.kind, number=row.number)),
        labels.wrapped(_dates(row), kind="quiet"),
        labels.wrapped(_counts(row), kind="quiet"),
    )
    return made


def _chip(row: DecreeRow) -> Chip:
    if not row.is_in_force:
        return Chip(_("sudah diganti"), "quiet")
    return Chip(_("dilayani di sini"), "done") if row.is_served else Chip(_("untuk dibaca"), "quiet")


def _counts(row: DecreeRow) -> str:
    words = _("{count} layanan").format(count=row.service_count)
    if not row.notes:
        return words
    return _("{words} · {notes} catatan tentang naskahnya (di halaman Layanan)").format(
        words=words, notes=len(row.notes)
    )


def _dates(row: DecreeRow) -> str:
    words = _("Ditetapkan {day}").format(day=plain_date(row.decree_on))
    if row.annex_on is None:
        return words
    return _("{words}; lampirannya bertanggal {day}").format(words=words, day=plain_date(row.annex_on))
