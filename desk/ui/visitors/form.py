"""The visitor's form: what is told at the counter becomes an order; knows no database."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk import clock
from desk.i18n import _
from desk.operations.visit_changes import VisitCorrection
from desk.operations.visitors import VisitOrder
from desk.queries.visitors import VisitorRow, VisitRow
from desk.rules import niks, visits
from desk.rules.office_dates import clock_time, plain_date
from desk.ui.visitors.faces import last_visit_words, visitor_face
from desk.ui.widgets import buttons, editors, labels, layouts
from desk.ui.widgets.choices import ChecksEditor, ChoiceEditor
from desk.ui.widgets.editors import LongTextEditor, PairEditor
from desk.ui.widgets.fields import Field, FormBody
from desk.ui.widgets.offers import OffersEditor

LABEL_WIDTH = 96
_OF_KIND: dict[str, tuple[str, ...]] = {
    "rombongan": ("head_count", "companions"),
    "media": ("press_card", "topic"),
    "internal": ("memo_number",),
}
_DETAILS = (
    "is_priority",
    "needs",
    "identity_shown",
    "nik",
    "guardian_name",
    "name_is_uncertain",
    "arrived_at",
    "back_date_reason",
    "note",
)


@dataclass(frozen=True)
class _Known:
    """The earlier visitor this form was filled from."""

    visitor_id: int
    name: str
    name_is_uncertain: bool


class VisitForm(QWidget):
    """Fields of a visit. Emits what was typed as a name; is filled from a visitor, a visit or a draft."""

    name_typed = Signal(str)
    changed = Signal()
    save_requested = Signal()
    submit_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._key = str(uuid.uuid4())
        self._known: _Known | None = None
        self._corrected: VisitRow | None = None
        self._is_unfolded = False
        self._nik_hint = ""
        self.name = OffersEditor(
            visitor_face, name=_("Tamu terdahulu"), placeholder=_("ketik nama, instansi, atau telepon …")
        )
        self.body = FormBody(name=_("Tamu"), margins=(15, 8, 15, 8))
        self._add_main_fields()
        self._add_fields_of_kinds()
        self._fold = buttons.quiet(_("Rincian lain"), shortcut="Alt+R")
        self._add_fold()
        self._add_details()
        layouts.vertical(self).addWidget(self.body)
        self._blank = self.body.draft()
        self.body.settle()
        self._connect()
        self._fit()

    def _add_main_fields(self) -> None:
        purpose = editors.line(placeholder=_("untuk apa datang"))
        kinds = ChoiceEditor(tuple(visits.kinds().items()), chosen="warga")
        self._add("name", _("Nama"), self.name)
        self._add("institution", _("Instansi"), editors.line(placeholder=_("bila mewakili")))
        self._add("address", _("Alamat asal"), editors.line(placeholder=_("desa atau jalan")))
        self._add("phone", _("Telepon"), editors.phone())
        self._add("purpose", _("Keperluan"), purpose)
        self._add("kind", _("Jenis"), kinds)

    def _add_fields_of_kinds(self) -> None:
        self._add("head_count", _("Jumlah orang"), editors.number(placeholder="1–1.000"))
        companions = LongTextEditor(lines=2, placeholder=_("satu baris satu nama (Shift+Enter), bila perlu"))
        self._add("companions", _("Nama anggota"), companions)
        self._add("press_card", _("Kartu pers"), editors.line(placeholder=_("nomor atau media")))
        self._add("topic", _("Topik"), editors.line(placeholder=_("liputan atau wawancara tentang …")))
        self._add("memo_number", _("Nota dinas"), editors.line(placeholder=_("nomor nota dinas")))

    def _add_fold(self) -> None:
        line = QWidget()
        row = layouts.horizontal(line, margins=(LABEL_WIDTH - 1, 0, 0, 0), gap=4)
        self._fold.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self._fold)
        words = _("identitas, kebutuhan, dahulukan, wali, waktu datang lain, catatan")
        row.addWidget(labels.elided_line(words, kind="quiet"), 1)
        self.body.add_widget(line)

    def _add_details(self) -> None:
        self._add("is_priority", _("Dahulukan"), ChecksEditor(((True, _("Dahulukan")),)))
        self._add("needs", _("Kebutuhan"), ChecksEditor(tuple(visits.needs().items())))
        self._add("identity_shown", _("Identitas"), ChoiceEditor(tuple(visits.identities().items())))
        self._add("nik", _("NIK"), editors.line(placeholder=_("tidak wajib; 16 angka")))
        self._add("guardian_name", _("Wali"), editors.line(placeholder=_("untuk anak di bawah umur")))
        came = PairEditor(parse=_came, names=(_("hari"), _("jam")), between=_("pukul"))
        self._add("arrived_at", _("Waktu datang"), came)
        reason = editors.line(placeholder=_("alasan dicatat kemudian, misalnya listrik padam"))
        self._add("back_date_reason", _("Alasan"), reason)
        self._add("name_is_uncertain", _("Ejaan nama"), ChecksEditor(((True, _("Belum pasti")),)))
        self._add("note", _("Catatan"), LongTextEditor(lines=2))
        self.body.field("is_priority").set_hint(
            _("Lansia, hamil, disabilitas, membawa anak kecil; sebabnya tidak dicatat.")
        )
        self.body.field("arrived_at").set_hint(_("Kosong berarti sekarang."))

    def _add(self, name: str, label: str, editor: QWidget) -> None:
        self.body.add(name, Field(label, editor, label_width=LABEL_WIDTH))

    def _connect(self) -> None:
        self.name.typed.connect(self._on_name_typed)
        self.body.changed.connect(self._fit)
        self.body.changed.connect(self.changed)
        self.body.save_requested.connect(self.save_requested)
        self.body.submit_requested.connect(self.submit_requested)
        self.body.field("nik").changed.connect(self._warn_of_nik)
        self._fold.clicked.connect(self._on_fold)

    # --- what stands there --------------------------------------------------------------------------------

    def order(self) -> VisitOrder | VisitCorrection | None:
        """What to save; None where a field cannot be read (said beside it)."""
        told = self.body.read()
        if told is None:
            return None
        told.update({flag: bool(told.get(flag)) for flag in ("is_priority", "name_is_uncertain")})
        if told.get("head_count") is None:
            told["head_count"] = 1
        if self._corrected is not None:
            told["nik"] = told.get("nik") or None
            return VisitCorrection(visit_id=self._corrected.visit_id, **told)
        known = self._known.visitor_id if self._known else None
        return VisitOrder(key=self._key, visitor_id=known, **told)

    def correcting(self) -> VisitRow | None:
        """The visit being corrected, if it is not a new one."""
        return self._corrected

    def is_dirty(self) -> bool:
        """Whether something stands there that is not saved."""
        return self.body.is_dirty()

    def show_refusal(self, field: str | None, sentence: str) -> None:
        """Say it beside the field, unfolding what hides it."""
        if field in _DETAILS and not self._is_unfolded:
            self.unfold()
        self.body.show_refusal(field, sentence)

    # --- filling ------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """An empty form for the next visitor."""
        self._key = str(uuid.uuid4())
        self._known = self._corrected = None
        self._is_unfolded = False
        self.name.stop_offering()
        self._explain_nik("")
        self.body.reset(self._blank)
        self._tell_known()

    def take(self, row: VisitorRow) -> None:
        """Fill in what is known of an earlier visitor, with what they usually come for."""
        self._known = _Known(row.visitor_id, row.name, row.name_is_uncertain)
        filled = {
            "name": row.name,
            "institution": row.institution,
            "address": row.address,
            "phone": row.phone,
            "kind": [visits.kinds()[row.usual_kind]],
        }
        if not str(self.body.field("purpose").typed().draft()).strip():
            filled["purpose"] = row.usual_purpose
        self.body.restore(filled)
        self._explain_nik(row.nik_masked)
        self.body.field("name").set_hint(_("Tamu terdahulu, {words}").format(words=last_visit_words(row)))
        purpose = self.body.field("purpose").editor
        purpose.setFocus()
        if isinstance(purpose, editors.LineEditor):
            purpose.selectAll()

    def correct(self, row: VisitRow) -> None:
        """Fill in a visit that was saved, to be corrected."""
        self.begin()
        self._corrected = row
        self.body.reset(self._blank | _drafted(row))
        self._explain_nik(row.nik_masked)
        came = _("Datang {day} pukul {time}; isi hanya bila keliru.")
        self.body.field("arrived_at").set_hint(
            came.format(day=plain_date(row.visited_on), time=clock_time(row.arrived_at))
        )
        self.name.setFocus()
        self.changed.emit()

    def draft(self) -> dict[str, Any]:
        """All of it as plain data."""
        known = self._known
        return {
            "key": self._key,
            "fields": self.body.draft(),
            "unfolded": self._is_unfolded,
            "visitor": [known.visitor_id, known.name, known.name_is_uncertain] if known else None,
        }

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put a draft back, dirty as it was."""
        self.begin()
        self._key = str(draft.get("key") or self._key)
        visitor = draft.get("visitor")
        self._known = _Known(*visitor) if visitor else None
        self._is_unfolded = bool(draft.get("unfolded"))
        self.body.restore(draft.get("fields", {}))
        self._tell_known()
        self._fit()

    def unfold(self) -> None:
        """Show the details."""
        self._is_unfolded = True
        self._fit()

    # --- slots --------------------------------------------------------------------------------------------

    def _on_fold(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._fit()
        self.body.field("is_priority" if self._is_unfolded else "purpose").editor.setFocus()
        self.body.column.activate()
        self.body.ensureWidgetVisible(self.body.field("identity_shown"))

    def _fit(self) -> None:
        """Show the fields of the kind chosen, and the details where they are unfolded or filled."""
        kind = self.body.field("kind").typed().value()
        for own, names in _OF_KIND.items():
            for name in names:
                self.body.field(name).setVisible(own == kind or self._is_filled(name))
        for name in _DETAILS:
            is_needed = self._is_unfolded or self._is_filled(name) or bool(self.body.field(name).error())
            self.body.field(name).setVisible(is_needed and not self._is_kept_from(name))
        self._fold.show_word(_("Lipat rincian") if self._is_unfolded else _("Rincian lain"))

    def _is_filled(self, name: str) -> bool:
        """Whether something stands in a field; then it shows, so that nothing is saved or lost unseen."""
        return self.body.field(name).typed().draft() != self._blank.get(name)

    def _is_kept_from(self, name: str) -> bool:
        """Needs are nobody's business once the visitor has left; correcting leaves them as they are."""
        return (
            name in ("is_priority", "needs") and self._corrected is not None and not self._corrected.is_here
        )

    def _on_name_typed(self, text: str) -> None:
        known = self._known
        if known is not None and not known.name_is_uncertain and text.strip() != known.name:
            self._known = None
            self._tell_known()
        self.name_typed.emit(text)

    def _tell_known(self) -> None:
        self.body.field("name").set_hint(_("Tamu terdahulu") if self._known else "")

    def _explain_nik(self, masked: str) -> None:
        words = _("Sudah tercatat {nik}; isi hanya bila berubah.").format(nik=masked) if masked else ""
        self._nik_hint = words
        self.body.field("nik").set_hint(words)
        self.body.field("arrived_at").set_hint(_("Kosong berarti sekarang."))

    def _warn_of_nik(self) -> None:
        """Say what is strange about sixteen digits; it never blocks."""
        typed = str(self.body.field("nik").typed().draft())
        digits = [character for character in typed if character.isdigit()]
        warnings = niks.check("".join(digits)).warnings if len(digits) == 16 else ()
        self.body.field("nik").set_hint(" ".join(warnings) or self._nik_hint)


def _came(day: str, hour: str) -> Any:
    return visits.told_moment(day, hour, clock.today())


def _drafted(row: VisitRow) -> dict[str, object]:
    """A visit as the fields hold it."""
    return {
        "name": row.name,
        "institution": row.institution,
        "address": row.address,
        "phone": row.phone,
        "purpose": row.purpose,
        "kind": [visits.kinds()[row.kind]],
        "head_count": str(row.head_count) if row.kind == "rombongan" else "",
        "companions": row.companions,
        "press_card": row.press_card,
        "topic": row.topic,
        "memo_number": row.memo_number,
        "name_is_uncertain": [_("Belum pasti")] if row.name_is_uncertain else [],
        "is_priority": [_("Dahulukan")] if row.is_priority else [],
        "needs": [visits.needs()[need] for need in row.needs],
        "identity_shown": [visits.identities()[row.identity_shown]] if row.identity_shown else [],
        "guardian_name": row.guardian_name,
        "note": row.note,
    }
