"""Where files lie: the program's own resources and the platform's data folder; knows no settings."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

DATABASE_NAME = "desk.db"


def resources() -> Path:
    """The folder `resources/`, beside the package in a checkout and inside a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) / "resources" if frozen else Path(__file__).resolve().parent.parent / "resources"


def default_data_folder() -> Path:
    """The platform's folder for this program's data; not created here.

    A folder of its own: Windows keeps settings and logs beside it; a desk is only founded in an empty one.
    """
    return Path(platformdirs.user_data_dir("desk", appauthor=False)) / "data"


def default_settings_file() -> Path:
    """This machine's own choices (database address, printers, paper)."""
    return Path(platformdirs.user_config_dir("desk", appauthor=False)) / "settings.json"


def log_folder() -> Path:
    """Where the log and crash reports go; not created here."""
    return Path(platformdirs.user_log_dir("desk", appauthor=False))
