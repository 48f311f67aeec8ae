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


@dataclass(frozen=True)
class Settings:
    """What this machine chose.

    `database`: a folder holding the embedded file, or a `postgresql://` address; None is the platform's
    folder. `printer`: a system queue's name for receipts. `scale`: text size in per cent, 100–200.
    """

    database: str | None = None
    printer: str | None = None
    theme: str = "system"
    scale: int = 100
    language: str = "id"
    lock_after_minutes: int = 10


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
    return settings


def save(settings: Settings, file: Path | None = None) -> None:
    """Store `settings` in `file`, whole or not at all."""
    file = file or paths.default_settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(file.name + ".part")
    part.write_text(json.dumps(asdict(settings), indent=1), "utf-8")
    os.replace(part, file)
