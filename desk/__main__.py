"""`python -m desk`: arguments → one of the commands; knows their names, not their work."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence
from importlib import metadata
from types import ModuleType

from desk.commands import Parser
from desk.errors import Refused, Unavailable, UnusableData
from desk.i18n import _

# verb → module under desk.commands (see desk/commands/__init__.py for what it offers)
VERBS: dict[str, str] = {
    "book": "book",
    "calendar": "calendar",
    "code": "code",
    "deadline": "deadline",
    "documents": "documents",
    "free": "free",
    "register": "register",
    "resources": "resources",
    "self-check": "self_check",
    "open": "open",
    "print": "print_paper",
    "standards": "standards",
    "tour": "tour",
    "walk": "walk",
}
DEFAULT_VERB = "open"
# the program's own flags that take a value
_VALUED = ("--data", "--agency")
# flags that stand for a verb
FLAGS = {"--self-check": "self-check"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; exit codes: 0 done, 1 not so, 2 bad arguments, 3 refused, 4 unusable data folder."""
    speak_utf8()
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        code = run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader has gone (`desk … | head`); nothing may be written at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def run(words: list[str]) -> int:
    """The exit code of the command `words` ask for; an error the officer can act on is one line."""
    try:
        arguments, module = parse(words)
        return int(module.run(arguments))
    except Refused as refused:
        return _say(refused, 3)
    except UnusableData as unusable:
        return _say(unusable, 4)
    except Unavailable as unavailable:
        return _say(unavailable, 1)


def parse(words: list[str]) -> tuple[argparse.Namespace, ModuleType]:
    """The arguments and the module of the verb; only that verb's module is imported."""
    before, verb, after = split(words)
    parser = Parser("desk", _("Meja depan Dinas Komunikasi dan Informatika"))
    parser.add_argument("--version", action="store_true", help=_("tampilkan versi"))
    if {"-h", "--help"} & set(before):
        parser.usage = _("desk [--data DIR] [perintah] [argumen …]")
        parser.epilog = _("perintah:") + "\n" + "\n".join(_summaries())
    arguments = parser.parse_args(before, argparse.Namespace(data=None))
    if arguments.version:
        print(f"desk {metadata.version('desk')}")  # noqa: T201 - the command line's own answer
        sys.exit(0)
    if verb not in VERBS:
        known = " · ".join(sorted(VERBS))
        parser.error(_("perintah tidak dikenal: {verb}; yang ada: {known}").format(verb=verb, known=known))
    module = importlib.import_module(f"desk.commands.{VERBS[verb]}")
    own = Parser(f"desk {verb}", module.SUMMARY)
    module.add_arguments(own)
    return own.parse_args(after, arguments), module


def _summaries() -> list[str]:
    modules = {verb: importlib.import_module(f"desk.commands.{name}") for verb, name in VERBS.items()}
    return [f"  {verb:<14}{modules[verb].SUMMARY}" for verb in sorted(modules)]


def split(words: list[str]) -> tuple[list[str], str, list[str]]:
    """The program's own flags, the verb, and the verb's arguments.

    The first flag that is not the program's own belongs to the default verb: `desk --demo`.
    """
    at = 0
    while at < len(words):
        word = words[at]
        if word in FLAGS:
            return words[:at], FLAGS[word], words[at + 1 :]
        if not word.startswith("-"):
            return words[:at], word, words[at + 1 :]
        flag, equals, _value = word.partition("=")
        if flag not in ("-h", "--help", "--version", *_VALUED):
            break
        at += 2 if flag in _VALUED and not equals else 1
    return words[:at], DEFAULT_VERB, words[at:]


def speak_utf8() -> None:
    """UTF-8 on every platform: a Windows console would refuse the dashes; without a console there is none."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(error: Exception, code: int) -> int:
    print(error, file=sys.stderr)  # noqa: T201 - the command line's own refusal
    return code


if __name__ == "__main__":
    sys.exit(main())
