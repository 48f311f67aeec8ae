"""Pictures of the shell and every generic widget, to look at: `python tests/ui/gallery.py DIR`."""

from __future__ import annotations

import os
import sys
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from desk.ui import theme
from desk.ui.main_window import MainWindow, ResultRow
from desk.ui.widgets import buttons, editors, labels, layouts
from desk.ui.widgets.calendar_strip import CalendarStrip, CountedDays
from desk.ui.widgets.cards import Card
from desk.ui.widgets.chips import Chip
from desk.ui.widgets.choices import ChecksEditor, ChoiceEditor
from desk.ui.widgets.dialogs import Question, ReasonQuestion
from desk.ui.widgets.fields import Field, FormBody
from desk.ui.widgets.progress import ProgressRow
from desk.ui.widgets.rows import Action, RowFace, RowsView

WORK = [
    RowFace(
        "PPID/2026/0031",
        " · I W. C.",
        "Informasi Publik (PPID) — pemberitahuan tertulis · paling lambat Kamis, 2 April",
        lead_chip=("terlambat 1 hari", "late"),
        action=Action("Buka", "Enter", only_current=True),
    ),
    RowFace(
        "ZOOM/2026/0112",
        " · BKPSDM",
        "Rapat Virtual Zoom Meeting — rapat 13.00, rincian belum disampaikan",
        lead_chip=("sebelum 13.00", "today"),
        action=Action("Buka", "Enter", only_current=True),
    ),
    RowFace(
        "KONTEN/2026/0087",
        " · KIM Contoh Sibetan",
        "Podcast — produksi · Rabu, 8 April",
        warning="Kamis bila Pagerwesi dikonfirmasi",
        lead_chip=("2 hari lagi", "ok"),
        action=Action("Buka", "Enter", only_current=True),
    ),
    RowFace(
        "TTE/2026/0019",
        " · Kecamatan Contoh",
        "Tanda Tangan Elektronik — menunggu verifikasi · Kamis, 9 April",
        warning="Jumat bila dikonfirmasi",
        lead_chip=("3 hari lagi", "ok"),
        action=Action("Buka", "Enter", only_current=True),
    ),
]
HAND_OVERS = [
    RowFace(
        "Sound system kecil",
        " → Kecamatan Contoh",
        "2 speaker aktif, 1 mixer, 2 mikrofon, kabel · kembali Selasa, 7 April 15.00",
        lead_chip=("10.00 keluar", "info"),
        action=Action("Serahkan", "F6"),
    ),
    RowFace(
        "1 mikrofon nirkabel",
        " ← Kecamatan Misal",
        "seharusnya Kamis, 2 April 15.00 · hubungi 0812-0000-0000",
        lead_chip=("terlambat", "late"),
    ),
]
CONFIRMATIONS = [
    RowFace(
        "Aula",
        " · hari ini 13.30–15.00 · Bappeda, 30 orang",
        "dipesan sementara",
        lead_chip=("s.d. 12.00", "today"),
        action=Action("Tolak"),
    ),
    RowFace(
        "Aula",
        " · Kamis, 9 April 09.00–12.00 · Dinas Sosial, 60 orang",
        "surat 005/112/Dinsos, 2 April",
        lead_chip=("s.d. Selasa", "today"),
        action=Action("Konfirmasi jadwal", primary=True),
    ),
]
VISITORS = [
    RowFace(
        "Ni Luh Contoh",
        second="pendamping · dahulukan",
        lead="09.12",
        end_chip=("menunggu", "today"),
        title_bold=False,
    ),
    RowFace(
        "Dinas Sosial",
        " (6 orang)",
        "rapat, aula",
        lead="08.55",
        end_chip=("dilayani", "info"),
        title_bold=False,
    ),
    RowFace(
        "I Made Misal",
        second="email dinas",
        lead="08.40",
        end_chip=("keluar 08.58", "done"),
        title_bold=False,
    ),
]


