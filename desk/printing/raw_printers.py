"""Receipt printers reached without a system queue: over the network, as a device, as a Windows raw queue.

Knows no paper: it is given a PDF and sends the dots of its middle (escpos.raster_job). The printer's state is
asked before and after where it answers; the whole of an asking takes at most `ANSWER_WITHIN` seconds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desk.errors import Refused, Unavailable
from desk.i18n import _
from desk.printing import escpos, raw_channels
from desk.printing.raw_channels import Channel, Lost
from desk.settings import OwnPrinter

ANSWER_WITHIN = 2.0
"""Seconds; the libraries' own default is a minute."""
PORT = 9100

Way = Literal["network", "device", "windows"]
_WAYS: dict[str, Way] = {"tcp": "network", "device": "device", "windows": "windows"}


@dataclass(frozen=True)
class Address:
    """Where a printer stands; `place` is a host and port, a device's path, or a Windows queue's name."""

    way: Way
    place: str

    @classmethod
    def read(cls, words: str) -> Address:
        """An address as typed or stored; Refused (`address`) where it is none.

        `192.168.1.50`, `printer.lokal:9100`, `/dev/usb/lp0` and `windows:NAMA` are understood.
        """
        text = words.strip()
        scheme, _colon, rest = text.partition(":")
        if scheme in _WAYS and rest.strip("/"):
            text = rest.removeprefix("//") if scheme == "tcp" else rest
            way = _WAYS[scheme]
        else:
            way = "device" if text.startswith("/") else "network"
        if way == "network":
            host, port = _host_and_port(text)
            return cls(way, f"{host}:{port}")
        if way == "device" and not text.startswith("/"):
            raise Refused(_("Tulis berkas perangkat dari awal, misalnya /dev/usb/lp0."), field="address")
        return cls(way, text)

    @property
    def stored(self) -> str:
        """As it is kept among this machine's choices."""
        scheme = next(scheme for scheme, way in _WAYS.items() if way == self.way)
        return f"{scheme}:{self.place}"

    def open(self, seconds: float) -> Channel:
        """A line to the printer; raises Lost."""
        if self.way == "network":
            host, port = _host_and_port(self.place)
            return raw_channels.NetworkChannel(host, port, seconds)
        if self.way == "device":
            return raw_channels.DeviceChannel(self.place)
        return raw_channels.windows_channel(self.place)


def _host_and_port(text: str) -> tuple[str, int]:
    found = re.fullmatch(r"\[?([0-9A-Za-z._-]+|[0-9A-Fa-f:]+(?=\]))\]?(?::([0-9]{1,5}))?", text)
    port = int(found[2] or PORT) if found else 0
    if found is None or not 0 < port < 65_536:
        sentence = _("Tulis alamat printer, misalnya 192.168.1.50, 192.168.1.50:9100 atau /dev/usb/lp0.")
        raise Refused(sentence, field="address")
    return found[1], port


class RawPrinter:
    """A receipt printer of this machine's own; where it `answers` it is asked before and after."""

    def __init__(self, own: OwnPrinter) -> None:
        self._own = own
        self._name = own.name

    @property
    def name(self) -> str:
        """What the officer calls it."""
        return self._name

    def send(self, pdf: bytes, *, title: str) -> None:
        """Send the dots of `pdf`; Unavailable with what keeps the printer from taking them."""
        own = self._own
        job = escpos.raster_job(pdf, dots=escpos.HEADS[own.width], cuts=own.cuts)
        channel = self._opened(title)
        try:
            self._check_before(channel)
            self._pass(channel, job)
            self._check_after(channel)
        finally:
            channel.close()

    def answers_now(self) -> bool:
        """Whether the printer is there and tells its state; Unavailable where it is not there at all."""
        channel = self._opened(_("Tanya keadaan"))
        try:
            return bool(_answers(channel))
        finally:
            channel.close()

    def _opened(self, title: str) -> Channel:
        try:
            channel = Address.read(self._own.address).open(ANSWER_WITHIN)
            channel.begin(title)
        except Refused as refused:
            sentence = _("Alamat printer “{name}” tidak terbaca; perbaiki di Pengaturan › Printer.")
            raise Unavailable(sentence.format(name=self._name)) from refused
        except Lost as lost:
            raise Unavailable(self._lost(lost)) from lost
        return channel

    def _check_before(self, channel: Channel) -> None:
        if not (self._own.answers and channel.can_answer):
            return
        try:
            answers = _answers(channel)
        except Lost as lost:
            raise Unavailable(self._lost(lost)) from lost
        if not answers:
            sentence = _(
                "Printer “{name}” tersambung tetapi tidak menjawab dalam 2 detik. Bila memang tidak pernah "
                "menjawab, pilih “tidak ditanya” di Pengaturan › Printer."
            )
            raise Unavailable(sentence.format(name=self._name))
        self._refuse_fault(answers)

    def _pass(self, channel: Channel, job: bytes) -> None:
        try:
            channel.write(job)
        except Lost as lost:
            raise Unavailable(self._broken_off(lost)) from lost

    def _check_after(self, channel: Channel) -> None:
        """A printer busy with the paper may answer late: silence is no fault, a fault that is told is one."""
        if not (self._own.answers and channel.can_answer):
            return
        try:
            answers = _answers(channel)
        except Lost as lost:
            raise Unavailable(self._broken_off(lost)) from lost
        self._refuse_fault(answers)

    def _refuse_fault(self, answers: dict[int, int]) -> None:
        fault = escpos.fault_of(answers)
        if fault is not None:
            raise Unavailable(fault_sentence(fault).format(name=self._name))

    def _broken_off(self, lost: Lost) -> str:
        stuck = _("Printer “{name}” berhenti menerima di tengah pengiriman. Periksa kertas yang keluar.")
        cut_off = _("Printer “{name}” memutus sambungan di tengah pengiriman. Periksa kertas yang keluar.")
        sentence = {"full": stuck, "reset": cut_off}.get(lost.why)
        return sentence.format(name=self._name) if sentence else self._lost(lost)

    def _lost(self, lost: Lost) -> str:
        return lost_sentence(lost).format(
            name=self._name, place=self._own.address.partition(":")[2], reason=lost.reason or lost.why
        )


