"""Whose names and which requests not everyone sees; knows no request and no screen.

PPID applicants are protected (2.1 guarantee 7, UU 14/2008), security incidents are confidential (N41).
"""

from __future__ import annotations

from desk.rules.rights import Actor
from desk.rules.texts import initials

_SHIELDED_PREFIXES = frozenset({"PPID"})


def is_shielded(prefix: str) -> bool:
    """Whether requests numbered with `prefix` hide who applied."""
    return prefix in _SHIELDED_PREFIXES


def prefixes_hidden_from(actor: Actor) -> frozenset[str]:
    """The prefixes of those requests whose applicants `actor` does not see, and may not search by."""
    return frozenset(prefix for prefix in _SHIELDED_PREFIXES if not sees_applicant(actor, prefix=prefix))


def applicant_shown(name: str, *, prefix: str, actor: Actor) -> str:
    """`name` as `actor` sees it on a request of that prefix: whole, or initials."""
    return name if sees_applicant(actor, prefix=prefix) else initials(name)


def sees_applicant(actor: Actor, *, prefix: str) -> bool:
    """Whether `actor` sees who applied: name, contact, what for."""
    return not is_shielded(prefix) or actor.may("see_names")


def is_hidden_from(actor: Actor, *, is_confidential: bool) -> bool:
    """Whether `actor` is not to know that such a request exists."""
    return is_confidential and not actor.may("see_names")
