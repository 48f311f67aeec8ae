"""A machine that has chosen nothing yet."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _fresh_machine(no_choices_yet: None) -> None:
    pass
