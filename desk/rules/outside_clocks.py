"""What belongs to a service but is decided outside the office, in the standard's words; knows no clock.

BSrE verifies a certificate and the national portals publish in their own time: the office's clock does not
count it (N58), so it is said apart from the promised date.
"""

from __future__ import annotations

from desk.rules.standards import Passage, ServiceStandard

_OUTSIDE: dict[str, tuple[str, str]] = {
    "denpasar-V": ("procedure", "BSrE"),
    "karangasem-4.1": ("procedure", "didiseminasikan"),
    "karangasem-4.3": ("procedure", "memantau status"),
    "karangasem-4.4": ("security_guarantee", "INDAH"),
}
"""Service → component of its standard, and a word of the sentence in it that names the outside part."""


def outside_words(service: ServiceStandard) -> str:
    """The sentence of the standard that names what is not the office's; empty where there is none."""
    key, word = _OUTSIDE.get(service.id, ("", ""))
    for component in service.components():
        if component.key == key:
            for text in _texts(component.passages):
                if word in text:
                    return text.rstrip(" ;.")
    return ""


def _texts(passages: tuple[Passage, ...]) -> list[str]:
    return [text for each in passages for text in (each.text, *_texts(each.children))]
