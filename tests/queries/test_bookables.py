"""Every kind of resource that a service books is there from the first day."""

from __future__ import annotations

from homes import Home

from desk.queries.bookables import bookables
from desk.rules.standards import load_standards


def test_every_resource_that_a_service_books_is_there_from_the_first_day(desk_home: Home) -> None:
    services = [service for standard in load_standards() for service in standard.services]
    meant = {
        kind
        for service in services
        for kind in (service.checklist.books, *(each.books for each in service.checklist.variants))
        if kind
    }
    found = {kind: desk_home.database.read(lambda s, kind=kind: bookables(s, kind)) for kind in meant}
    assert [kind for kind, rows in found.items() if not rows] == []
    assert {"aula", "zoom", "videotron", "sound-system", "video-conference", "live-streaming"} <= meant
