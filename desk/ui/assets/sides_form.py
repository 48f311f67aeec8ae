"""Who gives and who receives, the way it goes, a vehicle's trip; returns frozen orders and does nothing."""

from __future__ import annotations

from typing import Any

from desk.i18n import _
from desk.operations.hand_over_orders import (
    HandOutOrder,
    ItemOrder,
    PlaceOrder,
    SideOrder,
    TakeBackOrder,
    TripOrder,
)
from desk.operations.outages import PersonOrder
from desk.queries.pick_lists import PickList
from desk.rules import phones
from desk.ui.assets.picking import Mode
from desk.ui.widgets import editors, labels
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.editors import LongTextEditor
from desk.ui.widgets.fields import Field, FormBody

_LABEL = 104

Order = HandOutOrder | TakeBackOrder | PlaceOrder


class SidesForm(FormBody):
    """Two names each way with their roles; the rest only where it is asked for."""

    def __init__(self) -> None:
        super().__init__(name=_("Serah terima"), margins=(15, 4, 15, 8))
        self.stage = ChoiceEditor([("lent", _("peminjam")), ("to_crew", _("Tim Teknis"))])
        self.outside = labels.wrapped("", kind="quiet")
        self._put("stage", _("Kepada"), self.stage)
        self.add_widget(self.outside)
        self._put("giver", _("Menyerahkan"), editors.line())
        self._put("giver_role", _("Selaku"), editors.line())
        self._put("receiver", _("Menerima"), editors.line())
        self._put("receiver_role", _("Selaku"), editors.line())
        self._put("receiver.phone", _("Telepon"), editors.phone())
        self._put("trip.driver", _("Pengemudi"), editors.line())
        self._put("trip.licence", _("SIM"), editors.line(placeholder=_("golongan atau nomor")))
        self._put("trip.odometer", _("Odometer"), editors.number(placeholder=_("km")))
        hint = _("peminjam, bila dikosongkan")
        self._put("person", _("Penanggung"), editors.line(placeholder=_("nama")), hint=hint)
        self._put("phone", _("Telepon"), editors.phone())
        self._put("note", _("Catatan"), LongTextEditor(lines=2))
        self._list: PickList | None = None
        self._mode: Mode = "out"
        self._harm = False
        self.stage.changed.connect(self._on_stage)

    def begin(self, pick_list: PickList, mode: Mode, officer: str) -> None:
        """The names that are known already."""
        self._list, self._mode, self._harm = pick_list, mode, False
        last = pick_list.standing
        borrower = pick_list.loan.borrower_name
        phone = phones.shown(pick_list.loan.phone) if pick_list.loan.phone else ""
        custodian, role = _("Pemegang Barang/Aset"), _("Peminjam")
        crew = _("Tim Teknis")
        is_crew = last is not None and last.stage in ("to_crew", "installed", "dismantled")
        values: dict[str, object] = {"stage": _("Tim Teknis") if is_crew else _("peminjam")}
        there = last.receiver_name if last is not None and last.direction == "out" else borrower
        if mode == "out":
            values |= {"giver": officer, "giver_role": custodian, "receiver": borrower}
            values |= {"receiver_role": role, "receiver.phone": phone}
        elif mode == "in":
            values |= {"giver": there, "giver_role": crew if is_crew else role}
            values |= {"receiver": officer, "receiver_role": custodian}
        else:
            crew_name = last.receiver_name if last is not None and last.stage == "to_crew" else ""
            sides = (crew_name, crew, borrower, role)
            if mode == "dismantled":
                sides = (borrower, role, last.giver_name if last is not None else "", crew)
            values |= dict(zip(("giver", "giver_role", "receiver", "receiver_role"), sides, strict=True))
        self.reset(values)
        self._show_fields()
        self.settle()

    def show_harm(self, *, harm: bool) -> None:
        """Ask who answers where something came back broken or not at all."""
        if harm != self._harm:
            self._harm = harm
            self._show_fields()

    def order(self, key: str, items: tuple[ItemOrder, ...]) -> Order | None:
        """What stands in the fields; None where it cannot be read."""
        values = self.read()
        if values is None or self._list is None:
            return None
        giver = SideOrder(values["giver"], values["giver_role"] or None)
        receiver = SideOrder(
            values["receiver"], values["receiver_role"] or None, values.get("receiver.phone") or None
        )
        booking_id, note = self._list.booking_id, values["note"] or None
        if self._mode == "out":
            trip = _trip(values) if self._list.has_vehicle else None
            stage = values.get("stage") or "lent"
            return HandOutOrder(key, booking_id, items, giver, receiver, stage, trip=trip, note=note)
        if self._mode == "in":
            trip = TripOrder(odometer=values.get("trip.odometer")) if self._list.has_vehicle else None
            return TakeBackOrder(
                key, booking_id, items, giver, receiver, trip=trip, note=note, liable=_liable(values)
            )
        return PlaceOrder(key, booking_id, giver, receiver, note=note)

    def _put(self, name: str, label: str, editor: Any, *, hint: str = "") -> None:
        self.add(name, Field(label, editor, hint=hint, label_width=_LABEL))

    def _show_fields(self) -> None:
        has_vehicle = self._list is not None and self._list.has_vehicle
        shown = {
            "stage": self._mode == "out",
            "receiver.phone": self._mode == "out",
            "trip.driver": self._mode == "out" and has_vehicle,
            "trip.licence": self._mode == "out" and has_vehicle,
            "trip.odometer": self._mode in ("out", "in") and has_vehicle,
            "person": self._mode == "in" and self._harm,
            "phone": self._mode == "in" and self._harm,
        }
        for name, visible in shown.items():
            self.field(name).setVisible(visible)
        is_sound = self._list is not None and self._list.loan.kind in ("kit", "equipment")
        lent = self._mode == "out" and is_sound and self.stage.value() == "lent"
        self.outside.setText(
            _("Bila bukan untuk layanan menurut SK, dicatat sebagai bukan layanan SK.") if lent else ""
        )
        self.outside.setVisible(lent)

    def _on_stage(self) -> None:
        """The Tim Teknis has its own name and telephone; the borrower's come back with the borrower."""
        self._show_fields()
        if self._list is None or self._mode != "out":
            return
        is_crew = self.stage.value() == "to_crew"
        borrower, phone = self._list.loan.borrower_name, self._list.loan.phone
        receiver = self.field("receiver").typed()
        if is_crew and receiver.draft() == borrower:
            receiver.restore("")
            self.field("receiver.phone").typed().restore("")
            self.field("receiver_role").typed().restore(_("Tim Teknis"))
        elif not is_crew and not receiver.draft():
            receiver.restore(borrower)
            self.field("receiver.phone").typed().restore(phones.shown(phone) if phone else "")
            self.field("receiver_role").typed().restore(_("Peminjam"))


def _trip(values: dict[str, Any]) -> TripOrder:
    return TripOrder(values["trip.driver"], values["trip.licence"], values["trip.odometer"])


def _liable(values: dict[str, Any]) -> PersonOrder | None:
    name = str(values.get("person") or "")
    return PersonOrder(name, values.get("phone") or None) if name.strip() else None
