"""Sheets filled from boxes of any height: nothing lost, nothing over the edge, the close kept whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.printing.flow import Box, Column
from desk.printing.papers import A4_LANDSCAPE
from desk.printing.sheets import Layout, Stretch, paged

ROOM = A4_LANDSCAPE.room


def _box(height: float) -> Box:
    return Box(height, lambda _canvas, _x, _y: None)


def _layout(rows: Sequence[float], closing: float, opening: float = 120) -> Layout:
    return Layout(
        title="Contoh",
        foot="Contoh",
        opening=[_box(opening)],
        running=[_box(20)],
        stretches=[Stretch(_box(40), [_box(height) for height in rows] or [_box(30)])],
        closing=_box(closing),
    )


def _rows_of(page: Column, layout: Layout) -> list[Box]:
    return [box for box in page.boxes if any(box is row for each in layout.stretches for row in each.rows)]


@given(st.lists(st.floats(10, ROOM * 0.6), max_size=80), st.floats(20, ROOM * 0.5))
def test_every_row_stands_once_in_order_and_nothing_runs_over(rows: list[float], closing: float) -> None:
    layout = _layout(rows, closing)
    pages = paged(layout, A4_LANDSCAPE)
    standing = [row for page in pages for row in _rows_of(page, layout)]
    assert [id(row) for row in standing] == [id(row) for row in layout.stretches[0].rows]
    assert all(page.height <= ROOM + 1e-6 for page in pages)
    assert pages[-1].boxes[-1] is layout.closing
    assert sum(box is layout.closing for page in pages for box in page.boxes) == 1
    for page in pages[1:]:
        heads = sum(box is layout.stretches[0].head for box in page.boxes)
        assert heads == bool(_rows_of(page, layout))
    assert all(_rows_of(page, layout) for page in pages[1:-1])


@pytest.mark.parametrize("count", range(1, 60))
def test_signatures_never_stand_alone(count: int) -> None:
    layout = _layout([21.0] * count, 150)
    pages = paged(layout, A4_LANDSCAPE)
    assert len(pages) == 1 or len(_rows_of(pages[-1], layout)) >= 1


@given(st.lists(st.lists(st.floats(10, ROOM * 0.6), min_size=1, max_size=20), min_size=1, max_size=6))
def test_several_tables_follow_each_other_and_no_head_stands_alone(heights: list[list[float]]) -> None:
    stretches = [Stretch(_box(40), [_box(height) for height in rows], [_box(25)]) for rows in heights]
    layout = Layout("Contoh", "Contoh", [_box(120)], [_box(20)], stretches, _box(150))
    pages = paged(layout, A4_LANDSCAPE)
    assert all(page.height <= ROOM + 1e-6 for page in pages)
    boxes = [box for page in pages for box in page.boxes]
    assert [id(box) for box in boxes if any(box is row for each in stretches for row in each.rows)] == [
        id(row) for each in stretches for row in each.rows
    ]
    for each in stretches:
        assert sum(box is each.lead[0] for box in boxes) == 1
        for page in pages:
            at = next((at for at, box in enumerate(page.boxes) if box is each.head), None)
            assert at is None or any(page.boxes[at + 1] is row for row in each.rows)