def rows_card(head: str, rows: list[RowFace], *, lead: int = 136, hug: bool = True) -> tuple[Card, RowsView]:
    card = Card(head, hug=hug)
    card.set_extra(str(len(rows)))
    card.rule_under_head()
    view = RowsView(lambda row: row, name=head, empty="Tidak ada pekerjaan.", hint="Muncul di sini.")
    view.lead(lead)
    view.set_rows(rows)
    card.body.addWidget(view)
    card.body.addStretch(1)
    return card, view


def today_panel() -> QWidget:
    panel = QWidget()
    columns = layouts.horizontal(panel, gap=16)
    left, right = layouts.vertical(gap=12), layouts.vertical(gap=16)
    first, view = rows_card("Perlu dikerjakan", WORK)
    view.select_at(0)
    panel.setFocusProxy(view)
    layouts.fill(left, first, rows_card("Serah terima hari ini", HAND_OVERS)[0])
    left.addWidget(rows_card("Menunggu konfirmasi jadwal", CONFIRMATIONS, hug=False)[0], 1)
    layouts.fill(right, rows_card("Tamu hari ini", VISITORS, lead=44)[0])
    right.addWidget(rows_card("Aula hari ini", [], hug=False)[0], 1)
    columns.addLayout(left, 770)
    columns.addLayout(right, 372)
    return panel


def form_card() -> Card:
    card = Card("Permohonan baru · Ni Luh Contoh")
    card.set_extra("Nomor diberikan saat disimpan")
    form = FormBody(name="Permohonan baru")
    kinds = [(1, "Individu"), (2, "Kelompok"), (3, "Badan Hukum")]
    form.add("kind", Field("Pemohon", ChoiceEditor(kinds, chosen=1)))
    form.add("contact", Field("Alamat · kontak", editors.line()))
    form.add("detail", Field("Rincian informasi", editors.LongTextEditor(), hint="Shift+Enter: baris baru"))
    form.add("count", Field("Jumlah peserta", editors.number()))
    ways = [(1, "salinan softcopy"), (2, "salinan cetak"), (3, "melihat di tempat")]
    form.add("way", Field("Cara memperoleh", ChecksEditor(ways, chosen=[1])))
    pair = editors.PairEditor(parse=lambda one, two: (one, two), names=("mulai", "selesai"))
    form.add("span", Field("Jam", pair))
    form.add("service", Field("Layanan", editors.ComboEditor([(1, "Aula")], placeholder="Pilih layanan")))
    form.restore(
        {"contact": "Br. Contoh, Sibetan · 0812-0000-0000", "count": "10⁹", "span": ["09.00", "12.00"]}
    )
    form.show_refusal("count", "Jumlah peserta paling banyak 120 orang di Aula.")
    card.body.addWidget(form, 1)
    acts = layouts.horizontal(margins=(15, 8, 15, 15), gap=8)
    layouts.fill(
        acts,
        None,
        buttons.secondary("Batal", keys="Esc"),
        buttons.secondary("Simpan", keys="Ctrl S"),
        buttons.primary("Simpan dan cetak tanda terima", keys=buttons.ENTER),
    )
    card.body.addLayout(acts)
    return card


def promise_card() -> Card:
    card = Card("Jangka waktu")
    column = card.padded(gap=4)
    strip = CalendarStrip()
    skipped = dict.fromkeys(
        [date(2026, 3, 18), date(2026, 3, 19), date(2026, 3, 20), date(2026, 3, 23)], "libur"
    )
    skipped |= {date(2026, 3, 24): "cuti bersama", date(2026, 4, 3): "Wafat Yesus Kristus"}
    span = [date(2026, 3, 16) + timedelta(days=number) for number in range(20)]
    counted = {day for day in span if day.weekday() < 5 and day not in skipped}
    strip.show_days(CountedDays(date(2026, 3, 13), date(2026, 4, 6), date(2026, 3, 13), counted, skipped))
    layouts.fill(
        column,
        labels.wrapped("pemberitahuan tertulis paling lambat, bila lengkap hari ini", kind="muted"),
        labels.title("Senin, 6 April 2026"),
        labels.wrapped("10 hari kerja sejak lengkap, dapat diperpanjang 7 hari kerja beralasan tertulis."),
        strip,
        labels.wrapped("Dilewati: 18 cuti bersama Nyepi · 19 Nyepi · 3 April Paskah", kind="quiet"),
    )
    chips = layouts.horizontal(margins=(0, 8), gap=4)
    layouts.fill(chips, Chip("asli", "done"), Chip("belum ada", "missing"), Chip("2 hari lagi", "ok"), None)
    column.addLayout(chips)
    progress = ProgressRow()
    progress.start("Menyusun laporan…")
    progress.advance(4, 10)
    progress.show()
    column.addWidget(progress)
    column.addStretch(1)
    return card


