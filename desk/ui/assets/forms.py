"""The forms that keep the books of the store: units, stock, kits, outages, liabilities; do nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.operations.kits import KitOrder, compose
from desk.operations.outages import (
    EndOrder,
    OutageOrder,
    PersonOrder,
    Recorded,
    SettleOrder,
    WriteOffOrder,
    end,
    record,
    settle_liability,
    write_off,
)
from desk.operations.stocks import StockOrder, recount
from desk.operations.units import RetireOrder, UnitOrder, add, correct, retire
from desk.rules import kits, units
from desk.rules.clashes import contact
from desk.rules.office_dates import parse_day
from desk.ui.assets.act_form import ActForm
from desk.ui.widgets import editors
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.editors import LongTextEditor

_NAMED = 3
"""How many bookings at risk a notice names."""


def conditions() -> list[tuple[str, str]]:
    """The three conditions of the state asset register, in the office's words."""
    return [("B", _("Baik (B)")), ("KB", _("Kurang Baik (KB)")), ("RB", _("Rusak Berat (RB)"))]


class UnitForm(ActForm):
    """One numbered unit, new or corrected: label, register, brand, condition."""

    name = "unit"

    def __init__(self) -> None:
        super().__init__(_("Simpan unit"))
        self.condition = ChoiceEditor(conditions())
        self.add("label", _("Label"), editors.line(), hint=_("tertulis di bawah QR dan dibaca pemindai"))
        self.add("condition", _("Keadaan"), self.condition)
        self.add("brand", _("Merek"), editors.line())
        self.add("serial", _("Nomor seri"), editors.line())
        self.add("asset_code", _("Kode barang"), editors.line(placeholder=_("menurut KIB")))
        self.add("register", _("Register"), editors.line(placeholder=_("0001")))
        self.add("acquired_year", _("Tahun"), editors.number(placeholder=_("perolehan")))
        self.add("name", _("Nama"), editors.line(placeholder=_("seperti sarananya")))
        self.add("note", _("Catatan"), LongTextEditor(lines=2))

    @property
    def operation(self) -> Callable[..., Any]:
        """Add where it has no key yet, else correct."""
        return correct if self.subject.get("unit_key") else add

    def order(self, values: Mapping[str, Any]) -> UnitOrder:
        """The unit as it ought to be."""
        facts = dict(values)
        facts["condition"] = facts["condition"] or ""
        return UnitOrder(self.subject.get("unit_key") or self.key, self.subject["resource_key"], **facts)

    def head(self) -> tuple[str, str]:
        """Which unit, or a new one of what."""
        name = self.subject.get("resource_name", "")
        if self.subject.get("unit_key"):
            return f"{name} {self.subject['fields']['label']}", ""
        about = _("Yang belum berlabel diberi label; bila semua sudah berlabel, jumlahnya bertambah satu.")
        return _("Unit baru: {name}").format(name=name), about

    def starting(self) -> Mapping[str, object]:
        """The unit's facts; of a new one the next label and that it is good."""
        fields: dict[str, object] = dict(self.subject.get("fields", {}))
        words = dict(conditions())
        fields["condition"] = words[str(fields.get("condition") or "B")]
        return fields

    def said(self, _result: Any) -> tuple[str, str]:
        """Its label."""
        label = units.label_of(str(self.body.field("label").typed().value()))
        return "success", _("Unit {label} disimpan.").format(label=label)


class RetireForm(ActForm):
    """A unit that leaves the books, and why."""

    name = "retire"

    def __init__(self) -> None:
        super().__init__(_("Keluarkan dari catatan"))
        self.add("reason", _("Alasan"), LongTextEditor(lines=3), hint=_("dihapuskan, dipindahtangankan …"))

    @property
    def operation(self) -> Callable[..., Any]:
        """Retire the unit."""
        return retire

    def order(self, values: Mapping[str, Any]) -> RetireOrder:
        """The unit and why."""
        return RetireOrder(self.subject["unit_id"], values["reason"])

    def head(self) -> tuple[str, str]:
        """Which unit, and that the stock falls."""
        return self.subject.get("what", ""), _("Unit keluar untuk seterusnya; jumlahnya berkurang satu.")

    def said(self, _result: Any) -> tuple[str, str]:
        """That it is gone."""
        return "success", _("{what} dikeluarkan dari catatan.").format(what=self.subject["what"])


