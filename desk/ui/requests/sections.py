"""The parts of the request form about persons, letter and the rest; knows no service and no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from desk.i18n import _
from desk.operations.request_orders import LetterOrder, PartyOrder
from desk.ui.requests.folds import Fold
from desk.ui.requests.item_editors import DayEditor, MomentEditor
from desk.ui.requests.request_body import RequestBody, above, leave_out, side_by_side
from desk.ui.widgets import editors, labels
from desk.ui.widgets.choices import ChoiceEditor

PARTY_FIELDS = ("name", "phone", "institution", "position", "address", "occupation", "email", "nik")
LETTER_FIELDS = ("number", "letter_on", "subject", "sender", "agenda_number", "disposition")
OTHERS = ("carrier", "contact", "signatory")
NOBODY = PartyOrder("")


@dataclass(frozen=True)
class _Part:
    """One editor of a section: attribute, label, and its share of the row."""

    name: str
    label: str
    share: int = 1
    editor: Any = editors.line
    is_asked: bool = False
    """Whether Enter stops at it while it is empty."""


def channel_words() -> dict[str, str]:
    """How a request came in."""
    return {
        "counter": _("Loket"),
        "letter": _("Surat"),
        "email": _("Surel"),
        "esurat": _("e-Surat"),
        "whatsapp": _("WhatsApp"),
        "phone": _("Telepon"),
        "portal": _("Portal"),
    }


def party_words() -> dict[str, str]:
    """What the four persons are called."""
    return {
        "applicant": _("Pemohon"),
        "carrier": _("Pembawa"),
        "signatory": _("Penandatangan"),
        "contact": _("Narahubung"),
    }


class _Section(Fold):
    """A fold with rows of small fields, each known to the body as `<prefix>.<name>`."""

    def __init__(self, body: RequestBody, prefix: str, words: str, *, keys: str) -> None:
        super().__init__(words, keys=keys)
        self._body, self._prefix = body, prefix

    def add_row(self, *parts: _Part, prefix: str | None = None) -> QWidget:
        """Lay out these parts beside each other."""
        boxes = []
        for part in parts:
            field, box = above(part.label, part.editor())
            if not part.is_asked:
                leave_out(field.editor)
            own = self._prefix if prefix is None else prefix
            self._body.enlist(f"{own}.{part.name}" if own else part.name, field)
            boxes.append((box, part.share))
        row = side_by_side(*boxes)
        self.column.addWidget(row)
        return row

    def texts(self, prefix: str, names: tuple[str, ...]) -> list[str]:
        """What is typed in these fields, the empty ones left out."""
        drafts = [self._body.field(f"{prefix}.{name}").typed().draft() for name in names]
        return [text.strip() for text in drafts if isinstance(text, str) and text.strip()]


class ApplicantSection(_Section):
    """The applicant; closed, it tells who that is."""

    def __init__(self, body: RequestBody) -> None:
        super().__init__(body, "applicant", _("Pemohon"), keys="Alt P")
        self.add_row(
            _Part("name", _("Nama"), 3, is_asked=True),
            _Part("phone", _("Telepon"), 2, editors.phone, is_asked=True),
        )
        self.add_row(_Part("institution", _("Instansi"), 3), _Part("position", _("Jabatan"), 2))
        self.add_row(_Part("address", _("Alamat"), 3), _Part("occupation", _("Pekerjaan"), 2))
        self.add_row(_Part("email", _("Surel"), 3), _Part("nik", _("NIK"), 2))
        self.earlier = labels.wrapped("", kind="quiet")
        self.earlier.hide()
        self.column.addWidget(self.earlier)
        body.changed.connect(self._retell)

    def tell_earlier(self, words: str) -> None:
        """Say what the applicant asked for before."""
        self.earlier.setText(words)
        self.earlier.setVisible(bool(words))
        self._retell()

    def _retell(self) -> None:
        known = self.texts("applicant", ("name", "institution", "address", "phone"))
        self.tell(" · ".join((*known[:1], *filter(None, (self.earlier.text(),)), *known[1:])))


class OthersSection(_Section):
    """Carrier, contact and signatory: name and what is wanted of each."""

    def __init__(self, body: RequestBody) -> None:
        super().__init__(body, "", _("Orang lain"), keys="Alt O")
        phone = _Part("phone", _("Telepon"), 2, editors.phone)
        self.add_row(_Part("name", _("Pembawa"), 3), phone, prefix="carrier")
        self.add_row(_Part("name", _("Narahubung"), 3), phone, prefix="contact")
        self.add_row(
            _Part("name", _("Penandatangan"), 3), _Part("position", _("Jabatan"), 2), prefix="signatory"
        )
        body.changed.connect(self._retell)

    def _retell(self) -> None:
        said = []
        for role in OTHERS:
            names = self.texts(role, ("name",))
            said += [f"{party_words()[role].lower()} {name}" for name in names]
        self.tell(", ".join(said) or _("pembawa, narahubung, penandatangan bila bukan pemohon"))


class LetterSection(_Section):
    """The letter the request came with."""

    def __init__(self, body: RequestBody) -> None:
        super().__init__(body, "letter", _("Surat"), keys="Alt U")
        self.add_row(
            _Part("number", _("Nomor surat"), 3, is_asked=True),
            _Part("letter_on", _("Tanggal surat"), 2, DayEditor, is_asked=True),
        )
        self.add_row(
            _Part("subject", _("Perihal"), 3, is_asked=True), _Part("sender", _("Instansi pengirim"), 2)
        )
        body.changed.connect(self._retell)

    def _retell(self) -> None:
        self.tell(" · ".join(self.texts("letter", ("number", "subject", "sender"))) or _("belum diisi"))


class MoreSection(_Section):
    """When and how it came in, who is to handle it, a note."""

    def __init__(self, body: RequestBody) -> None:
        super().__init__(body, "", _("Diterima, disposisi, catatan"), keys="Alt L")
        channels = [(key, words) for key, words in channel_words().items()]
        self.add_row(_Part("channel", _("Diterima lewat"), 1, lambda: ChoiceEditor(channels)))
        self.add_row(_Part("portal_number", _("Nomornya di portal/e-Surat, bila ada")))
        self.add_row(
            _Part("received_at", _("Diterima pada (kosong: sekarang)"), 2, _past_moment),
            _Part("back_date_reason", _("Alasan dicatat belakangan"), 3),
        )
        self.add_row(
            _Part("disposition", _("Disposisi"), 3),
            _Part("agenda_number", _("Nomor agenda"), 2),
            prefix="letter",
        )
        self.add_row(
            _Part("assigned_to", _("Ditugaskan kepada"), 3),
            _Part("preprinted_code", _("Kode formulir darurat"), 2),
        )
        self.add_row(_Part("details", _("Catatan permohonan"), 1, editors.LongTextEditor))
        body.changed.connect(self._retell)

    def _retell(self) -> None:
        channel = self._body.value_or("channel", None) or "counter"
        said = [_("lewat {channel}").format(channel=channel_words()[channel].lower())]
        portal = str(self._body.field("portal_number").typed().draft()).strip()
        if portal:
            said[0] += f" {portal}"
        received = self._body.field("received_at").typed().draft()
        typed = " ".join(text for text in received if text) if isinstance(received, list) else ""
        said.append(_("diterima {when}").format(when=typed or _("sekarang")))
        assigned = str(self._body.field("assigned_to").typed().draft()).strip()
        if assigned:
            said.append(_("ditugaskan kepada {name}").format(name=assigned))
        self.tell(" · ".join(said))


def _past_moment() -> MomentEditor:
    return MomentEditor(looks_back=True)


def party_order(values: Mapping[str, Any], role: str) -> PartyOrder | None:
    """The person of `role` out of the body's values; None where nothing is typed of them."""
    typed = {name: str(values[f"{role}.{name}"]) for name in PARTY_FIELDS if values.get(f"{role}.{name}")}
    if not any(text.strip() for text in typed.values()):
        return None
    return PartyOrder(**{"name": "", **typed})


def letter_order(values: Mapping[str, Any]) -> LetterOrder | None:
    """The letter out of the body's values; None where nothing is typed of it."""
    typed = {name: values.get(f"letter.{name}") or None for name in LETTER_FIELDS}
    return LetterOrder(**typed) if any(typed.values()) else None
