"""`desk register` as a program calls it: a file, a journal line, a refusal."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from homes import Home
from sqlalchemy import select

from desk.__main__ import main
from desk.models import JournalLine
from desk.printing import raster


def test_files_are_written_and_the_journal_knows(
    desk_home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(desk_home.folder)]
    pdf, book = tmp_path / "tahun.pdf", tmp_path / "register.xlsx"
    assert main([*data, "register", "angka-ppid", "--from", "2026-04-06", "--pdf", str(pdf)]) == 0
    days = ["--from", "2026-01-01", "--to", "2026-03-31"]
    assert main([*data, "register", "register-ppid", *days, "--xlsx", str(book)]) == 0
    assert "Tahun 2026" in raster.text(pdf.read_bytes())
    assert zipfile.is_zipfile(book)
    assert "Register permohonan informasi publik" in capsys.readouterr().out
    taken = select(JournalLine.sentence).where(JournalLine.act == "paper.take_out").order_by(JournalLine.id)
    lines = desk_home.database.read(lambda session: list(session.scalars(taken)))
    assert [line.split(", diambil")[0] for line in lines] == [
        "Laporan tahunan layanan informasi publik, Tahun 2026",
        "Register permohonan informasi publik, 1 Januari – 31 Maret 2026",
    ]


def test_what_is_no_period_exits_3(desk_home: Home, tmp_path: Path) -> None:
    words = ["--data", str(desk_home.folder), "register", "buku-tamu", "--from", "2026-03-31"]
    assert main([*words, "--to", "2026-01-01", "--pdf", str(tmp_path / "x.pdf")]) == 3
    assert main([*words, "--pdf", str(tmp_path / "x.pdf")]) == 3
    assert not (tmp_path / "x.pdf").exists()


def test_what_cannot_be_made_so_says_how_it_can(
    desk_home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--data", str(desk_home.folder), "register"]
    assert main([*words, "agenda-hari", "--xlsx", str(tmp_path / "x.xlsx")]) == 3
    assert "Agenda hari tidak dibuat sebagai XLSX; pakai --pdf." in capsys.readouterr().err
    assert main([*words, "nomor-antrean", "--pdf", str(tmp_path / "x.pdf")]) == 3
    assert "Belum ada yang dapat dipilih untuk cetakan ini." in capsys.readouterr().err
    assert not any((tmp_path / f"x.{each}").exists() for each in ("xlsx", "pdf"))
