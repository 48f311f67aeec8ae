"""Every paper that belongs to no one request, by its kind, as `actor` may have it; writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.orm import Session

from desk.i18n import _
from desk.models.documents import office_art
from desk.queries import (
    agenda_papers,
    closing_papers,
    figure_papers,
    goods_papers,
    label_papers,
    ppid_papers,
    public_services,
    registers,
    request_papers,
)
from desk.rules.paper_kinds import PaperWish, check, kind_of
from desk.rules.papers import Paper, Report
from desk.rules.registers import guest_book_report
from desk.rules.rights import Actor

WATCHES = (
    registers.WATCHES
    | agenda_papers.WATCHES
    | closing_papers.WATCHES
    | figure_papers.WATCHES
    | goods_papers.WATCHES
    | label_papers.WATCHES
    | ppid_papers.WATCHES
    | request_papers.WATCHES
)


def paper(session: Session, wish: PaperWish, actor: Actor) -> Paper:
    """The paper wished for; Refused where `actor` may not have it or there is no such period."""
    check(wish, actor)
    if wish.kind in _LOOSE:
        return _LOOSE[wish.kind](session, wish)
    return replace(_MAKERS[wish.kind](session, wish, actor), art=office_art(session))


def choices(session: Session, kind: str, actor: Actor) -> tuple[tuple[str, str], ...]:
    """(key, words) of what may be chosen for a paper of that kind, the usual one first."""
    wanted = kind_of(kind).choice
    if wanted == "service":
        found = public_services.service_rows(session)
        named = tuple((row.key, f"{row.number} {row.name}") for row in found)
        return (("", _("Semua layanan")), *named)
    if wanted == "booking":
        return goods_papers.events_to_pick(session, actor)
    if wanted == "resource":
        return label_papers.labelled_resources(session)
    if wanted == "visit":
        return label_papers.waiting_visits(session)
    if wanted == "count":
        return tuple((str(count), _("{count} formulir").format(count=count)) for count in (10, 20, 50, 100))
    return ()


def _guest_book(session: Session, wish: PaperWish, _actor: Actor) -> Report:
    return guest_book_report(registers.guest_book(session, wish.first, wish.last))


_MAKERS: dict[str, Callable[[Session, PaperWish, Actor], Report]] = {
    "buku-tamu": _guest_book,
    "register-ppid": ppid_papers.ppid_register,
    "register-keberatan": ppid_papers.objection_register,
    "register-pengaduan": request_papers.complaint_register,
    "register-layanan": request_papers.service_register,
    "agenda-hari": agenda_papers.day_agenda,
    "agenda-pekan": agenda_papers.week_agenda,
    "penutupan-hari": closing_papers.day_closing,
    "keluar-masuk": goods_papers.goes_and_comes,
    "daftar-ambil": goods_papers.pick_list,
    "opname": goods_papers.count_list,
    "angka-ppid": figure_papers.ppid_year,
    "angka-layanan": figure_papers.service_figures,
}

_LOOSE: dict[str, Callable[[Session, PaperWish], Paper]] = {
    "label-aset": label_papers.unit_labels,
    "formulir-darurat": label_papers.specimen,
    "nomor-antrean": label_papers.queue_ticket,
}
