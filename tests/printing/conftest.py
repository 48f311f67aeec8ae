"""A receipt to print; all names and numbers are made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desk.rules.slips import SlipBooking, SlipContent, SlipDocument, SlipLine

_LINE = SlipLine(
    number="PPID/2026/0031",
    service="Informasi Publik (PPID)",
    code="NFJFY-TYW1-SD9B",
    payload="D1:NFJFY-TYW1-SD9B",
    applicant="Ni Luh Contoh",
    received_at="Senin, 6 April 2026, 09.14 WITA",
    promise="Pemberitahuan tertulis paling lambat",
    due="Senin, 20 April 2026",
    counted="10 hari kerja sejak permohonan dinyatakan lengkap",
    documents=(
        SlipDocument("Formulir permohonan informasi", "asli"),
        SlipDocument("Identitas diri", "salinan"),
    ),
    fee="BIAYA: GRATIS, laporkan bila dipungut",
    fee_note="biaya penggandaan cetak ditanggung pemohon",
)
_AULA = replace(
    _LINE,
    number="AULA/2026/0007",
    service="Peminjaman Aula Diskominfo",
    code="7K3QX-0PM9-ABCD",
    payload="D1:7K3QX-0PM9-ABCD",
    promise="Konfirmasi jadwal paling lambat",
    due="Selasa, 7 April 2026",
    counted="1 hari sejak surat permohonan diterima, dihitung sebagai hari kerja",
    documents=(SlipDocument("Surat Permohonan Peminjaman Aula", "asli"),),
    missing=("Nama Kegiatan",),
    bookings=(
        SlipBooking(
            "Aula",
            "Rabu, 8 April 09.00–12.00",
            "dipesan sementara, menunggu konfirmasi Pemegang Barang/Aset",
        ),
    ),
    fee_note="",
)
_CONTENT = SlipContent(
    kind="receipt",
    office_name="Dinas Komunikasi dan Informatika Kabupaten Karangasem",
    office_address="Jalan Contoh Nomor 1, Amlapura",
    office_phone="0363 21037",
    issued_at="Senin, 6 April 2026, 09.15 WITA",
    lines=(_LINE,),
    channels=(
        ("PPID", "ppid.karangasemkab.go.id"),
        ("SP4N-LAPOR!", "karangasemkab.lapor.go.id"),
        ("Surel", "diskominfo@karangasemkab.go.id"),
        ("Telepon", "0363 21037"),
    ),
    initials="N.K.C.",
)


@pytest.fixture
def slip_line() -> Callable[..., SlipLine]:
    """A line of a receipt, changed as asked."""
    return lambda **changes: replace(_LINE, **changes)


@pytest.fixture
def slip_content() -> Callable[..., SlipContent]:
    """A receipt with one line, changed as asked."""

    def made(**changes: Any) -> SlipContent:
        return replace(_CONTENT, **changes)

    return made


@pytest.fixture
def two_errands(slip_content: Callable[..., SlipContent]) -> SlipContent:
    """One receipt for a PPID request and the hall."""
    return slip_content(lines=(_LINE, _AULA))
