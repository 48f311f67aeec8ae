"""Pictures of requests on their roads in the real window: `python tests/ui/road_pictures.py DIR`."""

from __future__ import annotations

import sys
import uuid
from functools import partial
from pathlib import Path
from typing import Any

from clock_pictures import NYEPI, Scene, finish, scene
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.commands.demo_roads import Lead, Leading
from desk.operations import participants
from desk.operations.attachments import AttachOrder, attach
from desk.operations.complaints import ComplaintOrder, register
from desk.queries.roads import road_view
from desk.ui import theme

_TABLE = "\n".join(
    f"{name};199001012015011{number:03};Kecamatan Contoh;0812-0000-{number:04};peserta{number}@contoh.example"
    for number, name in enumerate(
        (
            "I Made Misal",
            "Ni Ketut Andaian",
            "I Gusti Ngurah Bagus Permisalan Seandainya Dengan Nama Yang Panjang Sekali",
        ),
        1,
    )
)


def _open(made: Scene, request_id: int) -> Any:
    view = made.front.panels.requests.view
    made.front.show_request(request_id)
    made.until(lambda: view.road_shown() is not None and view.road_shown().request_id == request_id)
    return view


def _leading(made: Scene) -> Leading:
    return Leading(made.database, made.actor)


def information(made: Scene) -> None:
    """PPID: as filed, being worked on with a disposisi, ready, refused and objected to."""
    leading = _leading(made)
    first = made.filed()
    view = _open(made, first)
    made.shoot("road-complete")
    leading.lead(first, Lead("in_process", "Bidang Pengelolaan Informasi Publik Contoh"))
    view.refresh()
    made.until(lambda: view.road_shown().state == "in_process")
    made.shoot("road-in-process")
    view.foot.forward.click()
    made.shoot("road-decision")
    view.ask_card.close_card()
    view.foot.acts["record"].click()
    made.shoot("road-kinds")
    view.ask_card.close_card()
    leading.lead(first, Lead("ready"))
    view.refresh()
    made.until(lambda: view.road_shown().state == "ready")
    view.foot.forward.click()
    view.ask_card.submit()
    made.until(lambda: view.ask_card.error("identity_checked"))
    made.shoot("road-hand-over")
    view.ask_card.close_card()
    second = made.filed(applicant_kind="Badan Hukum")
    leading.lead(second, Lead(refused="Informasi dikecualikan"))
    _open(made, second)
    made.shoot("road-objected")
    view.road.objections.row_activated.emit(view.road.objections.rows()[0])
    made.shoot("road-answer")
    view.ask_card.close_card()
    third = made.filed()
    _open(made, third)
    view.foot.moves["object"].click()
    made.shoot("road-object")
    view.ask_card.close_card()


def messages(made: Scene) -> None:
    """A message before it is opened; papers with files; the two registers."""
    request_id = made.filed("karangasem-5.2")
    view = _open(made, request_id)
    view.foot.acts["message"].click()
    made.until(lambda: view.ask_card.form is not None)
    made.shoot("road-message")
    view.ask_card.close_card()
    view.show_face("papers")
    made.shoot("road-papers-empty")
    for number in range(2):
        order = AttachOrder(
            str(uuid.uuid4()), "request", request_id, "scan", f"KTP contoh {number}.pdf", _PDF
        )
        made.database.write(lambda session, order=order: attach(session, order, made.actor))
    view.papers.attachments.refresh()
    made.until(lambda: view.papers.attachments.rows.rows())
    made.shoot("road-papers")
    panel = made.front.panels.requests
    panel.open_register("objections")
    made.until(lambda: panel.registers.objections.rows())
    made.shoot("road-objections-register")
    panel.open_register("complaints")
    made.shoot("road-complaints-empty")
    order = ComplaintOrder(
        str(uuid.uuid4()), "WhatsApp", "Loket tutup pukul 14.30 padahal jam layanan sampai 15.30. " * 3
    )
    made.database.write(lambda session: register(session, order, made.actor))
    panel.registers.refresh()
    made.until(lambda: panel.registers.complaints.rows())
    made.shoot("road-complaints")
    panel.registers.ask_new()
    made.shoot("road-complaint-new")
    panel.registers.close_view()
    panel.registers.close_view()


_PDF = b"%PDF-1.4\n% contoh\n%%EOF\n"


def training(made: Scene) -> None:
    """A training with its list of participants."""
    request_id = made.filed("karangasem-3.8")
    view = _open(made, request_id)
    order = participants.PastedOrder("0" * 8 + "-0000-4000-8000-" + "0" * 12, request_id, 1, _TABLE)
    made.database.write(lambda session: participants.enter_table(session, order, made.actor))
    view.refresh()
    made.until(lambda: view.road.participants.rows())
    made.shoot("road-participants")
    view.foot.acts["record"].click()
    made.shoot("road-list-acts")
    view.ask_card.close_card()
    assert made.database.read(partial(road_view, request_id=request_id, actor=made.actor)) is not None


def listing(made: Scene) -> None:
    """The list with requests in many states."""
    states = {"3.6": "finished", "2.4": "ready", "3.2": "handed_over", "2.3": "in_process"}
    for service, state in states.items():
        _leading(made).lead(made.filed(f"karangasem-{service}"), Lead(state))
    made.front.window.go_to("requests")
    panel = made.front.panels.requests
    panel.view.close_view()
    panel.refresh()
    made.until(lambda: len(panel.listing.rows.rows()) > 6)
    made.shoot("road-list")
    made.front.window.go_to("today")
    made.front.panels.today.refresh()
    made.until(lambda: made.front.panels.today._road.rows())
    made.shoot("road-today")


def main(folder: Path) -> None:
    """Draw into `folder`, light and dark."""
    app = QGuiApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.speak_indonesian(app)
    folder.mkdir(parents=True, exist_ok=True)
    for dark in (False, True):
        theme.apply(app, dark=dark)
        made = scene(folder, NYEPI)
        made.mark = "-dark" if dark else ""
        for draw in (information, messages, training, listing):
            draw(made)
        finish(made)
        QTest.qWait(20)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
