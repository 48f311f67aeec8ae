"""A new decree read from a file: sound, or refused in one sentence that names the place."""

from __future__ import annotations

import contextlib
import copy
import json
import random
from datetime import date
from typing import Any

import pytest
from decrees import decree_file

from desk.errors import Refused
from desk.rules.checklists import checklist_for, is_complete, load_checklists, missing
from desk.rules.decree_files import DecreeFile, read_decree_file
from desk.rules.standards import ServiceStandard, standard_of


def read(content: Any) -> DecreeFile:
    return read_decree_file(json.dumps(content))


def service_of(decree: DecreeFile, number: str) -> ServiceStandard:
    return next(service for service in decree.standard.services if service.number == number)


def entry_of(content: dict[str, Any], number: str) -> dict[str, Any]:
    return next(entry for entry in content["services"] if entry["number"] == number)


@pytest.mark.parametrize("agency", ["karangasem", "denpasar"])
def test_a_decree_with_the_same_text_keeps_every_tick_list(agency: str) -> None:
    decree = read(decree_file(agency))
    assert decree.plain == ()
    assert decree.standard.services == standard_of(agency).services
    assert (decree.standard.decree_number, decree.standard.decree_date) == ("7 Tahun 2027", date(2027, 1, 4))
    assert decree.standard.annex_date is None


def test_a_changed_service_gets_a_plain_list_and_keeps_what_is_not_its_text() -> None:
    content = decree_file()
    entry = entry_of(content, "1.1")
    entry["requirements"][1]["children"].append({"text": "Jumlah Peserta"})
    decree = read(content)
    assert decree.plain == ("1.1",)
    checklist = service_of(decree, "1.1").checklist
    assert [item.text for item in checklist.items] == [
        "Surat Permohonan Peminjaman Aula",
        "Nama Kegiatan",
        "Waktu Pelaksanaan",
        "Jumlah Peserta",
    ]
    assert [item.source for item in checklist.items][-1] == "1/children/2"
    before = load_checklists()["karangasem-1.1"]
    assert (checklist.prefix, checklist.books, checklist.search_words) == (
        "AULA",
        "aula",
        before.search_words,
    )
    assert [(limit.amount, limit.counted_unit) for limit in checklist.clock] == [(1, "hari_kerja")]
    assert service_of(decree, "2.1").checklist == load_checklists()["karangasem-2.1"]


def test_plain_lists_follow_kinds_of_applicant_and_several_limits() -> None:
    content = decree_file()
    for number in ("2.1", "2.3"):
        entry_of(content, number)["requirements"][0]["text"] += " baru"
    decree = read(content)
    ppid, content_service = service_of(decree, "2.1").checklist, service_of(decree, "2.3").checklist
    asked = checklist_for(ppid, applicant_kind="Individu", variant=None)
    assert [item.text for item in asked] == ["Formulir permohonan informasi; baru", "Identitas diri"]
    assert [(limit.amount, limit.starts_at) for limit in ppid.clock] == [(10, "complete")]
    assert ppid.clock[0].extension is not None
    assert len(content_service.variants) == len(content_service.clock) == 10
    assert content_service.variant_chosen_at == "processing"


def test_a_complete_file_is_reachable_for_every_plain_list() -> None:
    content = decree_file()
    for entry in content["services"]:
        entry["products"].append("Produk contoh")
    decree = read(content)
    assert len(decree.plain) == 23
    for service in decree.standard.services:
        checklist = service.checklist
        for kind in checklist.applicant_kinds:
            for variant in [None, *(each.key for each in checklist.variants)]:
                asked = checklist_for(checklist, applicant_kind=kind, variant=variant)
                assert is_complete(asked, {item.key: "original" for item in asked}, {})
                assert is_complete(asked, {item.key: "not_needed" for item in asked}, {})
                assert missing(asked, {}, {}) == asked


def test_a_new_service_is_given_a_free_prefix() -> None:
    content = decree_file()
    for number in ("6.1", "6.2"):
        entry = json.loads(json.dumps(entry_of(content, "3.7")))
        entry |= {"number": number, "id": f"karangasem-{number}", "name": "Zoom", "unit": None}
        content["services"].append(entry)
    decree = read(content)
    assert decree.plain == ("6.1", "6.2")
    prefixes = [service.checklist.prefix for service in decree.standard.services]
    assert len(set(prefixes)) == 25
    assert service_of(decree, "6.1").checklist.applicant_kinds == ("Pemohon",)
    assert service_of(decree, "6.1").unit is None


def test_the_files_own_tick_lists_count() -> None:
    content = decree_file("denpasar")
    own = json.loads(json.dumps(dict(load_checklists()["denpasar-IV"].source)))
    content["checklists"] = [own | {"prefix": "SATUDATA"}]
    assert service_of(read(content), "IV").checklist.prefix == "SATUDATA"
    content["checklists"] = [own | {"prefix": "PPID"}]
    with pytest.raises(Refused, match="Awalan nomor PPID"):
        read(content)
    for broken in (own | {"prefix": "satu data"}, {"id": "denpasar-IV"}, own | {"applicant_kinds": []}):
        content["checklists"] = [broken]
        with pytest.raises(Refused, match="Daftar periksa layanan IV") as refused:
            read(content)
        assert refused.value.field == "file"