def request_panel() -> QWidget:
    panel = QWidget()
    columns = layouts.horizontal(panel, gap=16)
    columns.addWidget(form_card(), 620)
    columns.addWidget(promise_card(), 400)
    return panel


def window() -> MainWindow:
    made = MainWindow("desk", "Diskominfo Contoh")
    made.add_panel("today", "Hari ini", today_panel())
    made.add_panel("visitors", "Tamu", QWidget(), shortcut="F2")
    made.add_panel("requests", "Permohonan", request_panel(), shortcut="F3")
    made.add_panel("calendar", "Kalender", QWidget(), shortcut="F4", footer_hint="Pesan aula/alat")
    made.add_panel("settings", "Pengaturan", QWidget())
    made.allow_lock()
    made.set_badge("today", 1)
    made.set_day("Senin, 6 April 2026", "Soma Pon · Sinta · 09.14 WITA")
    made.set_status("Printer tanda terima siap", name="printer")
    made.set_status("cadangan 08.00 ✓", name="backup")
    made.set_officer("Ni Kadek Contoh")
    return made


def pictures(app: QApplication, folder: Path, *, dark: bool, size: tuple[int, int], scale: int) -> None:
    theme.apply(app, dark=dark, scale=scale)
    mark = f"{'dark' if dark else 'light'}-{size[0]}"
    made = window()
    made.resize(*size)
    made.show()
    app.processEvents()
    made.grab().save(str(folder / f"today-{mark}.png"))
    made.show_panel("requests")
    made.notices.error("Printer mati atau kertas habis. Permohonan tetap tersimpan.", action="Cetak ulang")
    made.notices.say("info", "Cadangan selesai.")
    app.processEvents()
    made.grab().save(str(folder / f"request-{mark}.png"))
    made.notices.clear()
    made.open_over("today")
    made.scan_box().take_keyboard()
    made.scan_box().setText("rab 09-12 aula")
    made.scan_box().show_chip("benturan 09.40–12.20", "late")
    found = [
        ResultRow("Ni Luh Contoh", "Br. Contoh · …000", chip=("tamu", "info")),
        ResultRow("PPID/2026/0031", "I W. C."),
    ]
    made.show_results(found, preselect=True)
    app.processEvents()
    made.grab().save(str(folder / f"search-{mark}.png"))
    asked = ReasonQuestion(
        made, "Tolak jadwal Aula Kamis, 9 April?", yes="Tolak", no="Batal", label="Alasan penolakan"
    )
    asked.reason.set_error("Alasan belum diisi.")
    plain = Question(made, "Simpan draf permohonan sebelum menutup jendela?", yes="Simpan draf", no="Batal")
    for name, dialog in (("reason", asked), ("question", plain)):
        dialog.show()
        app.processEvents()
        dialog.grab().save(str(folder / f"{name}-{mark}.png"))
        dialog.close()
    made.close()
    made.deleteLater()


def main(folder: Path) -> None:
    """Draw every picture into `folder`."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    theme.speak_indonesian(app)
    for dark in (False, True):
        pictures(app, folder, dark=dark, size=(1366, 768), scale=100)
        pictures(app, folder, dark=dark, size=(1920, 1080), scale=150)
    theme.apply(app, dark=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
