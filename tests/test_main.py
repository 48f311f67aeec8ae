"""The command line keeps its promises: exit codes, `--data` anywhere, one Indonesian line for a bad word."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk import __main__ as program
from desk.commands import in_indonesian

# a verb of the tests' own, added to the real program in a process of its own
PROBE = """
import sys, types
from desk import __main__ as program
from desk.errors import Refused, Unavailable, UnusableData

probe = types.ModuleType("desk.commands.probe")
probe.SUMMARY = "percobaan"

def add_arguments(parser):
    parser.add_argument("--raises", choices=["refused", "unavailable", "unusable"])
    parser.add_argument("--times", type=int, default=1)

def run(arguments):
    failures = {
        "refused": Refused("Aula sudah dipesan – pilih jam lain.", field="span"),
        "unavailable": Unavailable("Diska penuh."),
        "unusable": UnusableData("Folder data rusak."),
    }
    if arguments.raises:
        raise failures[arguments.raises]
    for _ in range(arguments.times):
        print(f"data={arguments.data} – ᬅ")
    return 0

probe.add_arguments, probe.run = add_arguments, run
sys.modules["desk.commands.probe"] = probe
program.VERBS["probe"] = "probe"
program.DEFAULT_VERB = "probe"
sys.exit(program.main())
"""


def desk(*words: str, probe: bool = True) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, in a locale that is not UTF-8's, as Windows would have it."""
    start = ["-c", PROBE] if probe else ["-m", "desk"]
    return subprocess.run(
        [sys.executable, "-X", "utf8=0", *start, *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )


@pytest.mark.parametrize(
    "words",
    [
        ("--data", "meja", "probe"),
        ("--data=meja", "probe"),
        ("probe", "--data", "meja"),
        ("--data", "lama", "probe", "--data", "meja"),
        ("--data", "meja"),
        ("--data", "meja", "--times", "1"),
        ("--agency", "denpasar", "--data", "meja", "probe"),
        ("--agency=denpasar", "probe", "--data", "meja"),
    ],
)
def test_data_stands_before_or_after_the_verb_and_the_last_one_holds(words: tuple[str, ...]) -> None:
    done = desk(*words)
    assert (done.returncode, done.stdout, done.stderr) == (0, "data=meja – ᬅ\n", "")


def test_without_data_there_is_none() -> None:
    assert desk("probe").stdout == "data=None – ᬅ\n"
    assert desk().stdout == "data=None – ᬅ\n"


@pytest.mark.parametrize(
    ("how", "code", "sentence"),
    [
        ("refused", 3, "Aula sudah dipesan – pilih jam lain."),
        ("unavailable", 1, "Diska penuh."),
        ("unusable", 4, "Folder data rusak."),
    ],
)
def test_each_failure_has_its_exit_code_and_one_line(how: str, code: int, sentence: str) -> None:
    done = desk("probe", "--raises", how)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", sentence + "\n")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("probe", "--nope"), "desk probe: argumen tidak dikenal: --nope"),
        (("probe", "--raises"), "desk probe: --raises harus diikuti nilainya"),
        (("probe", "--times", "x"), "desk probe: --times tidak dapat 'x'"),
        (("--data",), "desk: --data harus diikuti nilainya"),
        (("--data", ""), "desk: --data: nama folder tidak boleh kosong"),
        (("--times=x",), "desk probe: --times tidak dapat 'x'"),
    ],
)
def test_bad_arguments_are_one_indonesian_line(words: tuple[str, ...], line: str) -> None:
    done = desk(*words)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", line + "\n")


@pytest.mark.parametrize("verb", ["standards", "resources", "code"])
def test_a_place_that_is_named_is_made_or_said_to_be_unusable(verb: str, tmp_path: Path) -> None:
    words = ("code", "ABC") if verb == "code" else (verb,)
    (tmp_path / "file").write_text("x")
    for place in ("file", "file/below"):
        done = desk(*words, "--json", "--data", str(tmp_path / place), probe=False)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (4, "", 1), done.stderr
    done = desk(*words, "--json", "--data", str(tmp_path / "new"), probe=False)
    assert (done.returncode, done.stderr) == (0, "")
    json.loads(done.stdout)
    assert (tmp_path / "new" / "desk.db").is_file()


def test_an_unknown_verb_names_the_known_ones() -> None:
    done = desk("nope", probe=False)
    assert done.returncode == 2
    assert done.stderr.startswith("desk: perintah tidak dikenal: nope; yang ada: ")
    assert "self-check" in done.stderr


def test_every_sentence_of_argparse_is_known() -> None:
    assert in_indonesian("argument --a: not allowed with argument --b") == "--a tidak dapat bersama --b"
    assert in_indonesian("argument --a: expected at least one argument") == "--a harus diikuti nilainya"
    assert in_indonesian("argument --a: ignored explicit argument 'x'") == "--a tidak menerima nilai 'x'"
    assert in_indonesian("the following arguments are required: CODE") == "masih kurang: CODE"
    assert in_indonesian("one of the arguments --a --b is required") == "salah satu harus diberikan: --a --b"
    chosen = in_indonesian("argument --a: invalid choice: 'x' (choose from 'b', 'c')")
    assert chosen == "--a tidak dapat 'x'; pilihannya: 'b', 'c'"


def test_help_is_indonesian_and_lists_every_verb() -> None:
    done = desk("--help", probe=False)
    assert done.returncode == 0
    assert done.stdout.startswith("pakai: ")
    for verb in program.VERBS:
        assert f"\n  {verb} " in done.stdout
        own = desk(verb, "--help", probe=False)
        assert own.returncode == 0
        assert "--data" in own.stdout
        for english in ("usage:", "options:", "positional arguments:", "show this help"):
            assert english not in done.stdout + own.stdout


def test_version_is_one_line() -> None:
    assert desk("--version", probe=False).stdout.startswith("desk 0.")


def test_a_verb_imports_neither_qt_nor_another_verb() -> None:
    """Starting is measured in milliseconds; whoever asks for the version waits for no widget."""
    script = "import sys, desk.__main__; print([m for m in sys.modules if m in ('PySide6', 'sqlalchemy')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_reader_that_leaves_early_hears_nothing() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROBE, "probe", "--times", "100000"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(30) == 1


def test_self_check_says_ok() -> None:
    for words in (("self-check",), ("--self-check",)):
        done = desk(*words, probe=False)
        assert (done.returncode, done.stdout) == (0, "ok\n"), done.stderr


def test_self_check_names_the_part_that_is_missing(tmp_path: Path) -> None:
    """A font that was left out is what a badly built program looks like."""
    script = (
        "import sys, pathlib; from desk import paths, __main__\n"
        f"paths.resources = lambda: pathlib.Path({str(tmp_path)!r})\n"
        "sys.exit(__main__.main(['self-check']))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1].startswith("tidak lengkap: ")
    assert "screen" in done.stderr.splitlines()[-1]