def altered(*path: object, to: object = None) -> str:
    """A decree file with the part at `path` replaced."""
    content: Any = decree_file("denpasar")
    part = content
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = to
    return json.dumps(content)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "JSON yang utuh"),
        ('{"agencies": {},\n', "baris 2"),
        ("[" * 100_000, "JSON yang utuh"),
        ("[]", "bukan katalog"),
        ("12", "bukan katalog"),
        ('{"services": []}', "agencies tidak ada"),
        ('{"agencies": {}, "services": 1}', "services tidak ada"),
        ('{"agencies": {}, "services": []}', "tepat satu instansi"),
        ('{"agencies": {"bangli": {}}, "services": []}', "“bangli” tidak dikenal"),
        ('{"agencies": {"denpasar": {}}, "services": []}', "satu layanan pun"),
        ('{"agencies": {"denpasar": {}}, "services": [1]}', "tidak terbaca"),
        (altered("agencies", "denpasar", "instrument"), "data SK"),
        (altered("agencies", "denpasar", "instrument", "nomor", to=" "), "tanpa nomor"),
        (altered("agencies", "denpasar", "instrument", "nomor", to="x" * 81), "tanpa nomor"),
        (altered("agencies", "denpasar", "instrument", "tanggal_ditetapkan", to="4 Januari"), "Tanggal SK"),
        (altered("agencies", "denpasar", "instrument", "tanggal_lampiran", to=3), "Tanggal lampiran"),
        (altered("agencies", "denpasar", "short", to=""), "tanpa short"),
        (altered("agencies", "denpasar", "notes", to=["N99"]), "N99"),
        (altered("services", 0, "number", to="x" * 11), "tidak bernomor"),
        (altered("services", 0, "id", to="denpasar-X"), "tidak bernomor"),
        (altered("services", 0, "name", to=5), "Layanan I: bagian name"),
        (altered("services", 0, "unit", to="Bidang"), "Layanan I: bagian unit"),
        (altered("services", 0, "unit", "name", to="x" * 201), "Layanan I: bagian unit"),
        (altered("services", 0, "time_limits", 0, "extension", "max_times", to="x"), "time_limits"),
        (altered("notes", 50, "finding", to=5), "notes"),
        (altered("corrections", 0, "where", to=5), "tidak terbaca"),
        (altered("services", 0, "requirements", to=None), "Layanan I: bagian requirements"),
        (altered("services", 0, "requirements", 0, to={"label": "a"}), "bagian requirements"),
        (altered("services", 0, "requirements", 0, "children", to=["x", {"text": 1}]), "requirements"),
        (altered("services", 1, "fee", to="gratis"), "Layanan II: bagian fee"),
        (altered("services", 1, "products", to=[1]), "bagian products"),
        (altered("services", 1, "complaint_channels", 0, "label"), "bagian complaint_channels"),
        (altered("services", 1, "time_limits", 0, "amount", to=0), "bagian time_limits"),
        (altered("services", 1, "time_limits", 0, "amount", to=True), "bagian time_limits"),
        (altered("services", 1, "time_limits", 0, "unit", to="jam"), "bagian time_limits"),
        (altered("services", 1, "name", to="a\u0000b"), "tidak dapat disimpan"),
        (altered("services", 1, "name", to="\ud800"), "tidak dapat disimpan"),
        (altered("services", 1, "procedure", 0, to="x" * 20_001), "tidak dapat disimpan"),
        ('{"x": "' + "y" * 4_000_001 + '"}', "terlalu besar"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        read_decree_file(text)
    assert refused.value.field == "file"


def test_a_number_twice_is_refused() -> None:
    content = decree_file("denpasar")
    content["services"].append(content["services"][0])
    with pytest.raises(Refused, match="Nomor layanan I ada lebih dari sekali"):
        read(content)


def test_two_agencies_at_once_are_refused() -> None:
    content = decree_file("denpasar")
    content["agencies"] |= decree_file("karangasem")["agencies"]
    with pytest.raises(Refused, match="tepat satu instansi"):
        read(content)


@pytest.mark.hostile
def test_a_damaged_file_is_refused_or_still_a_decree(long: bool) -> None:
    seed = random.randrange(10**6)
    print("seed", seed)  # to run the same damage again
    chance = random.Random(seed)
    values: list[Any] = [None, "", 5, -1, [], {}, True, "x" * 300, ["a"], {"text": "a"}, {"text": None}]
    for _round in range(2000 if long else 250):
        content = decree_file("denpasar")
        for _damage in range(chance.randint(1, 3)):
            place: Any = content
            while isinstance(place, dict | list) and place:
                key = chance.choice(list(place)) if isinstance(place, dict) else chance.randrange(len(place))
                below = place[key]
                if not isinstance(below, dict | list) or not below or chance.random() < 0.25:
                    place[key] = copy.deepcopy(chance.choice(values))
                    break
                place = below
        with contextlib.suppress(Refused):  # anything else that is raised fails the test
            decree = read(content)
            assert all(len(service.components()) == 14 for service in decree.standard.services)
