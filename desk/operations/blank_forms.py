"""Numbered emergency forms whose codes are printed before anybody fills them in; knows no paper.

For the morning without electricity: the code on the form becomes the request's own when it is entered later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import BlankForm, Request
from desk.operations import tracking_codes as drawing
from desk.operations.journal import Act, note
from desk.rules import tracking_codes
from desk.rules.rights import Actor
from desk.rules.texts import reason_of

MOST = 100
_NUMBERED = re.compile(r"([0-9]{1,6})\s*/\s*([0-9]{1,3})")


@dataclass(frozen=True)
class BlankFormsOrder:
    """So many forms to print."""

    count: int


@dataclass(frozen=True)
class PrintedForms:
    """A batch: (number, code) of each form."""

    batch: int
    forms: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class SpoilOrder:
    """A form that was spoilt or lost, by its number ("1/7", as printed on it) or its code, and why."""

    form: str
    reason: str


def print_blank_forms(session: Session, order: BlankFormsOrder, actor: Actor) -> PrintedForms:
    """Draw codes for a batch of forms; each time is an act of its own, and every code is kept."""
    actor.require("print")
    if not 1 <= order.count <= MOST:
        raise Refused(_("Sekali cetak 1 sampai {most} formulir.").format(most=MOST), field="choice")
    batch = (session.scalar(select(func.max(BlankForm.batch))) or 0) + 1
    now = clock.now()
    forms = []
    for number in range(1, order.count + 1):
        code = drawing.draw(session)
        session.add(
            BlankForm(code=code, batch=batch, number=number, printed_at=now, printed_by=actor.account_id)
        )
        forms.append((number, code))
    session.flush()
    sentence = _("Formulir darurat gelombang {batch} dicetak: nomor 1 sampai {count}.")
    note(session, actor, Act("blank_form.print", None, sentence.format(batch=batch, count=order.count)))
    return PrintedForms(batch, tuple(forms))


def spoil(session: Session, order: SpoilOrder, actor: Actor) -> None:
    """Mark a form that will never be filled in: no request may carry its code any more."""
    actor.require("print")
    reason = reason_of(order.reason)
    form = unused_form(session, _code_of(session, order.form), field="form")
    form.spoiled_at = clock.now()
    sentence = _("Formulir darurat {batch}/{number} dinyatakan rusak: {reason}.")
    words = sentence.format(batch=form.batch, number=form.number, reason=reason.rstrip("."))
    note(session, actor, Act("blank_form.spoil", form.id, words))


def _code_of(session: Session, text: str) -> str:
    """The code of the form whose number was typed; anything else as it is."""
    numbered = _NUMBERED.fullmatch(text.strip())
    if numbered is None:
        return text
    batch, number = (int(digits) for digits in numbered.groups())
    wanted = select(BlankForm.code).where(BlankForm.batch == batch, BlankForm.number == number)
    code = session.scalar(wanted)
    if code is None:
        sentence = _("Formulir {batch}/{number} belum pernah dicetak; periksa nomornya.")
        raise Refused(sentence.format(batch=batch, number=number), field="form")
    return code


def unused_form(session: Session, text: str, *, field: str = "preprinted_code") -> BlankForm:
    """The form whose code was typed or scanned; Refused (beside `field`) where no request may take it."""
    code = tracking_codes.read(text).code
    form = session.scalar(select(BlankForm).where(BlankForm.code == code).with_for_update()) if code else None
    if form is None:
        raise Refused(_("Kode ini bukan kode formulir darurat kantor ini; periksa lagi."), field=field)
    if form.request_id is not None:
        number = session.scalar(select(Request.number).where(Request.id == form.request_id))
        sentence = _("Formulir dengan kode ini sudah dicatat sebagai {number}.")
        raise Refused(sentence.format(number=number), field=field)
    if form.spoiled_at is not None:
        raise Refused(_("Formulir dengan kode ini sudah dinyatakan rusak."), field=field)
    return form
