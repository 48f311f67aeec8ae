"""Each kind of file has a place of its own, on every platform."""

from __future__ import annotations

import platformdirs
import pytest

from desk import paths


def test_the_data_folder_holds_nothing_else_even_where_windows_gives_one_place_for_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("user_data_dir", "user_config_dir"):
        monkeypatch.setattr(platformdirs, name, lambda *_words, **_options: "AppData/Local/desk")
    monkeypatch.setattr(platformdirs, "user_log_dir", lambda *_words, **_options: "AppData/Local/desk/Logs")
    for place in (paths.default_settings_file(), paths.log_folder()):
        assert not place.is_relative_to(paths.default_data_folder())


def test_the_resources_are_there() -> None:
    assert (paths.resources() / "fonts" / "OFL.txt").is_file()