def _answers(channel: Channel) -> dict[int, int]:
    """What the printer says to the four questions, as far as it says anything in time; raises Lost."""
    channel.forget_answers()
    found: dict[int, int] = {}
    clock = raw_channels.Deadline(ANSWER_WITHIN)
    for number in escpos.QUESTIONS:
        channel.write(escpos.question(number))
        answer = next(filter(escpos.is_answer, channel.answers(clock)), None)
        if answer is None:
            break
        found[number] = answer
    return found


def fault_sentence(fault: escpos.Fault) -> str:
    """A fault in the officer's words, with `{name}`."""
    return {
        "paper": _("Kertas printer “{name}” habis. Pasang gulungan baru, lalu kirim lagi."),
        "cover": _("Tutup printer “{name}” terbuka. Tutup, lalu kirim lagi."),
        "cutter": _("Pisau printer “{name}” macet. Matikan, bebaskan kertas, nyalakan, lalu kirim lagi."),
        "broken": _("Printer “{name}” melaporkan kerusakan. Matikan dan nyalakan lagi."),
        "offline": _("Printer “{name}” sedang tidak siap (offline). Tekan tombol FEED atau nyalakan lagi."),
    }[fault]


def lost_sentence(lost: Lost) -> str:
    """Why a printer was not reached, with `{name}`, `{place}` and `{reason}`."""
    sentences = {
        "closed": _("Printer “{name}” di {place} tidak menerima sambungan. Periksa apakah menyala."),
        "reset": _("Printer “{name}” memutus sambungan. Tunggu sampai siap, lalu kirim lagi."),
        "silent": _("Printer “{name}” di {place} tidak terjangkau dalam 2 detik. Periksa kabelnya."),
        "unknown": _("Alamat {place} dari printer “{name}” tidak dikenal jaringan ini."),
        "absent": _("Printer “{name}” tidak tersambung: {place} tidak ada."),
        "forbidden": _("Akun komputer ini tidak boleh memakai {place} dari printer “{name}”."),
        "no_device": _("{place} bukan perangkat printer; periksa alamat printer “{name}”."),
        "busy": _("Printer “{name}” sedang dipakai program lain."),
        "paper": _("Kertas printer “{name}” habis. Pasang gulungan baru, lalu kirim lagi."),
        "full": _("Printer “{name}” tidak menerima data. Periksa apakah menyala dan kertasnya ada."),
    }
    return sentences.get(lost.why, _("Printer “{name}” di {place} tidak dapat dipakai: {reason}."))


class EscposFile:
    """The bytes of a receipt printer kept as a file, whole or not at all."""

    def __init__(self, path: Path, *, width: str = "80", cuts: bool = True) -> None:
        self.path, self._width, self._cuts = path, width, cuts

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    def send(self, pdf: bytes, *, title: str) -> None:
        """Write what the printer would get."""
        from desk.printing.printers import PdfFile  # the same care about half a file

        job = escpos.raster_job(pdf, dots=escpos.HEADS[self._width], cuts=self._cuts)
        PdfFile(self.path).send(job, title=title)
