"""How each berita acara and the readiness check are put together; knows no paper and no letter."""

from __future__ import annotations

from collections.abc import Sequence

from desk.i18n import _
from desk.rules.document_contents import Block, Grid, Pairs, Paragraph, Signature, Signatures
from desk.rules.document_facts import Booking, Check, Passing, Thing
from desk.rules.document_wording import DOTS
from desk.rules.document_words import moment, span_in_full
from desk.rules.document_writing import Writing, under_name
from desk.rules.hand_overs import RETURNED
from desk.rules.office_dates import plain_date
from desk.rules.readiness import POINTS

Blocks = tuple[Block, ...]
_Party = tuple[str, str, str, str, str]
"""Which party, name, position or role, NIP, institution."""
_UNSAID = "……"


def lent(writing: Writing) -> Blocks:
    """Berita acara peminjaman: the things as they went out, four signatures with the return's."""
    booking = writing.booking
    out = booking.passing("out", "lent", "to_crew")
    people = _people(writing, out, borrower=writing.answer("penerima"))
    return _minutes(writing, people, _things_out(booking.passed("out") or booking.things), out)


def returned(writing: Writing) -> Blocks:
    """Berita acara pengembalian: what came back, beside how it went out."""
    booking = writing.booking
    back = booking.passing("in", "lent", "to_crew")
    people = _people(writing, back, borrower=writing.answer("penyerah"))
    return _minutes(writing, people, _things_back(booking.passed("out"), booking.passed("in")), back)


def installed(writing: Writing) -> Blocks:
    """Berita acara pemasangan sound system."""
    return _at_the_place(writing, "installed", "out")


def dismantled(writing: Writing) -> Blocks:
    """Berita acara pembongkaran sound system."""
    return _at_the_place(writing, "dismantled", "in")


def _at_the_place(writing: Writing, stage: str, direction: str) -> Blocks:
    booking = writing.booking
    done = booking.passing(direction, stage)
    people = _people(writing, done, borrower=writing.answer("penerima"))
    there = (done.things if done else ()) or booking.passed("out") or booking.things
    return _minutes(writing, people, _things_out(there), done)


def account_delivered(writing: Writing) -> Blocks:
    """Berita acara serah terima akun: that it was delivered and how; never a secret."""
    head = writing.facts.office.official("head")
    first = (_("PIHAK PERTAMA"), head.name, head.position, head.nip, writing.word("dinas"))
    second = (
        _("PIHAK KEDUA"),
        writing.answer("penerima"),
        writing.answer("jabatan"),
        writing.answer("nip"),
        writing.word("instansi"),
    )
    rows = (
        (_("Akun"), writing.answer("akun")),
        (_("Disampaikan melalui"), writing.answer("kanal")),
        (_("Dasar"), _basis(writing)),
    )
    return writing.titled(
        writing.say("pembuka"),
        *_parties(first, second),
        writing.say("pernyataan"),
        Pairs(rows),
        _note(writing),
        writing.say("penutup"),
        Signatures(
            (
                Signature(_("PIHAK KEDUA"), writing.answer("penerima"), _nip(writing.answer("nip"))),
                Signature(_("PIHAK PERTAMA"), head.name, under_name(head)),
            )
        ),
    )


def readiness(writing: Writing) -> Blocks:
    """Pemeriksaan kesiapan aula: before and after; what nobody looked at yet is filled in by hand."""
    booking = writing.booking
    checks = {moment_: _newest(booking.checks, moment_) for moment_ in ("before", "after")}
    keys = list(POINTS)
    keys += [key for check in checks.values() if check for key, _fault in check.points if key not in keys]
    rows = tuple(
        (str(number), _(POINTS.get(key, key)), _state(checks["before"], key), _state(checks["after"], key))
        for number, key in enumerate(keys, 1)
    )
    heads = (
        (_("No."), 8),
        (_("Yang diperiksa"), 28),
        (_("Sebelum kegiatan"), 32),
        (_("Sesudah kegiatan"), 32),
    )
    return writing.titled(
        _about(booking),
        writing.say("keterangan", "small"),
        Grid(heads, rows),
        Pairs(
            tuple(
                (words, _checked_by(checks[key]))
                for key, words in (("before", _("Diperiksa sebelum")), ("after", _("Diperiksa sesudah")))
            )
        ),
        Signatures(
            (
                Signature(_("Peminjam"), booking.borrower, booking.phone, dated=" "),
                writing.by_official("asset_holder", dated=True),
            )
        ),
    )


def _newest(checks: Sequence[Check], moment_: str) -> Check | None:
    return next((check for check in reversed(checks) if check.moment == moment_), None)


def _state(check: Check | None, key: str) -> str:
    if check is None:
        return _("[  ] baik")
    faults = dict(check.points)
    if key not in faults:
        return "-"
    return faults[key] or _("[x] baik")


def _checked_by(check: Check | None) -> str:
    if check is None:
        return ""
    words = _("{who}, {when}").format(who=check.by, when=moment(check.at))
    return f"{words}\n{check.note}" if check.note else words


def _about(booking: Booking) -> Pairs:
    rows = (
        (_("Ruangan"), booking.resource),
        (_("Kegiatan"), booking.purpose),
        (_("Waktu"), span_in_full(booking.span)),
        (_("Peminjam"), " · ".join(p for p in (booking.borrower, booking.institution, booking.phone) if p)),
    )
    return Pairs(rows)


# ---- what every berita acara has -------------------------------------------------------------------------