class StockForm(ActForm):
    """How many there are of a count-only stock, and why."""

    name = "stock"

    def __init__(self) -> None:
        super().__init__(_("Simpan jumlah"))
        self.add("stock", _("Jumlah"), editors.number())
        hint = _("dibeli, diserahkan, dipindahkan ke bidang lain …")
        self.add("reason", _("Alasan"), LongTextEditor(lines=2), hint=hint)

    @property
    def operation(self) -> Callable[..., Any]:
        """Correct the stock."""
        return recount

    def order(self, values: Mapping[str, Any]) -> StockOrder:
        """The new figure and why."""
        if values["stock"] is None:
            raise Refused(_("Isi jumlahnya."), field="stock")
        return StockOrder(self.subject["resource_key"], values["stock"], values["reason"])

    def head(self) -> tuple[str, str]:
        """Of what, and what is a fact instead."""
        about = _("Yang hilang atau rusak dicatat dengan Rusak / hilang, bukan dengan mengurangi jumlah.")
        return self.subject.get("resource_name", ""), about

    def starting(self) -> Mapping[str, object]:
        """The figure of the books."""
        return {"stock": str(self.subject.get("stock", ""))}

    def said(self, _result: Any) -> tuple[str, str]:
        """The new figure."""
        count = self.body.field("stock").typed().value()
        words = _("Jumlah {name} sekarang {count}.")
        return "success", words.format(name=self.subject["resource_name"], count=count)


class KitForm(ActForm):
    """Of what a kit consists, typed as it is said."""

    name = "kit"

    def __init__(self) -> None:
        super().__init__(_("Simpan isi paket"))
        parts = LongTextEditor(lines=4, placeholder=_("2 speaker aktif, 1 mixer, 2 mikrofon"))
        self.add("parts", _("Isi"), parts, hint=_("jumlah dan nama, dipisahkan koma"))

    @property
    def operation(self) -> Callable[..., Any]:
        """Compose the kit."""
        return compose

    def order(self, values: Mapping[str, Any]) -> KitOrder:
        """The kit's key and its parts."""
        parts = kits.parts_typed(values["parts"], self.subject["names"])
        return KitOrder(self.subject["resource_key"], parts)

    def head(self) -> tuple[str, str]:
        """Which kit."""
        about = _(
            "Memesan paket berarti memesan semua isinya; jumlah paket mengikuti isinya yang paling sedikit."
        )
        return self.subject.get("resource_name", ""), about

    def starting(self) -> Mapping[str, object]:
        """What it consists of now."""
        return {"parts": self.subject.get("parts", "")}

    def said(self, _result: Any) -> tuple[str, str]:
        """That it holds."""
        return "success", _("Isi {name} disimpan.").format(name=self.subject["resource_name"])


def _day_typed(text: str) -> date | None:
    if not text.strip():
        return None
    day = parse_day(text, clock.today())
    if day is None:
        raise Refused(_("Tulis harinya, misalnya rab, besok atau 9/4."))
    return day


class OutageForm(ActForm):
    """What is broken, lost or in maintenance, and who answers for it."""

    name = "outage"

    def __init__(self) -> None:
        super().__init__(_("Catat"))
        kinds = [("broken", _("rusak")), ("lost", _("hilang")), ("maintenance", _("pemeliharaan"))]
        self.kind = ChoiceEditor(kinds)
        self.add("kind", _("Kejadian"), self.kind)
        self.add("quantity", _("Jumlah"), editors.number())
        self.add("reason", _("Apa yang terjadi"), LongTextEditor(lines=2))
        until = editors.typed_date(parse=_day_typed, placeholder=_("mis. 9/4; selesai pada akhir hari itu"))
        self.add("ends_at", _("Sampai"), until)
        hint = _("kosongkan bila tidak ada yang menanggung")
        self.add("person", _("Penanggung"), editors.line(placeholder=_("nama")), hint=hint)
        self.add("institution", _("Instansi"), editors.line())
        self.add("phone", _("Telepon"), editors.phone())

    @property
    def operation(self) -> Callable[..., Any]:
        """Record the fact."""
        return record

    def order(self, values: Mapping[str, Any]) -> OutageOrder:
        """The fact, over promises too."""
        kind = values["kind"] or ""
        day = values.get("ends_at")
        person = str(values.get("person") or "")
        named = PersonOrder(person, values.get("phone") or None, values.get("institution") or None)
        return OutageOrder(
            self.key,
            self.subject["resource_key"],
            kind,
            values["reason"],
            quantity=values.get("quantity") or 1,
            unit_id=self.subject.get("unit_id"),
            ends_at=_end_of(day) if day is not None else None,
            person=named if person.strip() else None,
        )

    def head(self) -> tuple[str, str]:
        """Of what; a fact is never refused."""
        about = _("Selalu dicatat, juga bila sudah dijanjikan: pesanan yang terancam disebutkan.")
        return self.subject.get("what", ""), about

    def starting(self) -> Mapping[str, object]:
        """One of it, broken."""
        return {"kind": _("rusak"), "quantity": "1"} | dict(self.subject.get("fields", {}))

    def show_fields(self) -> None:
        """Maintenance has an end, a loss perhaps a person."""
        is_planned = self.kind.value() == "maintenance"
        self.body.field("ends_at").setVisible(is_planned)
        self.body.field("quantity").setVisible(self.subject.get("unit_id") is None)
        for name in ("person", "institution", "phone"):
            self.body.field(name).setVisible(not is_planned)

    def said(self, result: Recorded) -> tuple[str, str]:
        """Which bookings it puts at risk, and whom to call."""
        if not result.at_risk:
            return "success", _("Dicatat; tidak ada pesanan yang terancam.")
        named = "; ".join(f"{each.holder} ({contact(each)})" for each in result.at_risk[:_NAMED])
        words = _("Dicatat. {count} pesanan terancam, hubungi: {contacts}.")
        return "warning", words.format(count=len(result.at_risk), contacts=named)


