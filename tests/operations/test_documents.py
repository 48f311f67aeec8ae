"""Letters, forms and minutes issued, voided and copied: numbers once, words frozen, names guarded."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from homes import Home
from road_hands import RoadHand
from sqlalchemy import select

from desk import clock
from desk.errors import Refused
from desk.models import Document, JournalLine, Request
from desk.operations import documents
from desk.operations.documents import CopyOrder, DocumentOrder, Issued, VoidOrder
from desk.queries.documents import DocumentRow, OfferRow, document, document_rows, offered
from desk.rules.document_contents import DocumentContent, Pairs, Paragraph
from desk.rules.rights import Actor


class Clerk(RoadHand):
    """Issues documents on one desk."""

    def issue(self, kind: str, **facts: Any) -> Issued:
        made: Issued = self.do(documents.issue, DocumentOrder(str(uuid.uuid4()), kind, **facts))
        return made

    def void(self, document_id: int, reason: str = "salah nama") -> None:
        self.do(documents.void, VoidOrder(document_id, reason))

    def read(self, document_id: int, actor: Actor | None = None) -> DocumentRow:
        return self.home.database.read(lambda session: document(session, document_id, actor or self.actor))

    def offers(self, request_id: int) -> dict[str, OfferRow]:
        rows = self.home.database.read(lambda session: offered(session, self.actor, request_id=request_id))
        return {row.kind: row for row in rows}


@pytest.fixture
def clerk(desk_home: Home) -> Clerk:
    return Clerk(desk_home)


def words(content: DocumentContent) -> str:
    """Paragraphs and pairs on one line."""
    said = []
    for block in content.blocks:
        if isinstance(block, Paragraph):
            said.append(block.words)
        if isinstance(block, Pairs):
            said += [f"{label}: {value}" for label, value in block.rows]
    return " ".join(" ".join(said).split())


def test_a_letter_is_issued_with_the_next_number_and_stays_as_issued(clerk: Clerk) -> None:
    request_id = clerk.file("karangasem-2.3")
    issued = clerk.issue("surat-balasan", request_id=request_id, answers={"isi": "Kami siap (contoh)."})
    today = clock.today()
    assert issued.number.startswith("001/")
    assert issued.number.endswith(f"/{today.year}")
    request = clerk.request(request_id)
    assert issued.code == request.code
    row = clerk.read(issued.id)
    assert "Kami siap (contoh)." in words(row.content)
    assert f"Nomor: {issued.number}" in words(row.content)
    assert "document.issue" in clerk.acts()
    assert issued.number in clerk.last_sentence()
    assert request.number in clerk.last_sentence()

    def rename(session: Any) -> None:
        session.get_one(Request, request_id).parties[0].institution = "Instansi lain"

    clerk.home.database.write(rename)
    assert clerk.read(issued.id).content == row.content


def test_the_same_order_twice_is_one_document(clerk: Clerk) -> None:
    request_id = clerk.file()
    order = DocumentOrder(str(uuid.uuid4()), "surat-balasan", request_id)
    first = clerk.do(documents.issue, order)
    assert clerk.do(documents.issue, order) == first
    assert clerk.acts().count("document.issue") == 1
    assert clerk.issue("surat-balasan", request_id=request_id).number.startswith("002/")


def test_a_number_typed_twice_is_refused_and_says_who_has_it(clerk: Clerk) -> None:
    request_id = clerk.file()
    number = clerk.request(request_id).number
    clerk.issue("surat-balasan", request_id=request_id, number="188.4/0342/CONTOH/2026")
    with pytest.raises(Refused, match=f"sudah dipakai: Surat balasan untuk {number}") as refused:
        clerk.issue("surat-penolakan", request_id=request_id, number=" 188.4/342/contoh/2026 ",
                    answers={"alasan": "contoh"})  # fmt: skip
    assert refused.value.field == "number"


def test_a_number_typed_before_is_passed_over(clerk: Clerk) -> None:
    request_id = clerk.file()
    first = clerk.issue("surat-balasan", request_id=request_id).number
    second = first.replace("001/", "002/", 1)
    clerk.issue("surat-balasan", request_id=request_id, number=second)
    assert clerk.issue("surat-balasan", request_id=request_id).number == first.replace("001/", "003/", 1)


def test_a_voided_document_keeps_its_trail_and_gives_its_number_back(clerk: Clerk) -> None:
    request_id = clerk.file()
    issued = clerk.issue("surat-balasan", request_id=request_id, number="7/CONTOH/2026")
    with pytest.raises(Refused, match="alasannya") as refused:
        clerk.void(issued.id, " ")
    assert refused.value.field == "reason"
    clerk.void(issued.id, "salah alamat")
    clerk.void(issued.id, "lagi")
    assert clerk.acts().count("document.void") == 1
    assert "salah alamat" in clerk.last_sentence()
    row = clerk.read(issued.id)
    assert row.void_reason == "salah alamat"
    assert row.content.voided == "salah alamat"
    assert clerk.issue("surat-balasan", request_id=request_id, number="7/CONTOH/2026").id != issued.id
    with pytest.raises(Refused, match="dibatalkan"):
        clerk.do(documents.copy, CopyOrder(issued.id))


def test_copies_are_counted_and_journaled(clerk: Clerk) -> None:
    issued = clerk.issue("surat-balasan", request_id=clerk.file())
    assert [clerk.do(documents.copy, CopyOrder(issued.id)) for _ in range(2)] == [1, 2]
    assert clerk.read(issued.id).copies == 2
    assert clerk.acts().count("document.copy") == 2
    assert clerk.last_sentence().startswith("Salinan 2 Surat balasan")


def test_what_has_to_happen_first_is_said(clerk: Clerk) -> None:
    request_id = clerk.file("karangasem-2.1")
    offers = clerk.offers(request_id)
    assert list(offers)[:2] == ["ppid-formulir", "ppid-tanda-bukti"]
    assert offers["ppid-formulir"].missing == ()
    assert "keputusan PPID" in offers["ppid-pemberitahuan"].missing[0]
    with pytest.raises(Refused, match="keputusan PPID") as refused:
        clerk.issue("ppid-pemberitahuan", request_id=request_id)
    assert refused.value.field == "kind"
    with pytest.raises(Refused, match="tidak dikenal pada layanan"):
        clerk.issue("esurat-undangan", request_id=request_id)
    with pytest.raises(Refused, match="desk documents"):
        clerk.issue("surat-cinta", request_id=request_id)
    with pytest.raises(Refused, match="cetak tanda terima"):
        clerk.issue("slip", request_id=request_id)
    with pytest.raises(Refused, match="tidak ditemukan"):
        clerk.issue("surat-balasan", request_id=999_999)


def test_a_required_answer_that_is_emptied_is_refused_beside_its_field(clerk: Clerk) -> None:
    request_id = clerk.file()
    with pytest.raises(Refused, match="Isi surat belum diisi") as refused:
        clerk.issue("surat-balasan", request_id=request_id, answers={"isi": " "})
    assert refused.value.field == "isi"
    with pytest.raises(Refused, match="tidak dikenal"):
        clerk.issue("surat-balasan", request_id=request_id, answers={"sandi": "x"})
    with pytest.raises(Refused, match="Kata sandi tidak disimpan"):
        clerk.issue("surat-balasan", request_id=request_id, answers={"isi": "password: rahasia1"})


def test_a_letter_is_not_dated_tomorrow(clerk: Clerk) -> None:
    request_id = clerk.file()
    today = clock.today()
    with pytest.raises(Refused, match="sesudah hari ini"):
        clerk.issue("surat-balasan", request_id=request_id, dated_on=today + timedelta(days=1))
    with pytest.raises(Refused, match="terlalu lama"):
        clerk.issue("surat-balasan", request_id=request_id, dated_on=date(today.year - 2, 12, 31))


def test_the_refusal_of_information_is_bound_to_its_exemption(clerk: Clerk) -> None:
    request_id = clerk.file("karangasem-2.1")
    clerk.move(request_id, "begin")
    clerk.record(
        request_id, "ppid_decision", decision="refused", exemption="h", consequence="Terbukanya hal pribadi."
    )
    with pytest.raises(Refused, match="keputusan penolakan"):
        clerk.issue("ppid-pemberitahuan", request_id=request_id)
    issued = clerk.issue("ppid-penolakan", request_id=request_id)
    said = words(clerk.read(issued.id).content)
    assert "INFORMASI YANG DIKECUALIKAN" in said
    assert "Terbukanya hal pribadi." in said


def test_who_may_not_see_the_applicant_sees_no_paper_of_theirs(clerk: Clerk) -> None:
    """The custodian may issue papers, but a PPID applicant is not theirs to see."""
    request_id = clerk.file("karangasem-2.1")
    issued = clerk.issue("ppid-tanda-bukti", request_id=request_id)
    pemegang = clerk.home.pemegang
    keeper = Clerk(clerk.home, pemegang)
    rows = clerk.home.database.read(lambda session: document_rows(session, pemegang, request_id=request_id))
    assert [(row.kind, row.may_open) for row in rows] == [("ppid-tanda-bukti", False)]
    for act in (
        lambda: keeper.read(issued.id),
        lambda: keeper.issue("ppid-formulir", request_id=request_id),
        lambda: keeper.void(issued.id),
        lambda: keeper.do(documents.copy, CopyOrder(issued.id)),
    ):
        with pytest.raises(Refused, match="identitas pemohon"):
            act()
    assert keeper.offers(request_id) == {}
    sentences = clerk.home.database.read(
        lambda session: list(
            session.scalars(select(JournalLine.sentence).where(JournalLine.noun == "document"))
        )
    )
    assert "Ni Luh Contoh" not in " ".join(sentences)


def test_a_confidential_request_has_no_papers_for_those_who_may_not_know(clerk: Clerk) -> None:
    request_id = clerk.file("karangasem-5.3")
    issued = clerk.issue("surat-balasan", request_id=request_id)
    keeper = Clerk(clerk.home, clerk.home.pemegang)
    with pytest.raises(Refused, match="tidak ditemukan"):
        keeper.read(issued.id)
    with pytest.raises(Refused, match="tidak ditemukan"):
        keeper.void(issued.id)
    rows = clerk.home.database.read(
        lambda session: document_rows(session, keeper.actor, request_id=request_id)
    )
    assert rows == ()


def test_the_supervisor_issues_nothing(clerk: Clerk) -> None:
    request_id = clerk.file()
    watcher = Clerk(clerk.home, clerk.home.pengawas)
    with pytest.raises(Refused, match="tidak berwenang"):
        watcher.issue("surat-balasan", request_id=request_id)
    assert watcher.offers(request_id) == {}
    count = clerk.home.database.read(lambda session: len(session.scalars(select(Document)).all()))
    assert count == 0
