"""The one place that writes occupancy takes only what it has opened (DESIGN §4)."""

from __future__ import annotations

import pytest
from homes import Home
from slots import span
from sqlalchemy.orm import Session

from desk.models.availability import resource_tree
from desk.operations import occupancy


def test_leaves_must_be_opened_before_they_are_taken(desk_home: Home) -> None:
    def rogue(session: Session) -> None:
        tree = resource_tree(session)
        place = occupancy.open_ground(session, tree, [tree.by_key("zoom-1").id], desk_home.admin)
        occupancy.check(session, place, tree.want(tree.by_key("aula").id, span(8, 9, 10)))

    with pytest.raises(ValueError, match="not opened"):
        desk_home.database.write(rogue)
