"""The tanda terima as a PDF; knows what it says only as words, and no printer."""

from __future__ import annotations

from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from desk.i18n import _
from desk.printing import faces, flow, qr
from desk.printing.flow import Box, Column, Style
from desk.printing.papers import DOT, ROLL_80, Paper
from desk.printing.qr import Matrix
from desk.rules.slips import SlipContent, SlipLine
from desk.rules.tracking_codes import SCAN_PREFIX


class _Styles:
    """Every size on the slip; nothing is grey, a thermal head knows only black."""

    def __init__(self, scale: float) -> None:
        self.office = Style("bold", 10 * scale)
        self.small = Style("regular", 7.6 * scale)
        self.small_bold = Style("bold", 7.6 * scale)
        self.title = Style("bold", 14 * scale, 1.2)
        self.copy = Style("bold", 11 * scale, 1.2)
        self.head = Style("bold", 7.4 * scale, 1.3)
        self.body = Style("regular", 8.6 * scale)
        self.strong = Style("bold", 8.6 * scale)
        self.number = Style("bold", 11.5 * scale, 1.2)
        self.due = Style("bold", 12 * scale, 1.2)
        self.fee = Style("bold", 9.2 * scale)
        self.code = Style("bold", 17 * scale, 1.15)


def slip_pdf(content: SlipContent, paper: Paper = ROLL_80) -> bytes:
    """The receipt on `paper`; the same bytes for the same words."""
    column = _Setting(content, paper).column()
    numbers = ", ".join(line.number for line in content.lines)
    return flow.to_pdf(column, paper, title=f"{content.title} {numbers}")


