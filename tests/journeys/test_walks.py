"""Each of the 28 services from the first word to the last, in the steps its own standard prints."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import services_page

from desk import app
from desk.__main__ import main
from desk.commands.walk_hand import WalkHand, WalkTime
from desk.commands.walks import Walker
from desk.operations.accounts import command_line_actor
from desk.operations.offices import FoundingOrder
from desk.rules.office_dates import plain_date
from desk.rules.roads import road_of
from desk.rules.standards import load_standards

SERVICES = [service.id for standard in load_standards() for service in standard.services]
PROCEDURES = {
    service["id"]: service["procedure"]
    for service in json.loads(Path("resources/standards/catalogue.json").read_text("utf-8"))["services"]
}
OF_OTHER_ENDINGS = {
    "aula-penolakan",
    "ppid-penolakan",
    "ppid-perpanjangan",
    "ppid-keberatan",
    "ppid-tanggapan",
    "vidcon-balasan",
    "tte-rekomendasi-pembaruan",
    "tte-rekomendasi-pencabutan",
}
OF_BOOKINGS = ("aula-", "sound-p", "pinjam-", "kembali-")
CODE = r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"
START = datetime(2026, 1, 5, 1, tzinfo=UTC)
RESTING = ("complete", "in_process", "ready", "handed_over", "finished")


Walks = dict[str, dict[str, Any]]


def walk(folder: Path, *words: str) -> Walks:
    """What `desk walk` prints, by service."""
    printed = folder / "walks.json"
    with pytest.MonkeyPatch.context() as patch, printed.open("w", encoding="utf-8") as out:
        patch.setattr("sys.stdout", out)
        assert main(["walk", *words, "--json"]) == 0
    return {made["service"]: made for made in json.loads(printed.read_text("utf-8"))}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("walks")


@pytest.fixture(scope="module")
def walked(folder: Path) -> Walks:
    return walk(folder, "all", str(folder))


@pytest.mark.parametrize("service", SERVICES)
def test_the_service_is_walked_to_its_end(service: str, walked: Walks, folder: Path) -> None:
    made = walked[service]
    road = road_of(service, PROCEDURES[service])
    told = [step["step"] for step in made["steps"]]
    needed = [f"{step.label} {step.text}" for step in road.steps if not step.is_optional]
    assert [step for step in needed if step not in told] == []
    assert list(dict.fromkeys(step["state"] for step in made["steps"])) == list(RESTING)
    days = [step["on"] for step in made["steps"]]
    assert days == sorted(days)
    assert made["code"]
    assert {f"{service}-slip.pdf"} < set(made["documents"]), "its receipt and its own paper"
    for name in made["documents"]:
        text = _text(folder / name)
        owner = CODE if name.removeprefix(f"{service}-").startswith(OF_BOOKINGS) else re.escape(made["code"])
        assert re.search(owner, text), f"{name} bears the code of what it belongs to"


def test_papers_are_written_when_what_they_say_is_due(walked: Walks, folder: Path) -> None:
    """The schedule is confirmed before the hall is used, what goes out is written down before it is back."""
    numbers = {
        key: int(re.search(r"Nomor\s*:\s*(\d+)", _text(folder / f"{key}.pdf"))[1])  # type: ignore[index]
        for name in walked["denpasar-III"]["documents"]
        if "-slip" not in (key := name.removesuffix(".pdf"))
    }
    order = [key.removeprefix("denpasar-III-") for key in sorted(numbers, key=numbers.__getitem__)]
    assert order == [
        "sound-balasan",
        "pinjam-berita-acara",
        "sound-pemasangan",
        "sound-pembongkaran",
        "kembali-berita-acara",
    ]
    filed = walked["karangasem-1.1"]["steps"][0]["on"]
    made = re.search(r"Dibuat \w+, (\d+ \w+ \d{4})", _text(folder / "karangasem-1.1-aula-konfirmasi.pdf"))
    assert made is not None
    assert made[1] == plain_date(date.fromisoformat(filed))


def _text(path: Path) -> str:
    with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
        return "".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_what_a_road_names_is_issued_on_it(walked: Walks) -> None:
    """All kinds of paper that a road names, but those that belong to its other endings or products."""
    for service in SERVICES:
        issued = {
            name.removeprefix(f"{service}-").removesuffix(".pdf") for name in walked[service]["documents"]
        }
        named = set(road_of(service, PROCEDURES[service]).documents) - OF_OTHER_ENDINGS
        assert named <= issued, service
        assert issued & OF_OTHER_ENDINGS == set(), service


@pytest.mark.parametrize(("ending", "state"), [("refused", "refused"), ("withdrawn", "withdrawn")])
def test_every_service_can_be_refused_and_withdrawn(ending: str, state: str, tmp_path: Path) -> None:
    walks = walk(tmp_path, "all", str(tmp_path), "--ending", ending)
    assert list(walks) == SERVICES
    assert {made["steps"][-1]["state"] for made in walks.values()} == {state}
    if ending == "refused":
        letters = {service: made["documents"][-1] for service, made in walks.items()}
        kinds = {name.removeprefix(f"{service}-") for service, name in letters.items()}
        assert kinds == {"surat-penolakan.pdf", "aula-penolakan.pdf", "ppid-penolakan.pdf"}
        said = _text(tmp_path / letters["karangasem-1.1"])
        refused = re.search(r"bahwa Aula pada (.*?)\s*WITA", said, re.DOTALL)
        assert refused is not None
        assert said.replace("\r\n", " ").count(" ".join(refused[1].split())) == 1, (
            "is no time offered instead"
        )


def test_an_objection_is_registered_answered_and_closed_where_the_standard_knows_one(tmp_path: Path) -> None:
    walks = walk(tmp_path, "all", str(tmp_path), "--ending", "objected")
    assert list(walks) == ["karangasem-2.1", "karangasem-2.2", "karangasem-3.2", "denpasar-I"]
    for service, made in walks.items():
        states = list(dict.fromkeys(step["state"] for step in made["steps"]))
        assert states == [*RESTING, "objected"]
        assert made["steps"][-1]["state"] == "finished"
        papers = {f"{service}-ppid-keberatan.pdf", f"{service}-ppid-tanggapan.pdf"}
        is_ppid = service in ("karangasem-2.1", "denpasar-I")
        assert papers & set(made["documents"]) == (papers if is_ppid else set())


def test_a_service_without_objection_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["walk", "karangasem-1.1", str(tmp_path), "--ending", "objected"]) == 3
    assert "tidak mengenal keberatan" in capsys.readouterr().err


@pytest.mark.long
@pytest.mark.parametrize("agency", ["karangasem", "denpasar"])
def test_every_product_of_every_service_is_walked(agency: str, tmp_path: Path) -> None:
    """Ten kinds of content, eight of TIK, three of certificates …: each to its end."""
    services = [s for standard in load_standards() for s in standard.services if s.id.startswith(agency)]
    products = [(each, variant.key) for each in services for variant in each.checklist.variants]
    asked = [(each, key) for each, key in products if each.checklist.asks_variant]
    address = str(tmp_path / "data")
    with WalkTime(START).running() as time:
        app.found(address, FoundingOrder(agency))
        database = app.open_desk(address)
        walker = Walker(WalkHand(database, database.read(command_line_actor), time), tmp_path)
        ends = {(each.id, key): walker.walk(each, variant=key).steps[-1]["state"] for each, key in asked}
        database.close()
    assert set(ends.values()) == {"finished"}
    assert len(ends) == {"karangasem": 19, "denpasar": 18}[agency]


def test_every_service_has_a_road_of_its_own(walked: Walks) -> None:
    assert list(walked) == SERVICES
    assert len(SERVICES) == 28
    common = [service for service in SERVICES if road_of(service, PROCEDURES[service]).is_common]
    assert common == ["karangasem-3.3"]  # N31: its decree prints its requirements where a procedure should be


def test_a_service_nobody_knows_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["walk", "karangasem-9.9", str(tmp_path)]) == 3
    assert "Tidak ada layanan karangasem-9.9" in capsys.readouterr().err


def test_the_page_of_services_says_what_the_program_does() -> None:
    assert services_page.PAGE.read_text("utf-8") == services_page.page(), (
        "python tests/support/services_page.py"
    )
    rows = [line for line in services_page.page().splitlines() if line.startswith("| **")]
    assert [row.split("**")[1] for row in rows] == SERVICES
