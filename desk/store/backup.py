"""Verified copies of the embedded database; knows files, not records.

`VACUUM INTO` a part file, verify it, rename it: plain copies of a live file were malformed in 3 of 20 tries.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from desk.errors import Unavailable
from desk.i18n import _
from desk.store import dialects, schema


def copy_verified(engine: Engine, target: Path) -> Path:
    """A compact, verified copy of the open embedded database at `target`; replaces an older one there.

    Raises Unavailable where the copy does not check out; `target` then stays as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    with engine.execution_options(**{dialects.READ_ONLY: True}).connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("VACUUM INTO ?", (str(part),))  # not inside a transaction
        counts = schema.row_counts(connection)
    if not _checks_out(part, counts):
        part.unlink(missing_ok=True)
        raise Unavailable(_("Salinan cadangan tidak lolos pemeriksaan; basis data tidak diubah."))
    os.replace(part, target)
    return target


def _checks_out(file: Path, counts: dict[str, int]) -> bool:
    engine = dialects.sqlite_engine(file)
    try:
        with engine.execution_options(**{dialects.READ_ONLY: True}).connect() as connection:
            is_sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            return is_sound and schema.is_ours(connection) and schema.row_counts(connection) == counts
    finally:
        engine.dispose()
        for suffix in ("-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
