"""Each kind of document worded from the made-up facts of the preview, for an office with made-up people."""

from __future__ import annotations

from datetime import date
from typing import Any

from desk.rules import document_kinds
from desk.rules.document_bodies import compose
from desk.rules.document_contents import DocumentContent
from desk.rules.document_facts import Facts, Office, Official
from desk.rules.document_kinds import KINDS
from desk.rules.document_samples import SAMPLE_ANSWERS, facts_for
from desk.rules.document_writing import Writing
from desk.rules.letterheads import letterhead

DOCUMENTS = tuple(key for key in KINDS if key != "slip")

OFFICIALS = {
    "head": Official(
        "Kepala Dinas (Contoh)", "I Gede Kepala Contoh", "19700101 199503 1 001", "Pembina Contoh"
    ),
    "ppid": Official("Pejabat Pengelola Informasi dan Dokumentasi", "Ni Made Pejabat Contoh", "", ""),
    "asset_holder": Official("Pemegang Barang/Aset", "I Wayan Barang Contoh", "19800202 200501 1 002", ""),
    "technical": Official("Ketua Tim Teknis", "I Nyoman Teknis Misal", "", ""),
}
OFFICE = Office(
    "Dinas Komunikasi dan Informatika Kabupaten Karangasem",
    "Diskominfo Karangasem",
    letterhead(
        "Dinas Komunikasi dan Informatika Kabupaten Karangasem",
        address="Jalan Contoh Nomor 1",
        phone="0363 21037",
        place="Amlapura",
    ),
    None,
    OFFICIALS,
)


def writing_for(kind: str, facts: Facts | None = None, **answers: Any) -> Writing:
    """A document of `kind` about to be worded."""
    known = facts or facts_for(kind, OFFICE)
    of = KINDS[kind]
    given = document_kinds.answered(of, known, {**SAMPLE_ANSWERS.get(kind, {}), **answers})
    passages = {passage.name: passage.text for passage in of.passages}
    number = "045/007/CONTOH/IV/2026" if of.is_numbered else ""
    return Writing(of, known, given, passages, number, date(2026, 4, 6))


def content_for(kind: str, facts: Facts | None = None, **answers: Any) -> DocumentContent:
    """A document of `kind`, worded."""
    return compose(writing_for(kind, facts, **answers))
