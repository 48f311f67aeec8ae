"""The words of screens and refusals through gettext; knows no screen.

The source strings are Indonesian; `resources/translations/<language>/LC_MESSAGES/desk.mo` replaces them.
"""

from __future__ import annotations

import gettext as _gettext

from desk import paths

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(language: str) -> None:
    """Show `language` ("id" or "en") from now on; strings already shown stay as they are."""
    global _catalogue  # one language for the whole program
    _catalogue = _gettext.translation(
        "desk", localedir=str(paths.resources() / "translations"), languages=[language], fallback=True
    )


def _(text: str) -> str:
    """`text` in the language in use; fill placeholders with `.format(...)` after translating."""
    return _catalogue.gettext(text)
