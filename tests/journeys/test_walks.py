"""Each of the 28 services from the first word to the last, in the steps its own standard prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import services_page

from desk.__main__ import main
from desk.rules.roads import road_of
from desk.rules.standards import load_standards

SERVICES = [service.id for standard in load_standards() for service in standard.services]
PROCEDURES = {
    service["id"]: service["procedure"]
    for service in json.loads(Path("resources/standards/catalogue.json").read_text("utf-8"))["services"]
}
RESTING = ("complete", "in_process", "ready", "handed_over", "finished")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    folder = tmp_path_factory.mktemp("walks")
    printed = folder / "walks.json"
    with pytest.MonkeyPatch.context() as patch, printed.open("w", encoding="utf-8") as out:
        patch.setattr("sys.stdout", out)
        assert main(["walk", "all", str(folder), "--json"]) == 0
    walks = json.loads(printed.read_text("utf-8"))
    for walk in walks:
        walk["folder"] = folder
    return {walk["service"]: walk for walk in walks}


@pytest.mark.parametrize("service", SERVICES)
def test_the_service_is_walked_to_its_end(service: str, walked: dict[str, dict[str, object]]) -> None:
    walk = walked[service]
    road = road_of(service, PROCEDURES[service])
    told = [step["step"] for step in walk["steps"]]  # type: ignore[attr-defined]
    needed = [f"{step.label} {step.text}" for step in road.steps if not step.is_optional]
    assert [step for step in needed if step not in told] == []
    states = list(dict.fromkeys(step["state"] for step in walk["steps"]))  # type: ignore[attr-defined]
    assert states == list(RESTING)
    assert walk["code"]
    for name in walk["documents"]:  # type: ignore[attr-defined]
        paper = Path(str(walk["folder"])) / name
        assert paper.read_bytes().startswith(b"%PDF")
    assert f"{service}-slip.pdf" in walk["documents"]  # type: ignore[operator]


def test_every_service_has_a_road_of_its_own(walked: dict[str, dict[str, object]]) -> None:
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
