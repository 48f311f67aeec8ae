"""`python -m desk`: arguments → one of the commands; knows their names, not their work."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from desk.errors import DeskError

# verb → module under desk.commands; each module has SUMMARY, add_arguments(parser) and run(arguments) -> int
VERBS: dict[str, str] = {}
DEFAULT_VERB = "open"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; exit codes: 0 done, 1 not so, 2 bad arguments, 3 refused, 4 unusable data folder."""
    words = list(sys.argv[1:] if argv is None else argv)
    verb = next((word for word in words if word in VERBS), DEFAULT_VERB)
    parser = argparse.ArgumentParser(prog="desk", description="Meja depan Diskominfo")
    parser.add_argument("verb", nargs="?", choices=list(VERBS), default=DEFAULT_VERB)
    if verb in VERBS:
        importlib.import_module(f"desk.commands.{VERBS[verb]}")
    parser.parse_args(words)
    try:
        return 0
    except DeskError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the command line's own refusal
        return 3


if __name__ == "__main__":
    sys.exit(main())
