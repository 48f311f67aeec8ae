"""Rules of the house that no linter knows; each one is broken once in a planted tree and must say so."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desk.__main__ import VERBS

ROOT = Path(__file__).parent.parent
LONGEST = 500


def sources(root: Path, *folders: str) -> Iterator[Path]:
    """Python files people write; migrations are written once and never touched again."""
    for folder in folders:
        for file in sorted((root / folder).rglob("*.py")):
            if "__pycache__" not in file.parts and file.parent.name != "versions":
                yield file


def parsed(root: Path, *folders: str) -> Iterator[tuple[str, ast.Module]]:
    for file in sources(root, *folders):
        yield file.relative_to(root).as_posix(), ast.parse(file.read_text("utf-8"))


def tracked(root: Path) -> list[Path]:
    """What is committed; without git (an unpacked archive) everything that is not made by the tools."""
    if shutil.which("git") and (root / ".git").exists():
        listing = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout
        return [root / name for name in listing.decode().split("\0") if name and (root / name).is_file()]
    made = re.compile(r"(\.git|\.venv|\.uv|\.hypothesis|build|dist|tour|__pycache__|\..+_cache)$")
    return [
        file
        for file in root.rglob("*")
        if file.is_file() and not any(made.match(part) for part in file.relative_to(root).parts)
    ]


def long_files(root: Path) -> list[str]:
    """No source file is longer than 500 lines."""
    lengths = {file: len(file.read_text("utf-8").splitlines()) for file in sources(root, "desk", "tests")}
    return [f"{file.relative_to(root)}: {count}" for file, count in lengths.items() if count > LONGEST]


# put together here so that this file itself holds none of them
_HOSTS = ("pypi" + ".org", "files." + "pythonhosted", "deb." + "debian", "snapshot." + "debian")
_PLACE = re.compile(r"(?<![\w./:-])/(?:home|root|work|Users|mnt|srv)/\w|\b[A-Z]:\\Users\\")


def machine_traces(root: Path) -> list[str]:
    """Nothing committed names a machine's folder or a package registry; the lock file must."""
    found = []
    for file in tracked(root):
        if file.name == "uv.lock":
            continue
        content = file.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8").splitlines(), 1):
            if _PLACE.search(line) or any(host in line for host in _HOSTS):
                found.append(f"{file.relative_to(root)}:{number}: {line.strip()[:80]}")
    return found


def silent_modules(root: Path) -> list[str]:
    """Every module that holds anything says in its docstring what it is."""
    return [name for name, tree in parsed(root, "desk") if tree.body and not ast.get_docstring(tree)]


def raw_labels(root: Path) -> list[str]:
    """QLabel and QMessageBox render markup found in a name: only desk/ui/widgets may make them."""
    return [
        f"{name}:{node.lineno}"
        for name, tree in parsed(root, "desk")
        if not name.startswith("desk/ui/widgets/")
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and _is_raw(node.func))
        or (isinstance(node, ast.ClassDef) and any(_is_raw(base) for base in node.bases))
    ]


def _is_raw(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute):
        if node.attr in ("QLabel", "QMessageBox"):
            return True
        node = node.value
    return isinstance(node, ast.Name) and node.id in ("QLabel", "QMessageBox")


_CLOCKS = {
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
    "time": {"time", "localtime", "gmtime"},
    "func": {"now", "current_timestamp", "current_date"},
    "QDate": {"currentDate"},
    "QTime": {"currentTime"},
    "QDateTime": {"currentDateTime", "currentDateTimeUtc"},
}


def other_clocks(root: Path) -> list[str]:
    """What time it is comes from desk.clock alone, so that tests and the tour can set it."""
    return [
        f"{name}:{node.lineno}"
        for name, tree in parsed(root, "desk")
        if name != "desk/clock.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.attr in _CLOCKS.get(node.value.id, ())
    ]


_EMPTY_WORDS = re.compile(r"(^|_)(service|manager|helper|util)s?(_|$)")


def empty_words(root: Path) -> list[str]:
    """No module is named service, manager, helper or utils (Layanan is PublicService)."""
    names = (file.relative_to(root).as_posix() for file in sources(root, "desk"))
    return [n for n in names if _EMPTY_WORDS.search(Path(n).stem.replace("public_service", ""))]


def operations(root: Path) -> dict[str, ast.FunctionDef]:
    """`module.function` of everything a person does: public functions that begin with `session`.

    The journal's own function is no act: each operation's journal line is its test.
    """
    return {
        f"{Path(name).stem}.{node.name}": node
        for name, tree in parsed(root, "desk/operations")
        if name != "desk/operations/journal.py"
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if [argument.arg for argument in node.args.args[:1]] == ["session"]
    }


