"""`desk free`, `desk book` and `desk resources` as programs call them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from homes import Home
from sqlalchemy import func, select

from desk import clock
from desk.__main__ import main
from desk.models import Booking, JournalLine, Occupancy
from desk.operations.bookings import BookingOrder, book
from desk.rules.bookings import span_between
from desk.rules.clashes import Clash
from desk.rules.first_resources import FIRST_RESOURCES

# a fortnight ahead and no weekend: the machine's own clock is running here
DAY = clock.today() + timedelta(days=14)
while DAY.weekday() > 3:
    DAY += timedelta(days=1)
BOOKED = ("--for", "I Made Misal", "--phone", "0812-0000-0000", "--purpose", "Rapat contoh")


def desk(*words: str) -> tuple[int, Any, str]:
    done = subprocess.run([sys.executable, "-m", "desk", *words, "--json"], capture_output=True, text=True)
    assert done.returncode in (0, 2, 3), done.stderr
    return done.returncode, json.loads(done.stdout or "null"), done.stderr


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any, str]]:
    """As `desk`, in this process: for the many cases that differ in one word."""

    def run(*words: str) -> tuple[int, Any, str]:
        try:
            code = main([*words, "--json"])
        except SystemExit as left:
            code = int(str(left.code))
        out, err = capsys.readouterr()
        return code, json.loads(out or "null"), err

    return run


def slot(home: Path, start: str, end: str, key: str = "aula", on: date = DAY) -> list[str]:
    return ["--data", str(home), "--resource", key, "--on", on.isoformat(), "--from", start, "--to", end]


def at(hour: str) -> str:
    return f"{DAY.isoformat()}T{hour}+08:00"


def test_resources_are_listed(desk_home: Home) -> None:
    code, rows, _said = desk("resources", "--data", str(desk_home.folder))
    assert code == 0
    assert rows[0] == {"key": "aula", "name": "Aula", "stock": 1, "leaf": False}
    assert rows[1] == {"key": "aula-a", "name": "Aula A", "stock": 1, "leaf": True}
    assert len(rows) == len(FIRST_RESOURCES)
    assert {"key": "mikrofon", "name": "Mikrofon", "stock": 8, "leaf": True} in rows
    assert {
        "key": "sound-system-kecil",
        "name": "Paket Sound System Kecil",
        "stock": 1,
        "leaf": False,
    } in rows


def test_booked_confirmed_and_refused_with_the_screens_sentence(desk_home: Home) -> None:
    folder = desk_home.folder
    code, booked, said = desk("book", *slot(folder, "10:00", "12:00"), *BOOKED)
    assert (code, said) == (0, "")
    kept = desk_home.database.read(lambda session: session.scalars(select(Booking)).one())
    assert (kept.key, kept.code, kept.state) == (booked["booking"], booked["code"], "confirmed")
    act = desk_home.database.read(
        lambda session: session.scalars(select(JournalLine).filter_by(act="booking.book")).one()
    )
    assert act.actor_name == "Perintah"
    code, refused, said = desk("book", *slot(folder, "09:00", "11:00", "aula-a"), *BOOKED)
    assert (code, said) == (3, "")
    assert "Aula A tidak bebas: Aula sudah dipesan I Made Misal" in refused["refused"]
    assert refused["refused"].endswith("Hubungi: I Made Misal, 0812-0000-0000.")
    assert len(refused["free"]) == 3
    first = refused["free"][0]
    assert first["from"].endswith("+08:00")
    start, end = (datetime.fromisoformat(first[edge]) for edge in ("from", "to"))
    offered = slot(folder, f"{start:%H:%M}", f"{end:%H:%M}", "aula-a", on=start.date())
    assert desk("book", *offered, *BOOKED)[0] == 0


def test_free_spans_and_holders(desk_home: Home) -> None:
    folder = desk_home.folder
    desk("book", *slot(folder, "10:00", "12:00"), *BOOKED)
    code, answer, _said = desk("free", *slot(folder, "00:00", "24:00")[:6])
    assert code == 0
    assert answer["free"][0]["to"] == at("09:20")
    assert answer["free"][1]["from"] == at("12:40")
    assert answer["holders"] == [
        {
            "resource": "Aula",
            "from": at("10:00"),
            "to": at("12:00"),
            "taken": {"from": at("09:40"), "to": at("12:20")},
            "holder": "I Made Misal",
            "contact": "I Made Misal, 0812-0000-0000",
            "tentative": False,
        }
    ]
    code, answer, _said = desk("free", *slot(folder, "13:00", "24:00"))
    assert (code, answer["is_free"], answer["holders"]) == (0, True, [])
    assert answer["free"] == [{"from": at("13:00"), "to": f"{DAY + timedelta(days=1)}T00:00+08:00"}]
    code, answer, _said = desk("free", *slot(folder, "09:00", "13:00"))
    assert (answer["is_free"], answer["free"]) == (
        False,
        [{"from": at("09:00"), "to": at("09:20")}, {"from": at("12:40"), "to": at("13:00")}],
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--from", "12:00", "--to", "09:00"], "Jam selesai mendahului jam mulai."),
        (["--from", "09:00", "--to", "09:00"], "Jam selesai sama dengan jam mulai."),
        (["--on", "2020-01-06"], "Waktu mulai sudah lewat"),
        (["--resource", "kolam"], "Tidak ada sumber daya kolam."),
        (["--quantity", "2"], "Aula hanya ada 1; diminta 2."),
        (["--quantity", "0"], "paling sedikit 1"),
        (["--people", "0"], "Jumlah orang antara 1 dan 100.000."),
        (["--for", " "], "Nama peminjam belum diisi."),
        (["--phone", "nomor"], "Nomor telepon hanya berisi angka"),
        (["--purpose", "x" * 5000], "Keperluan paling panjang 400 huruf"),
    ],
)
def test_what_cannot_be_is_one_document_and_exit_3(
    desk_home: Home, here: Callable[..., tuple[int, Any, str]], words: list[str], said: str
) -> None:
    code, refused, stray = here("book", *slot(desk_home.folder, "09:00", "12:00"), *BOOKED, *words)
    assert (code, stray, refused["free"]) == (3, "", [])
    assert said in refused["refused"]


def test_bad_arguments_are_one_line_and_exit_2(
    desk_home: Home, here: Callable[..., tuple[int, Any, str]]
) -> None:
    for words, reason in (
        (["--on", "besok"], "bukan tanggal"),
        (["--on", "9999-12-31"], "Tahun harus antara"),
        (["--on", "0001-01-01"], "Tahun harus antara"),
        (["--from", "9 pagi"], "bukan jam"),
        (["--to", "25:00"], "bukan jam"),
        (["--quantity", "banyak"], "“banyak” bukan bilangan bulat"),
        (["--people", "1,5"], "“1,5” bukan bilangan bulat"),
    ):
        code, document, said = here("book", *slot(desk_home.folder, "09:00", "12:00"), *BOOKED, *words)
        assert (code, document) == (2, None)
        assert said.count("\n") == 1
        assert reason in said
    code, refused, _said = here("free", *slot(desk_home.folder, "09:00", "12:00")[:-2])
    assert (code, refused["refused"]) == (3, "Isi --from dan --to, atau tidak keduanya.")


def test_a_person_reads_the_same(desk_home: Home) -> None:
    folder = desk_home.folder
    command = [sys.executable, "-m", "desk"]
    said = subprocess.run(
        [*command, "book", *slot(folder, "10:00", "13:00"), *BOOKED], capture_output=True, text=True
    )
    assert said.returncode == 0
    assert "Melewati jam istirahat 12.00–13.00." in said.stdout
    again = subprocess.run(
        [*command, "book", *slot(folder, "10:00", "13:00"), *BOOKED], capture_output=True, text=True
    )
    assert (again.returncode, again.stdout) == (3, "")
    assert again.stderr.startswith("Aula sudah dipesan I Made Misal")
    free = subprocess.run(
        [*command, "free", *slot(folder, "10:00", "13:00")], capture_output=True, text=True, check=True
    )
    assert "tidak ada waktu bebas" in free.stdout
    listed = subprocess.run(
        [*command, "resources", "--data", str(folder)], capture_output=True, text=True, check=True
    )
    assert "Aula = Aula A + Aula B" in listed.stdout


@pytest.mark.race
def test_many_commands_at_once_on_a_desk_that_is_not_there_yet(tmp_path: Path) -> None:
    folder = tmp_path / "baru"

    def attempt(_number: int) -> int:
        return desk("book", *slot(folder, "09:00", "12:00"), *BOOKED)[0]

    with ThreadPoolExecutor(6) as pool:
        codes = list(pool.map(attempt, range(6)))
    assert sorted(codes) == [0, 3, 3, 3, 3, 3]
    home = desk("free", *slot(folder, "09:00", "12:00"))[1]
    assert len(home["holders"]) == 1


def test_the_sentence_is_the_operations_own(desk_home: Home) -> None:
    folder = desk_home.folder
    desk("book", *slot(folder, "10:00", "12:00"), *BOOKED)
    code, refused, _said = desk("book", *slot(folder, "11:00", "13:00"), *BOOKED)
    assert code == 3
    wanted = span_between(DAY, time(11), time(13))
    order = BookingOrder("k", "aula", wanted, "Rapat", "Ni Luh Contoh")
    with pytest.raises(Clash) as clash:
        desk_home.database.write(lambda session: book(session, order, desk_home.admin))
    assert refused["refused"] == clash.value.sentence
    lines = desk_home.database.read(lambda session: session.scalar(select(func.count(Occupancy.id))))
    assert lines == 2
