"""What is looked at in a hall before and after its use, and what a fault means for the borrower."""

from __future__ import annotations

from collections.abc import Mapping

from desk.errors import Refused
from desk.i18n import _
from desk.rules.texts import clean

POINTS: dict[str, str] = {
    "clean": "Bersih",
    "ac": "AC",
    "lights": "Lampu",
    "sound": "Sound",
    "projector": "Proyektor",
    "extinguisher": "APAR",
    "escape": "Jalur evakuasi",
}
MOMENTS: dict[str, str] = {"before": "sebelum dipakai", "after": "sesudah dipakai"}
SAFETY = ("extinguisher", "escape")
"""With a fault here people are in danger: said first."""

FAULT_LIMIT = 200


def checked_points(points: Mapping[str, str]) -> dict[str, str]:
    """Every point with what is wrong ("" where it is fine), in order; Refused (field `points`) otherwise."""
    unknown = [key for key in points if key not in POINTS]
    if unknown:
        raise Refused(_("Butir pemeriksaan {0} tidak dikenal.").format(unknown[0][:40]), field="points")
    left = [_(words) for key, words in POINTS.items() if key not in points]
    if left:
        raise Refused(_("Belum diperiksa: {0}.").format(", ".join(left)), field="points")
    return {
        key: clean(points[key], limit=FAULT_LIMIT, field="points", label=_(words))
        for key, words in POINTS.items()
    }


def check_moment(moment: str) -> str:
    """`moment` where it is before or after; Refused (field `moment`) otherwise."""
    if moment not in MOMENTS:
        raise Refused(_("Pilih: sebelum atau sesudah dipakai."), field="moment")
    return moment


def faults_words(points: Mapping[str, str]) -> str:
    """What is wrong, the dangerous first: "Jalur evakuasi (terhalang), AC (bocor)"; "" where nothing is."""
    keys = sorted(POINTS, key=lambda key: key not in SAFETY)
    return ", ".join(f"{_(POINTS[key])} ({points[key]})" for key in keys if points.get(key))


def warning(resource_name: str, when: str, points: Mapping[str, str]) -> str:
    """The sentence for the borrower before the use; "" where nothing is wrong."""
    faults = faults_words(points)
    if not faults:
        return ""
    sentence = _("Pemeriksaan {name} untuk {when}: {faults}. Mohon disesuaikan; hubungi kami bila keberatan.")
    return sentence.format(name=resource_name, when=when, faults=faults)