class _Setting:
    """One receipt being set, from its head to the tear-off margin."""

    def __init__(self, content: SlipContent, paper: Paper) -> None:
        self.content = content
        self.styles = _Styles(paper.scale)
        self.main = Column(paper.column)
        first = content.lines[0]
        self.one_applicant = all(line.applicant == first.applicant for line in content.lines)
        self.one_time = all(line.received_at == first.received_at for line in content.lines)

    def column(self) -> Column:
        """Everything under one another."""
        self._letterhead()
        self._title()
        for line in self.content.lines:
            self._request(line)
        self._fee()
        self._codes()
        self._foot()
        return self.main

    def _letterhead(self) -> None:
        styles, main = self.styles, self.main
        main.text(self.content.office_name, styles.office, align="centre")
        for words in (self.content.office_address, _phone(self.content)):
            if words:
                main.text(words, styles.small, align="centre")
        main.gap(10)
        main.rule(2)
        main.gap(12)

    def _title(self) -> None:
        styles, main, content = self.styles, self.main, self.content
        main.text(content.title.upper(), styles.title, align="centre")
        if content.copy_words:
            main.gap(4)
            inner = main.inside(8)
            inner.text(content.copy_words, styles.copy, align="centre")
            main.framed(inner, padding=6, dots=3)
        main.gap(10)
        first = content.lines[0]
        if self.one_time:
            self._received_at(first)
        if self.one_applicant:
            self._applicant(first)
        if content.replaces:
            main.gap(4)
            main.text(content.replaces, styles.small)

    def _pair(self, label: str, words: str, label_style: Style, style: Style) -> None:
        """A label and what it says, all values under one another."""
        widest = faces.width(_("Diterima pada"), self.styles.body.weight, self.styles.body.size)
        left = Column(_whole(widest) + 2 * DOT)
        right = Column(self.main.width - left.width - 12 * DOT)
        left.text(label, label_style)
        right.text(words, style)
        self.main.beside(left, right, gap=12)

    def _received_at(self, line: SlipLine) -> None:
        self._pair(_("Diterima pada"), line.received_at, self.styles.body, self.styles.body)

    def _applicant(self, line: SlipLine) -> None:
        self._pair(_("Pemohon"), line.applicant, self.styles.body, self.styles.strong)

    def _request(self, line: SlipLine) -> None:
        styles, main = self.styles, self.main
        main.gap(12)
        main.rule(1)
        main.gap(12)
        main.text(line.number, styles.number)
        main.text(line.service, styles.body)
        if not self.one_applicant:
            self._applicant(line)
        if not self.one_time:
            self._received_at(line)
        self._promise(line)
        self._documents(line)
        self._bookings(line)

    def _head(self, words: str) -> None:
        self.main.gap(12)
        self.main.text(words.upper(), self.styles.head)
        self.main.gap(2)

    def _promise(self, line: SlipLine) -> None:
        styles, main = self.styles, self.main
        main.gap(10)
        main.text(_sentence(line.promise), styles.body if line.due else styles.strong)
        if line.due:
            main.text(line.due, styles.due)
        if line.counted:
            main.text(line.counted, styles.small)

    def _documents(self, line: SlipLine) -> None:
        if line.documents:
            self._head(_("Berkas diterima"))
            for each in line.documents:
                self._item(f"{each.name} · {each.form}", is_there=True)
        if line.missing:
            self._head(_("Belum ada, harap dilengkapi"))
            for name in line.missing:
                self._item(name, is_there=False)
        elif line.documents:
            self.main.gap(4)
            since = _("Berkas lengkap sejak {moment}.").format(moment=line.completed_at)
            self.main.text(since if line.completed_at else _("Berkas lengkap."), self.styles.strong)

    def _item(self, words: str, *, is_there: bool) -> None:
        """A line of the tick list: a ticked or an empty box before the words."""
        style = self.styles.body
        left, right = Column(24 * DOT), Column(self.main.width - 32 * DOT)
        left.boxes.append(Box(style.height, _ticked if is_there else _unticked))
        right.text(words, style if is_there else self.styles.strong)
        self.main.beside(left, right, gap=8)

    def _bookings(self, line: SlipLine) -> None:
        if not line.bookings:
            return
        self._head(_("Pemesanan"))
        for booking in line.bookings:
            self.main.text(f"{booking.resource} · {booking.span}", self.styles.strong)
            self.main.text(booking.state, self.styles.body)

    def _fee(self) -> None:
        styles, main, lines = self.styles, self.main, self.content.lines
        main.gap(16)
        inner = main.inside(14)
        for fee in dict.fromkeys(line.fee for line in lines if line.fee):
            inner.text(fee, styles.fee, align="centre")
        for note in dict.fromkeys((line.number, line.fee_note) for line in lines if line.fee_note):
            inner.text(": ".join(note) if len(lines) > 1 else note[1], styles.small, align="centre")
        if inner.boxes:
            main.framed(inner, padding=8)

    def _codes(self) -> None:
        self.main.gap(6)
        for line in self.content.lines:
            modules = self._modules(line)
            if len(self.content.lines) == 1 or qr.side(modules) > self.main.width * 0.5:
                self._code_under(line, modules)
            else:
                self._code_beside(line, modules)
        self.main.text(self._ask_words(), self.styles.body, align="centre")

    def _modules(self, line: SlipLine) -> Matrix:
        """The code's modules; an address too long for this paper gives way to the bare code: no shrinking."""
        modules = qr.matrix(line.payload)
        return modules if qr.side(modules) <= self.main.width else qr.matrix(SCAN_PREFIX + line.code)

    def _code_under(self, line: SlipLine, modules: Matrix) -> None:
        main = self.main
        main.boxes.append(_qr_box(modules, indent=_whole((main.width - qr.side(modules)) / 2)))
        if len(self.content.lines) > 1:
            main.text(line.number, self.styles.body, align="centre")
        main.text(line.code, self._fitting(line.code, self.styles.code, main.width), align="centre")
        main.gap(4)

    def _code_beside(self, line: SlipLine, modules: Matrix) -> None:
        main, styles = self.main, self.styles
        left = Column(qr.side(modules))
        left.boxes.append(_qr_box(modules, indent=0))
        words = Column(main.width - left.width - 4 * DOT)
        words.text(line.number, styles.body)
        words.text(line.code, self._fitting(line.code, styles.code, words.width))
        right = Column(words.width)
        right.gap(int((left.height - words.height) / DOT / 2))
        right.boxes.extend(words.boxes)
        main.beside(left, right, gap=4)

    def _fitting(self, words: str, style: Style, room: float) -> Style:
        """`style`, smaller where `words` would not stay on one line."""
        wide = faces.width(words, style.weight, style.size)
        return style if wide <= room else replace(style, size=style.size * room / wide * 0.999)

    def _ask_words(self) -> str:
        if not self.content.office_phone:
            return _("Simpan kode ini untuk menanyakan permohonan.")
        return _("Tanyakan dengan kode ini: telp. {phone}").format(phone=self.content.office_phone)

    def _foot(self) -> None:
        styles, main, content = self.styles, self.main, self.content
        if content.channels:
            main.gap(12)
            main.rule(1)
            self._head(_("Pengaduan"))
            for label, address in content.channels:
                self._pair(label, address, styles.small, styles.small)
        main.gap(12)
        main.rule(1)
        main.gap(8)
        half = main.width / 2
        left, right = Column(_whole(half * 1.4)), Column(main.width - _whole(half * 1.4))
        left.text(_("Dibuat {when}").format(when=content.issued_at), styles.small)
        right.text(
            _("Petugas {initials}").format(initials=content.initials), styles.small_bold, align="right"
        )
        main.beside(left, right, gap=0)
        if content.advice:
            main.text(content.advice, styles.small_bold)


def _phone(content: SlipContent) -> str:
    return _("Telp. {phone}").format(phone=content.office_phone) if content.office_phone else ""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _whole(points: float) -> float:
    return int(points / DOT + 1e-6) * DOT


def _qr_box(modules: Matrix, *, indent: float) -> Box:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        qr.draw(canvas, x + indent, y, modules)

    return Box(qr.side(modules), draw)


def _unticked(canvas: Canvas, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setLineWidth(2 * DOT)
    canvas.rect(x + 3 * DOT, y - 25 * DOT, 18 * DOT, 18 * DOT)
    canvas.restoreState()


def _ticked(canvas: Canvas, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setLineWidth(3 * DOT)
    path = canvas.beginPath()
    path.moveTo(x + 4 * DOT, y - 16 * DOT)
    path.lineTo(x + 9 * DOT, y - 23 * DOT)
    path.lineTo(x + 20 * DOT, y - 8 * DOT)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
