"""This machine's own choices (database address, printers, paper, look); knows nothing of the office.

Facts of the office (hours, closures, letterhead) are rows in the database, not here.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from desk import paths

ROLLS = ("58", "80")
"""The two widths of receipt paper, in millimetres."""


@dataclass(frozen=True)
class OwnPrinter:
    """A receipt printer that this machine reaches without a system queue.

    `address` as `printing.raw_printers.Address` stores it; `width`: its paper in millimetres, 58 or 80;
    `cuts`: whether it has a knife; `answers`: whether it is asked for its state (some never answer).
    """

    name: str
    address: str
    width: str = "80"
    cuts: bool = True
    answers: bool = True


@dataclass(frozen=True)
class Settings:
    """What this machine chose.

    `database`: a folder holding the embedded file, or a `postgresql://` address; None is the platform's
    folder. `printer`, `printer_a5`, `printer_a4`: the printer of each kind of paper by its name, a system
    queue's or one of `own_printers`. `roll`: how wide the roll in a system queue's receipt printer is.
    `scale`: text size in per cent, 100–200.
    """

    database: str | None = None
    printer: str | None = None
    printer_a5: str | None = None
    printer_a4: str | None = None
    roll: str = "80"
    own_printers: tuple[OwnPrinter, ...] = ()
    theme: str = "system"
    scale: int = 100
    language: str = "id"
    lock_after_minutes: int = 10

    def own_printer(self, name: str | None) -> OwnPrinter | None:
        """The printer of this machine's own called `name`, if there is one."""
        return next((each for each in self.own_printers if each.name == name), None)

    def roll_width(self, name: str | None = None) -> str:
        """The roll in the printer called `name` (None: the one chosen for receipts), 58 or 80."""
        own = self.own_printer(name or self.printer)
        return own.width if own is not None else self.roll


def load(file: Path | None = None) -> Settings:
    """The choices stored in `file`; what is missing or of the wrong type falls back to the default."""
    file = file or paths.default_settings_file()
    try:
        stored = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    settings = Settings()
    for field in fields(Settings):
        value: Any = stored.get(field.name)
        default = getattr(settings, field.name)
        fits = isinstance(value, str) if default is None else type(value) is type(default)
        if field.name in stored and fits:
            settings = replace(settings, **{field.name: value})
    roll = settings.roll if settings.roll in ROLLS else "80"
    return replace(settings, roll=roll, own_printers=_own_printers(stored.get("own_printers")))


def _own_printers(stored: Any) -> tuple[OwnPrinter, ...]:
    """Those that are whole; what an older or a broken file says otherwise is left out."""
    found: dict[str, OwnPrinter] = {}
    for each in stored if isinstance(stored, list) else ():
        known = {field.name: field.type for field in fields(OwnPrinter)}
        if not isinstance(each, dict) or not {"name", "address"} <= each.keys() <= known.keys():
            continue
        kinds = {"str": str, "bool": bool}
        if all(type(value) is kinds[str(known[name])] for name, value in each.items()):
            printer = OwnPrinter(**each)
            if printer.width in ROLLS:
                found.setdefault(printer.name, printer)
    return tuple(found.values())


def save(settings: Settings, file: Path | None = None) -> None:
    """Store `settings` in `file`, whole or not at all."""
    file = file or paths.default_settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(file.name + ".part")
    part.write_text(json.dumps(asdict(settings), indent=1), "utf-8")
    os.replace(part, file)
