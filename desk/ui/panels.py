"""The screens of the window by name, each built when it is first wanted; knows no act of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from desk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from desk.ui.assets.panel import AssetsPanel
    from desk.ui.calendar.panel import CalendarPanel
    from desk.ui.reports.panel import ReportsPanel
    from desk.ui.requests.panel import RequestsPanel
    from desk.ui.settings.panel import SettingsPanel
    from desk.ui.visitors.panel import VisitorsPanel
    from desk.ui.worklist.panel import WorklistPanel


class Panels:
    """What was added to `window` under these keys; asking builds a panel that was never shown."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def today(self) -> WorklistPanel:
        """Hari ini."""
        return cast("WorklistPanel", self._window.panel("today"))

    @property
    def visitors(self) -> VisitorsPanel:
        """Tamu."""
        return cast("VisitorsPanel", self._window.panel("visitors"))

    @property
    def requests(self) -> RequestsPanel:
        """Permohonan."""
        return cast("RequestsPanel", self._window.panel("requests"))

    @property
    def calendar(self) -> CalendarPanel:
        """Kalender."""
        return cast("CalendarPanel", self._window.panel("calendar"))

    @property
    def assets(self) -> AssetsPanel:
        """Aset."""
        return cast("AssetsPanel", self._window.panel("assets"))

    @property
    def reports(self) -> ReportsPanel:
        """Laporan."""
        return cast("ReportsPanel", self._window.panel("reports"))

    @property
    def settings(self) -> SettingsPanel:
        """Pengaturan."""
        return cast("SettingsPanel", self._window.panel("settings"))
