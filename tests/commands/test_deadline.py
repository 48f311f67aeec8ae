"""`desk deadline` and `desk calendar` as programs use them: the reference cases, one line for each error."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest

from desk.__main__ import main
from desk.rules.standards import all_services

NYEPI_AND_IDUL_FITRI = "03-18 03-19 03-20 03-23 03-24 04-03"
# id, words after `desk deadline`, due by A (statutory), due by B (proposed), weekdays passed over under B;
# transcribed from the reference cases of 2026 (T02 as the extension of T01, which it continues)
CASES: list[tuple[str, str, str, str, str]] = [
    ("T01", "karangasem-2.1 --from 2026-03-13", "2026-04-06", "2026-04-06", NYEPI_AND_IDUL_FITRI),
    (
        "T02",
        "karangasem-2.1 --from 2026-03-13 --extended",
        "2026-04-15",
        "2026-04-16",
        f"{NYEPI_AND_IDUL_FITRI} 04-08",
    ),
    ("T03", "karangasem-2.1 --from 2026-03-30 --event complete", "2026-04-14", "2026-04-15", "04-03 04-08"),
    ("T04", "denpasar-I --from 2026-03-14", "2026-04-06", "2026-04-06", NYEPI_AND_IDUL_FITRI),
    ("T05", "denpasar-IV --from 2026-06-15", "2026-06-19", "2026-06-23", "06-16 06-17 06-18"),
    (
        "T06",
        "denpasar-IV --from 2026-06-15 --variant dengan_koordinasi",
        "2026-06-25",
        "2026-06-30",
        "06-16 06-17 06-18 06-26",
    ),
    (
        "T08",
        "karangasem-2.2 --from 2026-05-08 --variant tidak_berkadar_pengawasan",
        "2026-06-04",
        "2026-06-04",
        "05-14 05-15 05-27 05-28 06-01",
    ),
    ("T10", "karangasem-3.6 --from 2026-12-23", "2026-12-28", "2026-12-28", "12-24 12-25"),
    ("T11", "karangasem-3.4 --from 2026-11-02 --event itsa_passed", "2026-11-04", "2026-11-05", "11-04"),
    (
        "T12",
        "karangasem-2.1 --from 2026-04-06 --event objection_received",
        "2026-05-21",
        "2026-05-22",
        "04-08 05-01 05-14 05-15",
    ),
    ("T15", "karangasem-3.1 --from 2026-11-30", "2027-03-01", "2027-03-01", ""),
    ("T17", "karangasem-5.2 --from 2026-12-28", "2027-01-06", "2027-01-07", "01-01 01-05 01-06"),
]


def asked(capsys: pytest.CaptureFixture[str], words: str) -> dict[str, Any]:
    """The JSON answer, in this process: the same way from arguments to output."""
    assert main(["deadline", *words.split(), "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    answer = json.loads(out)
    assert isinstance(answer, dict)
    return answer


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_the_reference_cases(case: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    _id, words, due_a, due_b, passed = case
    assert asked(capsys, f"{words} --policy statutory")["due_on"] == due_a
    answer = asked(capsys, f"{words} --policy proposed")
    assert answer["due_on"] == due_b
    assert answer["by_policy"] == {"statutory": due_a, "office": due_a, "proposed": due_b}
    named = " ".join(day["date"][5:] for day in answer["skipped"] if day["kind"] != "weekend")
    assert named == passed


def test_counted_and_skipped_are_every_day(capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(capsys, "denpasar-IV --from 2026-06-15 --policy proposed")
    assert answer["counted"] == ["2026-06-19", "2026-06-22", "2026-06-23"]
    assert answer["skipped"] == [
        {"date": "2026-06-16", "kind": "national", "name": "Tahun Baru Islam"},
        {"date": "2026-06-17", "kind": "balinese", "name": "Galungan"},
        {"date": "2026-06-18", "kind": "balinese", "name": "Umanis Galungan"},
        {"date": "2026-06-20", "kind": "weekend", "name": "Sabtu"},
        {"date": "2026-06-21", "kind": "weekend", "name": "Minggu"},
    ]
    assert (answer["policy"], answer["variant"]) == ("proposed", None)


def test_each_service_has_its_own_policy_and_both_dates_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(capsys, "karangasem-2.1 --from 2026-03-30")["policy"] == "statutory"
    assert asked(capsys, "karangasem-2.2 --from 2026-03-30 --variant aspirasi")["policy"] == "statutory"
    objection = "karangasem-2.1 --from 2026-03-30 --event objection_ground"
    assert asked(capsys, objection)["policy"] == "statutory"
    answer = asked(capsys, "karangasem-5.2 --from 2026-12-28")
    assert answer["policy"] == "office"  # no confirmed day is known without a database
    assert answer["due_on"] == "2027-01-06"
    said = "Bila semua hari dispensasi Bali yang diusulkan dikonfirmasi, batasnya Kamis, 7 Januari 2027."
    assert said in answer["warnings"]


def test_the_extension_counts_on_from_the_base_date(capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(capsys, "karangasem-2.1 --from 2026-03-13 --extended")
    assert (answer["base_due_on"], answer["due_on"]) == ("2026-04-06", "2026-04-15")
    assert len(answer["counted"]) == 17


def test_karangasem_ppid_warns_of_the_statutory_date_and_makes_none_up(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = asked(capsys, "karangasem-2.1 --from 2026-03-13 --event received")
    assert (answer["due_on"], answer["statutory_due_on"]) == (None, "2026-04-06")
    assert answer["explanation"] == "jangka waktu mulai dihitung setelah berkas dinyatakan lengkap"
    assert answer["warnings"] == [
        "Menurut UU 14/2008 Pasal 22 ayat (7), dihitung sejak diterima, batasnya Senin, 6 April 2026."
    ]
    assert (
        "menghitung sejak permohonan diterima"
        in asked(capsys, "karangasem-2.1 --from 2026-03-13")["warnings"][0]
    )
    assert asked(capsys, "denpasar-I --from 2026-03-13")["warnings"] == []


@pytest.mark.parametrize(
    ("event", "due_on"),
    [  # 30 + 30 + 14 working days: UU 14/2008 Ps 36(1), 36(2), 37(2)
        ("objection_ground", "2026-05-21"),
        ("objection_received", "2026-05-21"),
        ("objection_answered", "2026-04-24"),
    ],
)
def test_the_clocks_of_an_objection(event: str, due_on: str, capsys: pytest.CaptureFixture[str]) -> None:
    for service in ("karangasem-2.1", "denpasar-I"):
        assert asked(capsys, f"{service} --from 2026-04-06 --event {event}")["due_on"] == due_on


@pytest.mark.parametrize(
    ("words", "due_on", "why"),
    [
        ("karangasem-3.6 --from 2026-04-11", "2026-04-13", "Saturday online: day one is Monday"),
        ("karangasem-3.6 --from 2026-12-31", "2027-01-04", "31 December, over the year"),
        ("karangasem-3.6 --from 2028-02-28", "2028-02-29", "a leap day counts"),
        ("karangasem-3.1 --from 2023-11-29", "2024-02-29", "three months to a leap day"),
        ("karangasem-3.1 --from 2026-12-31", "2027-03-31", "three months from 31 December"),
        ("karangasem-3.1 --from 2026-11-30", "2027-03-01", "no 30 February: cut, then rolled"),
        ("karangasem-1.1 --from 2026-04-10", "2026-04-13", "1.1 prints '1 Hari': counted as a working day"),
        ("karangasem-3.7 --from 2026-04-10", "2026-04-13", "3.7 prints '1 Hari Kerja'"),
    ],
)
def test_edges_of_months_and_years(
    words: str, due_on: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(capsys, words)["due_on"] == due_on, why


def test_what_is_not_yet_published_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    warnings = asked(capsys, "karangasem-3.1 --from 2027-11-29")["warnings"]
    assert "Cuti bersama 2028 belum diterbitkan: tanggal dapat bergeser." in warnings
    warnings = asked(capsys, "karangasem-3.6 --from 2033-04-11")["warnings"]
    assert any("Tabel Nyepi dan Siwaratri tidak memuat 2033" in warning for warning in warnings)
    warnings = asked(capsys, "denpasar-I --from 2027-03-01")["warnings"]
    assert "Rabu, 10 Maret 2027: Hari Raya Idul Fitri, tanggalnya masih perkiraan." in warnings


def refused(capsys: pytest.CaptureFixture[str], words: Sequence[str]) -> str:
    try:
        code = main(["deadline", *words])
    except SystemExit as exit_:
        code = int(str(exit_.code))
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("desk deadline: ")
    return err.strip()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("karangasem-9.9 --from 2026-03-13", "“karangasem-9.9”"),
        ("karangasem-3.6 --from 2026-02-30", "“2026-02-30” bukan tanggal"),
        ("karangasem-3.6 --from 20260313", "bukan tanggal"),
        ("karangasem-3.6 --from 13-03-2026", "bukan tanggal"),
        ("karangasem-3.6 --from 1900-01-01", "antara 1946 dan 2099"),
        ("karangasem-3.6 --from 9999-12-31", "antara 1946 dan 2099"),
        ("karangasem-3.6", "masih kurang: --from"),
        ("karangasem-3.6 --from 2026-03-13 --variant x", "“x” tidak ada"),
        ("karangasem-2.3 --from 2026-03-13", "berita_website, flyer_desain_produk"),
        ("karangasem-2.2 --from 2026-03-13", "berkadar_pengawasan, tidak_berkadar_pengawasan"),
        ("karangasem-2.3 --from 2026-03-13 --variant x", "yang ada: berita_website"),
        ("karangasem-3.6 --from 2026-03-13 --event complete", "yang ada: received"),
        ("karangasem-3.6 --from 2026-03-13 --event objection_ground", "yang ada: received"),
        ("karangasem-2.3 --from 2026-03-13 --variant greeting --event event_done", "yang ada: received"),
        ("karangasem-3.6 --from 2026-03-13 --event x", "“x”"),
        ("karangasem-3.6 --from 2026-03-13 --extended", "tidak dapat diperpanjang"),
        ("karangasem-2.1 --from 2026-03-13 --event objection_ground --extended", "tidak dapat diperpanjang"),
        ("karangasem-3.6 --from 2026-03-13 --policy x", "--policy tidak dapat"),
    ],
)
def test_what_cannot_be_asked_is_one_line(words: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said in refused(capsys, words.split())


@pytest.mark.parametrize("service", all_services(), ids=lambda service: service.id)
def test_every_listed_variant_and_event_is_accepted(service: Any, capsys: pytest.CaptureFixture[str]) -> None:
    entry = service.checklist
    keys = [variant.key for variant in entry.variants] or [None]
    for key in keys:
        given = f" --variant {key}" if key else ""
        assert asked(capsys, f"{service.id} --from 2026-07-06{given}")["due_on"] > "2026-07-06"
    assert main(["standards", "--json"]) == 0
    listed = {each["id"]: each["events"] for each in json.loads(capsys.readouterr().out)}[service.id]
    for event in listed:
        answers = []
        for key in keys:
            given = f" --variant {key}" if key else ""
            code = main(["deadline", *f"{service.id} --from 2026-07-06 --event {event}{given}".split()])
            answers.append(code)
            capsys.readouterr()
        assert 0 in answers, event


def test_it_explains_itself_to_people(capsys: pytest.CaptureFixture[str]) -> None:
    words = "karangasem-2.1 --from 2026-03-13 --extended --explain"
    assert main(["deadline", *words.split()]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "hari ke-0  Jumat, 13 Maret 2026 (tidak dihitung)"
    assert "        -  Kamis, 19 Maret 2026: libur nasional, Hari Suci Nyepi" in lines
    assert "       10  Senin, 6 April 2026" in lines
    at = lines.index("batas semula Senin, 6 April 2026; perpanjangan dihitung sesudahnya:")
    assert lines[at + 1] == "       11  Selasa, 7 April 2026"
    assert "Pemberitahuan tertulis paling lambat Rabu, 15 April 2026" in lines
    assert asked(capsys, words)["explain"][:2] == lines[:2]


def test_a_long_term_is_explained_in_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "karangasem-3.1", "--from", "2026-11-30", "--explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    run = "       89  Selasa, 1 Desember 2026 – Sabtu, 27 Februari 2027: 89 hari berturut-turut dihitung"
    assert lines[2:5] == [
        run,
        "        -  Minggu, 28 Februari 2027: akhir pekan",
        "       90  Senin, 1 Maret 2027",
    ]


def test_without_explanation_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "karangasem-3.6", "--from", "2026-04-13"]) == 0
    assert capsys.readouterr().out == "Akun Drive Cloud paling lambat Selasa, 14 April 2026\n"
    assert main(["deadline", "karangasem-2.1", "--from", "2026-04-13", "--event", "received"]) == 0
    assert "setelah berkas dinyatakan lengkap" in capsys.readouterr().out


def test_as_a_program_of_its_own() -> None:
    words = [sys.executable, "-m", "desk", "deadline", "karangasem-2.1", "--from", "2026-03-13", "--json"]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["due_on"] == "2026-04-06"


# ---- the year's list -------------------------------------------------------------------------------------


def test_the_days_off_of_2026(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", "2026", "--json"]) == 0
    out, err = capsys.readouterr()
    days = json.loads(out)
    assert err == ""
    kinds = [day["kind"] for day in days]
    assert (kinds.count("national"), kinds.count("cuti_bersama"), kinds.count("balinese")) == (17, 8, 12)
    assert all(day["confirmed"] == (day["kind"] != "balinese") for day in days)
    assert [day["date"] for day in days] == sorted(day["date"] for day in days)
    galungan = next(day for day in days if day["name"] == "Galungan")
    assert galungan == {
        "date": "2026-06-17",
        "weekday": "Rabu",
        "kind": "balinese",
        "name": "Galungan",
        "confirmed": False,
        "bali": "Buda Kliwon · Dungulan",
    }


def test_a_year_for_people_with_what_is_not_sure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", "2028"]) == 0
    out, err = capsys.readouterr()
    assert "Rabu, 8 Maret 2028" in out
    assert "Galungan (diusulkan)" in out
    assert "Cuti bersama 2028 belum diterbitkan" in err


@pytest.mark.parametrize("text", ["26", "abcd", "1945", "2100", "20260", "²⁰²⁶"])
def test_a_year_that_is_none(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["calendar", text, "--json"])
    assert "bukan tahun" in capsys.readouterr().err
