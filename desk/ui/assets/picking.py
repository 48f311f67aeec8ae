"""What is picked for one hand-over: which items, how many, in what condition; knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from desk.i18n import _
from desk.operations.hand_over_orders import ItemOrder
from desk.queries.pick_lists import PickLine, PickList
from desk.queries.stocks import UnitRow
from desk.rules.missing import KINDS

Mode = Literal["out", "in", "installed", "dismantled"]


@dataclass(frozen=True)
class ItemRow:
    """One line of the pick list: `picked` of `wanted`; a labelled unit is one of one."""

    key: str
    resource_key: str
    name: str
    label: str | None
    unit_id: int | None
    wanted: int
    picked: int = 0
    condition: str = "B"
    completeness: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    note: str = ""
    ails: str = ""
    """Why it cannot go: rusak, dibawa peminjam."""

    @property
    def what(self) -> str:
        """ "Mikrofon MIK-01"."""
        return f"{self.name} {self.label}" if self.label else self.name


class Picking:
    """The items of a hand-over under way, in the order of the pick list."""

    def __init__(self) -> None:
        self.mode: Mode = "out"
        self._list: PickList | None = None
        self._picked: dict[str, ItemRow] = {}

    def begin(self, pick_list: PickList, mode: Mode) -> None:
        """Nothing picked yet."""
        self._list, self.mode, self._picked = pick_list, mode, {}

    def renew(self, pick_list: PickList) -> None:
        """The list as it is now; what was picked and is still there stays picked."""
        self._list = pick_list
        known = {row.key: row for row in self._offered()}
        kept = {key: row for key, row in self._picked.items() if key in known or row.unit_id is not None}
        self._picked = {
            key: replace(row, picked=min(row.picked, known[key].wanted)) if key in known else row
            for key, row in kept.items()
        }

    def rows(self) -> tuple[ItemRow, ...]:
        """Everything that can go (or come), with what was picked of it."""
        rows = [self._picked.get(row.key, row) for row in self._offered()]
        labels = [row for row in self._picked.values() if row.unit_id is not None]
        counts = {row.resource_key: 0 for row in labels}
        for row in labels:
            counts[row.resource_key] += 1
        if self.mode == "out":
            rows = [
                replace(row, wanted=wanted, picked=min(row.picked, wanted))
                for row in rows
                if (wanted := row.wanted - counts.get(row.resource_key, 0)) > 0
            ] + labels
            rows.sort(key=lambda row: (self._place(row.resource_key), row.unit_id is None, row.label or ""))
        return tuple(rows)

    def count(self) -> int:
        """Units picked."""
        return sum(row.picked for row in self.rows())

    def total(self) -> int:
        """Units that can be picked."""
        return sum(row.wanted for row in self.rows())

    def put(self, row: ItemRow) -> None:
        """Keep a row as it was changed; one with nothing picked of a label is let go in the way out."""
        if self.mode == "out" and row.unit_id is not None and not row.picked:
            self._picked.pop(row.key, None)
        else:
            self._picked[row.key] = replace(row, picked=max(0, min(row.picked, row.wanted)))

    def pick_all(self) -> None:
        """All that is left, by number; what is labelled by its label coming back."""
        for row in self.rows():
            self.put(replace(row, picked=row.wanted))

    def scan(self, unit: UnitRow) -> str:
        """Pick a labelled unit; why it cannot be, or nothing."""
        if self._list is None:
            return ""
        if self.mode == "in":
            row = next((each for each in self.rows() if each.unit_id == unit.id), None)
            if row is None:
                words = _("{label} tidak tercatat keluar dengan pesanan ini.")
                return words.format(label=unit.label)
            self.put(replace(row, picked=1))
            return ""
        return self._scan_out(unit)

    def _scan_out(self, unit: UnitRow) -> str:
        line = next((each for each in self._lines() if each.resource_key == unit.resource_key), None)
        if line is None:
            words = _("{name} tidak dijanjikan kepada pesanan ini.")
            return words.format(name=f"{unit.resource_name} {unit.label}")
        why_not = ailing(unit)
        if why_not:
            return f"{unit.resource_name} {unit.label}: {why_not}."
        key = _unit_key(unit.resource_key, unit.id)
        others = sum(
            1
            for row in self._picked.values()
            if row.unit_id is not None and row.resource_key == unit.resource_key
        )
        if key not in self._picked and others >= line.left:
            words = _("{name}: {count} yang dijanjikan sudah lengkap.")
            return words.format(name=line.resource_name, count=line.promised)
        self._picked[key] = ItemRow(
            key,
            unit.resource_key,
            unit.resource_name,
            unit.label,
            unit.id,
            wanted=1,
            picked=1,
            condition=unit.condition,
            completeness=line.completeness,
        )
        return ""

    def orders(self) -> tuple[ItemOrder, ...]:
        """What was picked, as the operation takes it."""
        return tuple(
            ItemOrder(row.resource_key, row.picked, row.unit_id, row.condition, row.missing, row.note or None)
            for row in self.rows()
            if row.picked
        )

    def harm(self) -> bool:
        """Whether something came back broken or not at all."""
        return any(row.picked and row.condition in ("RB", "HILANG") for row in self.rows())

    def draft(self) -> dict[str, Any]:
        """What was picked, as plain data."""
        return {key: asdict(row) for key, row in self._picked.items() if row.picked}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put it back."""
        for key, facts in draft.items():
            plain = facts | {"completeness": tuple(facts["completeness"]), "missing": tuple(facts["missing"])}
            self._picked[key] = ItemRow(**plain)

    def _lines(self) -> tuple[PickLine, ...]:
        return self._list.lines if self._list is not None else ()

    def _place(self, resource_key: str) -> int:
        keys = [line.resource_key for line in self._lines()]
        return keys.index(resource_key) if resource_key in keys else len(keys)

    def _offered(self) -> list[ItemRow]:
        if self._list is None:
            return []
        if self.mode == "out":
            return [
                ItemRow(
                    line.resource_key,
                    line.resource_key,
                    line.resource_name,
                    None,
                    None,
                    wanted=line.left,
                    completeness=line.completeness,
                )
                for line in self._list.lines
                if line.left
            ]
        return [
            ItemRow(
                _unit_key(line.resource_key, line.unit_id),
                line.resource_key,
                line.resource_name,
                line.label,
                line.unit_id,
                wanted=line.quantity,
                picked=line.quantity if self.mode != "in" else 0,
                condition=line.condition,
                completeness=line.completeness,
            )
            for line in self._list.out
        ]


def ailing(unit: UnitRow) -> str:
    """Why a unit cannot go out; nothing where it can."""
    if unit.is_out:
        return _("masih dibawa peminjam, catat dahulu kembalinya")
    if unit.out_of_order is not None:
        return _("tercatat {0}").format(KINDS[unit.out_of_order])
    return _("rusak berat") if unit.condition == "RB" else ""


def _unit_key(resource_key: str, unit_id: int | None) -> str:
    return resource_key if unit_id is None else f"{resource_key}:{unit_id}"