def _minutes(writing: Writing, people: tuple[_Party, _Party], things: Grid, done: Passing | None) -> Blocks:
    """Day in words, the two parties, what was passed, and the signatures of both and of the witnesses."""
    first, second = people
    office = writing.facts.office
    note = (done.note if done else "") or ""
    return writing.titled(
        writing.say("pembuka"),
        *_parties(first, second),
        writing.say("pernyataan"),
        things,
        Paragraph(_("Catatan serah terima: {note}").format(note=note)) if note else None,
        _note(writing),
        writing.say("penutup"),
        Signatures(
            (
                Signature(_("PIHAK KEDUA"), second[1], second[2]),
                Signature(_("PIHAK PERTAMA"), first[1], first[2]),
            )
        ),
        Paragraph(_("Mengetahui/menyaksikan:"), "centre"),
        Signatures(
            (
                Signature(_("Saksi PIHAK KEDUA")),
                Signature(
                    office.official("head").position,
                    office.official("head").name,
                    under_name(office.official("head")),
                ),
            )
        ),
    )


def _people(writing: Writing, done: Passing | None, *, borrower: str) -> tuple[_Party, _Party]:
    """The office's side and the borrower's, as they stood at the hand-over; else whoever is known."""
    booking, official = writing.booking, writing.facts.office.official(writing.kind.signer)
    is_back = done is not None and done.direction == "in"
    ours = theirs = ("", "")
    if done is not None:
        gave, took = (done.giver, done.giver_role), (done.receiver, done.receiver_role)
        ours, theirs = (took, gave) if is_back else (gave, took)
    first = (
        _("PIHAK PERTAMA"),
        ours[0] or official.name,
        ours[1] or official.position,
        official.nip if ours[0] in ("", official.name) else "",
        writing.word("dinas"),
    )
    second = (
        _("PIHAK KEDUA"),
        theirs[0] or borrower or booking.borrower,
        theirs[1],
        "",
        # the Tim Teknis that takes a sound system to its place belongs to the office itself
        writing.word("dinas") if done and done.stage == "to_crew" else booking.institution or booking.phone,
    )
    return first, second


def _parties(*parties: _Party) -> list[Block]:
    blocks: list[Block] = []
    for which, name, position, nip, institution in parties:
        rows = [(_("Nama"), name), (_("NIP"), nip), (_("Jabatan"), position), (_("Instansi"), institution)]
        kept = tuple(row for row in rows if row[1] or row[0] == _("Nama"))
        blocks.append(Pairs((*kept, (_("Disebut"), which))))
    return blocks


def _things_out(things: Sequence[Thing]) -> Grid:
    heads = (
        (_("No."), 9),
        (_("Barang"), 30),
        (_("Kode / register"), 21),
        (_("Jumlah"), 14),
        (_("Kondisi"), 14),
        (_("Kelengkapan dan catatan"), 25),
    )
    rows = tuple(
        (
            str(number),
            thing.name,
            thing.code,
            str(thing.quantity),
            _(RETURNED.get(thing.condition, _UNSAID)),
            _completeness(thing),
        )
        for number, thing in enumerate(things, 1)
    )
    return Grid(heads, rows)


def _things_back(out: Sequence[Thing], back: Sequence[Thing]) -> Grid:
    """Each thing as it came back beside how it had gone; what did not come back says so."""
    heads = (
        (_("No."), 9),
        (_("Barang"), 30),
        (_("Kode / register"), 20),
        (_("Keluar"), 16),
        (_("Kembali"), 16),
        (_("Kelengkapan dan catatan"), 21),
    )
    rows: list[tuple[str, ...]] = []
    came: dict[tuple[str, str], list[Thing]] = {}
    for thing in back:
        came.setdefault((thing.name, thing.code), []).append(thing)
    for thing in out:
        found = came.pop((thing.name, thing.code), [])
        short = thing.quantity - sum(each.quantity for each in found)
        notes = [words for each in found if (words := _completeness(each)) not in ("", _("lengkap"))]
        if short > 0:
            notes.append(_("belum kembali {count}").format(count=short))
        rows.append(
            (
                thing.name,
                thing.code,
                _counted([thing]),
                _counted(found) or "-",
                "; ".join(notes) or _("lengkap"),
            )
        )
    rows.extend(
        (found[0].name, found[0].code, "-", _counted(found), "; ".join(map(_completeness, found)))
        for found in came.values()
    )
    return Grid(heads, tuple((str(number), *row) for number, row in enumerate(rows, 1)))


def _counted(things: Sequence[Thing]) -> str:
    return "\n".join(f"{each.quantity} {_(RETURNED.get(each.condition, _UNSAID)).lower()}" for each in things)


def _completeness(thing: Thing) -> str:
    lacking = _("kurang: {things}").format(things=", ".join(thing.missing)) if thing.missing else ""
    words = "; ".join(part for part in (lacking, thing.note) if part)
    return words or ("" if not thing.condition else _("lengkap"))


def _basis(writing: Writing) -> str:
    letter = writing.request.letter
    if letter.number:
        dated = plain_date(letter.dated) if letter.dated else DOTS
        return _("Surat Nomor {number} tanggal {date}").format(number=letter.number, date=dated)
    return _("Permohonan Nomor {number}").format(number=writing.request.number)


def _nip(nip: str) -> str:
    return _("NIP. {nip}").format(nip=nip) if nip else ""


def _note(writing: Writing) -> Paragraph | None:
    note = writing.answer("catatan")
    return Paragraph(_("Catatan: {note}").format(note=note)) if note else None
