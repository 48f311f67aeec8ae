"""What can be booked: its name, how many, for how many people, its minutes around and its custodian.

Knows no booking; closing a resource for a while is done on the calendar.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desk.background import Desk
from desk.i18n import _
from desk.operations.resources import ResourceOrder, add, correct
from desk.queries.resources import WATCHES, ResourceRow, resource_rows
from desk.rules import phones, texts
from desk.ui.settings.record_form import RecordForm
from desk.ui.settings.records_page import NEW, Act, RecordsPage
from desk.ui.widgets import editors, labels
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.editors import LongTextEditor
from desk.ui.widgets.fields import Field
from desk.ui.widgets.rows import RowFace

_KEY_LIMIT = 40


def _kinds() -> dict[str, str]:
    return {
        "hall": _("ruang"),
        "zoom": _("akun Zoom"),
        "videotron": _("videotron"),
        "vehicle": _("kendaraan"),
        "video": _("set konferensi video"),
        "kit": _("paket"),
        "equipment": _("alat"),
        "crew": _("tim"),
    }


def _names_typed(text: str) -> tuple[str, ...]:
    return tuple(name for each in text.split(",") if (name := each.strip()))


class ResourcesPage(RecordsPage):
    """Lists, adds and corrects resources; one that is part of another says so."""

    beside: Mapping[str, str] = {"key": "name"}

    def __init__(self, desk: Desk) -> None:
        self._kind = ChoiceEditor(list(_kinds().items()))
        self._state = ChoiceEditor([(True, _("dipakai")), (False, _("tidak dipakai"))])
        self._handed_over = ChoiceEditor([(True, _("ya")), (False, _("tidak"))])
        self._belongs = labels.wrapped("", kind="quiet")
        names = (_("Sumber daya"), _("Data sumber daya"), _("Tambah"))
        super().__init__(desk, watches=WATCHES, names=names)

    def add_fields(self, record: RecordForm) -> None:
        """Name and kind, how many, minutes around, custodian, note, whether in use."""
        record.form.add_widget(self._belongs)
        record.add("name", Field(_("Nama"), editors.line()))
        record.add("kind", Field(_("Jenis"), self._kind))
        record.add("stock", Field(_("Jumlah"), editors.number()))
        people = Field(_("Kapasitas"), editors.number(placeholder=_("tidak dibatasi")), note=_("orang"))
        record.add("capacity", people)
        hint = _("untuk pesanan berikutnya; yang sudah dipesan tetap")
        before = Field(_("Persiapan"), editors.number(), note=_("menit sebelumnya"), hint=hint)
        record.add("set_up_minutes", before)
        after = Field(_("Pembersihan"), editors.number(), note=_("menit sesudahnya"))
        record.add("clear_up_minutes", after)
        holder = editors.line(placeholder=_("Pemegang Barang/Aset"))
        record.add("custodian_name", Field(_("Pemegang"), holder))
        hint = _("disebut bila jadwal berbenturan")
        record.add("custodian_phone", Field(_("Telepon pemegang"), editors.phone(), hint=hint))
        self._add_custody(record)
        record.add("note", Field(_("Catatan"), LongTextEditor(lines=2)))
        record.add("is_active", Field(_("Keadaan"), self._state))

    def _add_custody(self, record: RecordForm) -> None:
        code = Field(_("Kode barang"), editors.line(), hint=_("tanpa label; unit membawa kodenya sendiri"))
        record.add("asset_code", code)
        hint = _("yang sekelompok saling menggantikan, mis. zoom")
        record.add("pool", Field(_("Kelompok"), editors.line(), hint=hint))
        record.add("is_handed_over", Field(_("Serah terima"), self._handed_over))
        things = editors.line(parse=_names_typed, placeholder=_("baterai, kabel daya"))
        record.add("completeness", Field(_("Kelengkapan"), things, hint=_("diperiksa keluar dan masuk")))
        waits = editors.number(placeholder=_("tidak ditanyakan"))
        hint = _("sesudahnya ditanyakan: lepas atau tetap")
        record.add("no_show_minutes", Field(_("Belum datang"), waits, note=_("menit"), hint=hint))

    def ask(self, then: Callable[[Sequence[Any]], None]) -> None:
        """Ask for all resources."""
        self._desk.ask(self, resource_rows, then=then)

    def key_of(self, row: ResourceRow) -> str:
        """The resource's id."""
        return str(row.id)

    def face(self, row: ResourceRow) -> RowFace:
        """Name over what it is and how much there is of it."""
        facts = [_("bagian {0}").format(row.whole_name)] if row.whole_name else [_kinds()[row.kind]]
        if row.stock != 1:
            facts.append(_("{0} buah").format(row.stock))
        if row.capacity is not None:
            facts.append(_("{0} orang").format(row.capacity))
        closed: Any = None if row.is_active else (_("tidak dipakai"), "quiet")
        return RowFace(row.name, second=" · ".join(facts), end_chip=closed)

    def shown(self, row: ResourceRow | None) -> tuple[str, Mapping[str, object]]:
        """The resource's facts; a new one is one piece of equipment in use."""
        if row is None:
            values: dict[str, object] = {"kind": _kinds()["equipment"], "stock": "1"}
            values |= {"is_active": _("dipakai"), "is_handed_over": _("ya")}
            return _("Sumber daya baru"), values
        phone = phones.shown(row.custodian_phone) if row.custodian_phone else ""
        return row.name, {
            "name": row.name,
            "kind": _kinds()[row.kind],
            "stock": str(row.stock),
            "capacity": "" if row.capacity is None else str(row.capacity),
            "set_up_minutes": str(row.set_up_minutes),
            "clear_up_minutes": str(row.clear_up_minutes),
            "custodian_name": row.custodian_name or "",
            "custodian_phone": phone,
            "asset_code": row.asset_code or "",
            "pool": row.pool or "",
            "is_handed_over": _("ya") if row.is_handed_over else _("tidak"),
            "completeness": ", ".join(row.completeness),
            "no_show_minutes": "" if row.no_show_minutes is None else str(row.no_show_minutes),
            "note": row.note or "",
            "is_active": _("dipakai") if row.is_active else _("tidak dipakai"),
        }

    def prepare(self, row: ResourceRow | None) -> None:
        """How many there are is asked of what has no parts; parts and wholes are named."""
        self._belongs.setText(_belongs(row))
        self._belongs.setVisible(bool(self._belongs.text()))
        form = self.record.form
        form.field("stock").setVisible(row is None or row.is_leaf)
        form.field("is_active").setVisible(row is not None)

    def act(self, key: str, values: Mapping[str, Any]) -> Act:
        """Add the resource, or correct it."""
        row = next((each for each in self.list.rows() if self.key_of(each) == key), None)
        facts = dict(values)
        for minutes in ("set_up_minutes", "clear_up_minutes"):
            facts[minutes] = facts[minutes] or 0
        facts["stock"] = row.stock if row is not None and not row.is_leaf else facts["stock"] or 0
        facts["kind"] = facts["kind"] or ""
        if key == NEW or row is None:
            name = texts.fold(facts["name"]).replace(" ", "-")[:_KEY_LIMIT]
            order = ResourceOrder(key=name, **facts)
            return Act(add, order, _("{0} ditambahkan.").format(facts["name"].strip()))
        order = ResourceOrder(key=row.key, **facts)
        return Act(correct, order, _("{0} disimpan.").format(facts["name"].strip()))


def _belongs(row: ResourceRow | None) -> str:
    if row is None:
        return ""
    if row.part_names:
        counts = [units for _key, units in row.parts]
        parts = [
            name if units == 1 else f"{units} {name}"
            for name, units in zip(row.part_names, counts, strict=True)
        ]
        names = _(" dan ").join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)
        return _("Terdiri atas {names}: memesan {whole} berarti memesan semuanya.").format(
            names=names, whole=row.name
        )
    if row.whole_name:
        return _("Bagian dari {0}: memesan {0} berarti memesan bagian ini juga.").format(row.whole_name)
    return ""
