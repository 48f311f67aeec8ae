"""How long work on paper says how far it is, and is stopped; knows no paper.

Loaded with the window: nothing here may need reportlab.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[float], None]
"""Told the share that is done, 0 to 1; raises `Cancelled` to stop."""


class Cancelled(Exception):
    """Whoever wanted the paper no longer does."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, and how many sheets the whole document has (the PDF may hold only the first ones)."""

    pdf: bytes
    pages: int


def unheard(_share: float) -> None:
    """Progress that nobody listens to."""