def _end_of(day: date) -> Any:
    return clock.at_office(date.fromordinal(day.toordinal() + 1), time.min)


class EndForm(ActForm):
    """What was out of order: to be had again, or off the books for good."""

    name = "end"

    def __init__(self) -> None:
        super().__init__(_("Simpan"))
        self.outcome = ChoiceEditor([("end", _("dapat dipakai lagi")), ("off", _("keluarkan dari catatan"))])
        self.condition = ChoiceEditor(conditions())
        self.add("outcome", _("Hasil"), self.outcome)
        self.add("quantity", _("Jumlah"), editors.number())
        self.add("condition", _("Keadaan"), self.condition)
        self.add("reason", _("Alasan"), LongTextEditor(lines=2))

    @property
    def operation(self) -> Callable[..., Any]:
        """End it, or write it off."""
        return write_off if self.outcome.value() == "off" else end

    def order(self, values: Mapping[str, Any]) -> EndOrder | WriteOffOrder:
        """As the outcome asks."""
        if values["outcome"] == "off":
            return WriteOffOrder(self.subject["outage_id"], values["reason"])
        if values["outcome"] is None:
            raise Refused(_("Pilih hasilnya."), field="outcome")
        return EndOrder(self.key, self.subject["outage_id"], values.get("quantity"), values.get("condition"))

    def head(self) -> tuple[str, str]:
        """What, and what happened."""
        return self.subject.get("what", ""), self.subject.get("reason", "")

    def starting(self) -> Mapping[str, object]:
        """All of it is well again."""
        return {
            "outcome": _("dapat dipakai lagi"),
            "quantity": str(self.subject.get("quantity", "")),
            "condition": dict(conditions())["B"],
        }

    def show_fields(self) -> None:
        """A unit has a condition, several a number, leaving the books a reason."""
        is_off = self.outcome.value() == "off"
        is_unit = bool(self.subject.get("is_unit"))
        self.body.field("outcome").setVisible(self.subject.get("kind") != "maintenance")
        self.body.field("quantity").setVisible(not is_off and self.subject.get("quantity", 1) > 1)
        self.body.field("condition").setVisible(not is_off and is_unit)
        self.body.field("reason").setVisible(is_off)

    def said(self, _result: Any) -> tuple[str, str]:
        """What has become of it."""
        what = self.subject["what"]
        if self.outcome.value() == "off":
            return "success", _("{what} dikeluarkan dari catatan.").format(what=what)
        return "success", _("{what} dapat dipakai lagi.").format(what=what)


class SettleForm(ActForm):
    """How a liability was settled."""

    name = "settle"

    def __init__(self) -> None:
        super().__init__(_("Selesaikan tanggungan"))
        hint = _("diganti, diperbaiki, dibayar ke kas daerah, dibebaskan …")
        self.add("settlement", _("Diselesaikan"), LongTextEditor(lines=3), hint=hint)

    @property
    def operation(self) -> Callable[..., Any]:
        """Settle it."""
        return settle_liability

    def order(self, values: Mapping[str, Any]) -> SettleOrder:
        """How it was settled."""
        return SettleOrder(self.subject["liability_id"], values["settlement"])

    def head(self) -> tuple[str, str]:
        """Who answers for what."""
        return self.subject.get("what", ""), self.subject.get("about", "")

    def said(self, _result: Any) -> tuple[str, str]:
        """That it is settled."""
        return "success", _("Tanggungan diselesaikan; catatannya tetap tersimpan.")
