"""A real IPP printer behind a real CUPS, both the tests' own and on loopback only.

ippeveprinter takes what is 48–216 mm wide and keeps what it got; a private cupsd has two queues: `roll` and,
stopped, `paused`. ippeveprinter wants Avahi, Avahi wants a bus: each gets one of its own.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent / "ipp"
NEEDED = {
    "cupsd": "cups-daemon",
    "lpadmin": "cups-client",
    "cupsdisable": "cups-client",
    "ippeveprinter": "cups-ipp-utils",
    "avahi-daemon": "avahi-daemon",
    "dbus-daemon": "dbus-daemon",
}
_FILTER = Path("/usr/lib/cups/filter/pdftopdf")

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/>
<allow send_type="method_call"/><allow send_type="signal"/>
<allow send_requested_reply="true" send_type="method_return"/>
<allow send_requested_reply="true" send_type="error"/>
<allow receive_type="method_call"/><allow receive_type="signal"/>
<allow receive_type="method_return"/><allow receive_type="error"/></policy></busconfig>
"""
_AVAHI = """[server]
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
enable-dbus=yes
[publish]
publish-hinfo=no
publish-workstation=no
"""
_CUPSD = """LogLevel warn
Listen localhost:{port}
Browsing No
DefaultAuthType None
WebInterface No
<Location />
Order allow,deny
Allow localhost
</Location>
<Location /admin>
Order allow,deny
Allow localhost
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
_CUPS_FILES = """ServerRoot {folder}/cups
CacheDir {folder}/cups/cache
StateDir {folder}/cups/run
RequestRoot {folder}/cups/spool
TempDir {folder}/cups/tmp
AccessLog {folder}/cups/access
ErrorLog {folder}/cups/error
PageLog {folder}/cups/page
User lp
Group lp
SystemGroup root
Sandboxing relaxed
"""


def missing() -> str:
    """What has to be installed first, as a sentence; empty where all is there."""
    packages = {package for program, package in NEEDED.items() if _program(program) is None}
    if not _FILTER.exists():
        packages.add("cups-filters-core-drivers")
    return f"no printing house here: apt install {' '.join(sorted(packages))}" if packages else ""


def _program(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class PrintingHouse:
    """Started by making it, stopped by `stop`; `server` is what CUPS_SERVER has to say."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="desk-cups-", dir="/tmp"))  # sockets want short paths
        self.folder.chmod(0o755)
        self.taken = self.folder / "taken"
        self.taken.mkdir()
        self._programs: list[subprocess.Popen[bytes]] = []
        self._environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.folder}/bus"}
        printer, scheduler = _free_port(), _free_port()
        self.server = f"localhost:{scheduler}"
        try:
            self._start_printer(printer)
            self._start_cups(scheduler)
            self._add_queue("roll", f"ipp://localhost:{printer}/ipp/print")
            self._add_queue("paused", f"ipp://localhost:{printer}/ipp/print")
            self._run("cupsdisable", "paused")
        except BaseException:
            self.stop()
            raise

    def wait_for_job(self, number: int, seconds: float = 60) -> bytes:
        """What the printer got as its job `number`, once it has all of it."""
        found: list[Path] = []

        def is_there() -> bool:
            found[:] = self.taken.glob(f"{number}-*.pdf")
            return bool(found) and found[0].read_bytes().rstrip().endswith(b"%%EOF")

        self._wait(is_there, f"job {number}", seconds)
        return found[0].read_bytes()

    def stop(self) -> None:
        """End what was started and leave nothing."""
        for program in reversed(self._programs):
            program.terminate()
        for program in self._programs:
            try:
                program.wait(10)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start_printer(self, port: int) -> None:
        (self.folder / "bus.conf").write_text(_BUS.format(folder=self.folder))
        (self.folder / "avahi.conf").write_text(_AVAHI)
        self._start("dbus-daemon", f"--config-file={self.folder}/bus.conf", "--nofork", "--nopidfile")
        self._wait((self.folder / "bus").exists, "the bus")
        as_we_are = ["--no-drop-root", "--no-chroot", "--no-rlimits"]
        self._start("avahi-daemon", "-f", f"{self.folder}/avahi.conf", *as_we_are)
        self._wait(lambda: "startup complete" in self._log("avahi-daemon"), "Avahi")
        # without a command it plays at printing for 5 to 15 seconds
        arguments = ["-k", "-c", "/bin/true", "-n", "localhost", "-p", str(port), "-d", str(self.taken)]
        self._start("ippeveprinter", *arguments, "-a", str(HERE / "roll.conf"), "Termal Contoh")
        self._wait(lambda: _answers(port), "the printer")

    def _start_cups(self, port: int) -> None:
        for name in ("cache", "run", "spool", "tmp", "ppd", "ssl"):
            (self.folder / "cups" / name).mkdir(parents=True)
        if os.geteuid() == 0:
            for path in [self.folder / "cups", *(self.folder / "cups").iterdir()]:
                shutil.chown(path, "lp", "lp")
        (self.folder / "cupsd.conf").write_text(_CUPSD.format(port=port))
        (self.folder / "cups-files.conf").write_text(_CUPS_FILES.format(folder=self.folder))
        files = ["-c", f"{self.folder}/cupsd.conf", "-s", f"{self.folder}/cups-files.conf"]
        self._start("cupsd", "-f", *files)
        self._wait(lambda: _answers(port), "CUPS")

    def _add_queue(self, name: str, address: str) -> None:
        self._run("lpadmin", "-p", name, "-E", "-v", address, "-P", str(HERE / "roll.ppd"))

    def _run(self, program: str, *arguments: str) -> None:
        environment = {**self._environment, "CUPS_SERVER": self.server}
        subprocess.run(
            [_program(program) or program, *arguments],
            check=True,
            capture_output=True,
            env=environment,
            timeout=60,
        )

    def _start(self, program: str, *arguments: str) -> None:
        with (self.folder / f"{program}.log").open("wb") as log:
            self._programs.append(
                subprocess.Popen(
                    [_program(program) or program, *arguments],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env=self._environment,
                )
            )

    def _log(self, program: str) -> str:
        file = self.folder / f"{program}.log"
        return file.read_text("utf-8", "replace") if file.exists() else ""

    def _wait(self, is_so: Callable[[], bool], what: str, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > end:
                logs = "\n".join(f"--- {name}\n{self._log(name)}" for name in NEEDED if self._log(name))
                raise AssertionError(f"{what} did not come:\n{logs}")
            time.sleep(0.05)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
