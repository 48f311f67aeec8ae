"""The three ways an act can fail; knows neither screens nor database.

`Refused`: a rule said no. `Unavailable`: disk, lock, printer, network. Anything else is a bug.
"""

from __future__ import annotations


class DeskError(Exception):
    """An act failed in a way the officer can do something about; `str()` is one Indonesian sentence."""


class Refused(DeskError):
    """A rule said no.

    `field` names the order's attribute beside which the sentence is shown (dotted for nested orders);
    None where the sentence concerns the act as a whole.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Unavailable(DeskError):
    """The surroundings failed (disk full, database locked or missing, printer off); trying again may help."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UnusableData(Unavailable):
    """The data folder or database is damaged, foreign, or of a newer program; nothing was changed in it."""
