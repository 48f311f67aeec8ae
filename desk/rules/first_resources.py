"""What a newly founded office begins with, as data: starting figures that the office itself corrects.

The kinds of equipment are those among the facilities in Denpasar III (sound system, video conference, Zoom)
and of both standards' vehicles and videotron; neither decree counts them: no figure is anybody's inventory.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

STARTING = "Angka awal; sesuaikan dengan barang yang ada."

KINDS = ("hall", "zoom", "videotron", "vehicle", "video", "kit", "equipment", "crew")
"""In the order in which screens group them: halls first, single pieces of equipment last."""

STORED_KINDS = ("vehicle", "video", "equipment", "videotron")
"""What lies in a store or yard and is counted at an opname."""


@dataclass(frozen=True)
class FirstResource:
    """One resource of the founding; `around` are its minutes of set-up and of clear-up.

    Its key begins with what a service's `books` names (checklists.json), so that the service finds it.
    """

    key: str
    name: str
    kind: str
    stock: int = 1
    capacity: int | None = None
    around: int = 0
    pool: str | None = None
    is_handed_over: bool = False
    completeness: tuple[str, ...] = ()
    no_show_minutes: int | None = None
    note: str | None = None


def _hall(key: str, name: str, capacity: int) -> FirstResource:
    return FirstResource(key, name, "hall", capacity=capacity, around=20, no_show_minutes=30)


def _stored(key: str, name: str, stock: int, *completeness: str) -> FirstResource:
    return FirstResource(
        key, name, "equipment", stock, is_handed_over=True, completeness=completeness, note=STARTING
    )


_VEHICLE = FirstResource("", "", "vehicle", is_handed_over=True, completeness=("STNK", "kunci", "ban serep"))

FIRST_RESOURCES: tuple[FirstResource, ...] = (
    _hall("aula", "Aula", 120),
    _hall("aula-a", "Aula A", 60),
    _hall("aula-b", "Aula B", 60),
    FirstResource("zoom-1", "Zoom 1", "zoom", capacity=100, pool="zoom", note=STARTING),
    FirstResource("zoom-2", "Zoom 2", "zoom", capacity=300, pool="zoom", note=STARTING),
    FirstResource("videotron", "Videotron", "videotron"),
    replace(_VEHICLE, key="mobil-informasi", name="Mobil Informasi Keliling"),
    replace(_VEHICLE, key="mobil-calling", name="Mobil Calling"),
    FirstResource(
        "video-conference",
        "Set Konferensi Video",
        "video",
        around=30,
        is_handed_over=True,
        completeness=("kamera", "kabel HDMI", "adaptor", "remote"),
        note=STARTING,
    ),
    FirstResource("live-streaming", "Set Live Streaming", "video", around=30, note=STARTING),
    FirstResource("sound-system-kecil", "Paket Sound System Kecil", "kit", around=60, note=STARTING),
    FirstResource("sound-system-besar", "Paket Sound System Besar", "kit", around=120, note=STARTING),
    _stored("speaker-aktif", "Speaker Aktif", 2, "kabel daya", "tiang"),
    _stored("speaker-pasif", "Speaker Pasif", 4, "kabel speaker", "tiang"),
    _stored("speaker-portabel", "Speaker Portabel", 2, "pengisi daya"),
    _stored("mixer", "Audio Mixer", 2, "adaptor"),
    _stored("mikrofon", "Mikrofon", 8, "baterai"),
    _stored("receiver", "Receiver", 2, "adaptor", "antena"),
    _stored("kabel", "Kabel Sound", 10),
    # goes with the crew, not with the borrower: promised with a kit, never handed over
    FirstResource("kendaraan-angkut", "Kendaraan Angkut", "vehicle", note=STARTING),
    FirstResource("tim-teknis", "Tim Teknis", "crew", 2, pool="crew", note=STARTING),
)

FIRST_PARTS: dict[str, dict[str, int]] = {
    "aula": {"aula-a": 1, "aula-b": 1},
    "sound-system-kecil": {
        "speaker-aktif": 2,
        "mixer": 1,
        "mikrofon": 2,
        "receiver": 1,
        "kabel": 4,
        "tim-teknis": 1,
        "kendaraan-angkut": 1,
    },
    "sound-system-besar": {
        "speaker-pasif": 4,
        "speaker-aktif": 2,
        "mixer": 1,
        "mikrofon": 4,
        "receiver": 2,
        "kabel": 8,
        "tim-teknis": 2,
        "kendaraan-angkut": 1,
    },
}
"""Whole → part → how many of it; a kit's own stock is what its scarcest part allows."""