def _names(node: ast.AST) -> set[str]:
    found = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return found | {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}


def _functions(root: Path) -> list[ast.FunctionDef]:
    trees = (tree for _name, tree in parsed(root, "desk/operations"))
    return [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def untested_operations(root: Path) -> list[str]:
    """Every operation is called somewhere in its tests, itself or by an operation that is."""
    called: set[str] = set()
    for _name, tree in parsed(root, "tests/operations"):
        called |= _names(tree)
    uses = {node.name: _names(node) for node in _functions(root)}
    open_ends = called & set(uses)
    while open_ends:
        reached = set().union(*(uses[name] for name in open_ends)) & set(uses)
        open_ends = reached - called
        called |= reached
    return [name for name in operations(root) if name.partition(".")[2] not in called]


# what is typed and not yet saved is no act
UNJOURNALED = {"drafts.keep", "drafts.discard"}


def unjournaled_operations(root: Path) -> list[str]:
    """Every operation that is told who acts writes a journal line, itself or through what it calls."""
    writing = {"note"}
    while more := {node.name for node in _functions(root) if _names(node) & writing} - writing:
        writing |= more
    return [
        name
        for name, node in operations(root).items()
        if "actor" in {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
        if node.name not in writing and name not in UNJOURNALED
    ]


def unreachable_commands(root: Path) -> list[str]:
    """Every command has a verb: one that nobody can type is no command."""
    modules = {Path(name).stem for name, tree in parsed(root, "desk/commands") if "SUMMARY" in _names(tree)}
    return sorted(modules - set(VERBS.values()))


_ROW = re.compile(r"^\|[^|]*\|([^|]*)\|", re.MULTILINE)


def lost_words(root: Path) -> list[str]:
    """Every code word of the glossary is a name in the program."""
    file = root / "docs" / "glossary.md"
    said = {w for cell in _ROW.findall(file.read_text("utf-8")) for w in re.findall(r"`(\w+)`", cell)}
    program = "\n".join(source.read_text("utf-8") + source.stem for source in sources(root, "desk"))
    return sorted(said - set(re.findall(r"\w+", program)))


# rule → a file that breaks it
PLANTED: dict[Callable[[Path], list[str]], tuple[str, str]] = {
    long_files: ("desk/planted.py", "x = 0\n" * (LONGEST + 1)),
    machine_traces: ("docs/planted.md", "see /" + "home/somebody/desk"),
    silent_modules: ("desk/planted.py", "x = 0\n"),
    raw_labels: ("desk/ui/planted.py", "import QtWidgets\nQtWidgets.QMessageBox.critical(None, 'x', 'y')\n"),
    other_clocks: ("desk/rules/planted.py", "from datetime import UTC, datetime\nx = datetime.now(UTC)\n"),
    empty_words: ("desk/rules/date_utils.py", ""),
    untested_operations: ("desk/operations/planted.py", "def book(session, order): ...\n"),
    unjournaled_operations: ("desk/operations/planted.py", "def book(session, order, *, actor): ...\n"),
    lost_words: ("docs/glossary.md", "| tamu | `Planted` | a visitor |\n"),
    unreachable_commands: ("desk/commands/planted.py", "SUMMARY = 'x'\n"),
}


@pytest.mark.parametrize("rule", PLANTED, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rules(rule: Callable[[Path], list[str]]) -> None:
    assert rule(ROOT) == [], rule.__doc__


@pytest.mark.parametrize("rule", PLANTED, ids=lambda rule: rule.__name__)
def test_a_broken_rule_is_seen(rule: Callable[[Path], list[str]], tmp_path: Path) -> None:
    file, text = PLANTED[rule]
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(text, "utf-8")
    assert len(rule(tmp_path)) == 1


@pytest.mark.parametrize(
    "text", ["class Name(QLabel): ...\n", "QLabel('x')\n", "QtWidgets.QLabel('x')\n", "QMessageBox()\n"]
)
def test_every_way_to_a_raw_label_is_seen(text: str, tmp_path: Path) -> None:
    for folder in ("ui", "ui/widgets"):
        (tmp_path / "desk" / folder).mkdir(parents=True)
        (tmp_path / "desk" / folder / "planted.py").write_text(text, "utf-8")
    assert raw_labels(tmp_path) == ["desk/ui/planted.py:1"]


@pytest.mark.parametrize(
    "trace", ["C:" + "\\Users\\x", "a (/" + "root/x)", "https://" + "pypi" + ".org/simple"]
)
def test_every_kind_of_trace_is_seen(trace: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(f"{trace}\nhttps://example.test/home/x\n", "utf-8")
    assert machine_traces(tmp_path) == [f"README.md:1: {trace}"]
