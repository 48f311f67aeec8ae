"""Files with records: who may attach, what is hidden, and how one is taken off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from homes import Home
from office_files import PDF, PNG
from request_samples import request_order
from slots import NINE
from stores import act, journal, key, promise, unit

from desk import app, clock
from desk.errors import Refused
from desk.models import Attachment
from desk.operations.accounts import command_line_actor
from desk.operations.attachments import AttachOrder, RemoveOrder, attach, remove
from desk.operations.offices import FoundingOrder
from desk.operations.requests import file
from desk.queries.attachments import attachment_content, attachment_rows
from desk.rules.rights import Actor


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[None]:
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


def scan(noun: str, noun_id: int, **facts: Any) -> AttachOrder:
    return replace(AttachOrder(key(), noun, noun_id, "scan", "Surat Contoh.pdf", PDF), **facts)


def rows(home: Home, noun: str, noun_id: int, actor: Actor | None = None) -> list[str]:
    who = actor or home.petugas
    found = home.database.read(lambda s: attachment_rows(s, noun=noun, noun_id=noun_id, actor=who))
    return [row.name for row in found]


def content(home: Home, attachment_id: int, actor: Actor | None = None) -> bytes:
    return home.database.read(lambda s: attachment_content(s, attachment_id, actor or home.petugas)).content


def filed(home: Home, service: str) -> int:
    return int(act(home, file, request_order(service), home.petugas).id)


def test_a_file_comes_back_as_it_came(desk_home: Home) -> None:
    booking = promise(desk_home, "aula").id
    wish = scan("booking", booking, name="C:\\foto\\surat perintah.PDF", purpose="written_order")
    made = act(desk_home, attach, wish, desk_home.petugas)
    assert act(desk_home, attach, wish, desk_home.petugas) == made
    assert content(desk_home, made) == PDF
    (row,) = desk_home.database.read(
        lambda s: attachment_rows(s, noun="booking", noun_id=booking, actor=desk_home.pengawas)
    )
    assert (row.id, row.name, row.media_type, row.size) == (
        made,
        "surat perintah.pdf",
        "application/pdf",
        len(PDF),
    )
    assert (row.purpose, row.added_at, row.added_by_name) == ("written_order", NINE, "Ni Kadek Contoh")
    (line,) = journal(desk_home, "booking.attach")
    assert (line.noun_id, line.sentence) == (booking, "Berkas surat perintah.pdf (1 KB) dilampirkan")


def test_files_belong_to_a_record_that_is_there(desk_home: Home) -> None:
    for noun, noun_id in (("booking", 99), ("journal_line", 1), ("account", 1), ("request", 7)):
        with pytest.raises(Refused, match="tidak ditemukan"):
            act(desk_home, attach, scan(noun, noun_id), desk_home.admin)
        assert rows(desk_home, noun, noun_id) == []


def test_rights_follow_the_record(desk_home: Home) -> None:
    mic = unit(desk_home, "mikrofon", "MIK-1")
    with pytest.raises(Refused, match="tidak berwenang"):
        act(desk_home, attach, scan("resource_unit", mic), desk_home.petugas)
    act(desk_home, attach, scan("resource_unit", mic, name="mik", content=PNG))
    assert rows(desk_home, "resource_unit", mic) == ["mik.png"]
    with pytest.raises(Refused, match="tidak berwenang"):
        act(desk_home, attach, scan("booking", 1), desk_home.pengawas)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"purpose": " "}, "purpose"), ({"content": b""}, "content"), ({"content": b"MZ"}, "content")],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(
    desk_home: Home, changes: dict[str, Any], field: str
) -> None:
    booking = promise(desk_home, "aula").id
    with pytest.raises(Refused) as refused:
        act(desk_home, attach, scan("booking", booking, **changes))
    assert refused.value.field == field


@pytest.mark.parametrize("service", ["karangasem-5.3", "karangasem-2.1"])
def test_papers_of_incidents_and_ppid_applicants_are_hidden(desk_home: Home, service: str) -> None:
    request = filed(desk_home, service)
    made = act(desk_home, attach, scan("request", request), desk_home.petugas)
    assert rows(desk_home, "request", request) == ["Surat Contoh.pdf"]
    assert rows(desk_home, "request", request, desk_home.pemegang) == []
    for refused in (
        lambda: content(desk_home, made, desk_home.pemegang),
        lambda: act(desk_home, attach, scan("request", request)),
        lambda: act(desk_home, remove, RemoveOrder(made, "salah")),
    ):
        with pytest.raises(Refused, match="tidak ditemukan"):
            refused()
    booking = promise(desk_home, "aula", request_id=request).id
    act(desk_home, attach, scan("booking", booking), desk_home.petugas)
    assert rows(desk_home, "booking", booking, desk_home.pemegang) == []


def kept(home: Home, attachment_id: int) -> bytes:
    return home.database.read(lambda s: s.get_one(Attachment, attachment_id).content)


def test_a_citizens_paper_is_wiped_and_evidence_only_hidden(desk_home: Home) -> None:
    mic = unit(desk_home, "mikrofon", "MIK-1")
    request = filed(desk_home, "karangasem-3.1")
    paper = act(desk_home, attach, scan("request", request, name="KTP orang lain.pdf"))
    photo = act(desk_home, attach, scan("resource_unit", mic))
    for made in (paper, photo):
        with pytest.raises(Refused) as refused:
            act(desk_home, remove, RemoveOrder(made, "  "))
        assert refused.value.field == "reason"
        act(desk_home, remove, RemoveOrder(made, "salah orang"))
        act(desk_home, remove, RemoveOrder(made, "sekali lagi"))
        with pytest.raises(Refused, match="tidak ditemukan"):
            content(desk_home, made)
    assert (kept(desk_home, paper), kept(desk_home, photo)) == (b"", PDF)
    assert rows(desk_home, "request", request) == []
    (line,) = journal(desk_home, "request.detach")
    assert line.sentence == "Berkas KTP orang lain.pdf dilepas: salah orang"
    with pytest.raises(Refused, match="tidak ditemukan"):
        act(desk_home, remove, RemoveOrder(99, "salah"))


def test_files_are_kept_on_a_server_too(postgres: str) -> None:
    app.found(postgres, FoundingOrder("karangasem"))
    database = app.open_desk(postgres)
    try:
        actor = database.read(command_line_actor)
        wish = scan("resource", 1, content=PNG * 9000, name="aula.png")
        made = database.write(lambda s: attach(s, wish, actor))
        assert database.read(lambda s: attachment_content(s, made, actor)).content == PNG * 9000
    finally:
        database.close()
