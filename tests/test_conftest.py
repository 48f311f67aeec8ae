"""The ground the tests stand on is what conftest.py says it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import sqlalchemy
from PySide6.QtWidgets import QApplication

from desk import paths

HERE = Path(__file__).parent


def run_pytest(folder: Path, test: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run `test` under this folder's conftest.py in a process of its own."""
    (folder / "conftest.py").write_text((HERE / "conftest.py").read_text("utf-8"), "utf-8")
    (folder / "test_inner.py").write_text(test, "utf-8")
    config = HERE.parent / "pyproject.toml"
    command = [sys.executable, "-m", "pytest", "-c", config, "--rootdir", folder, *options, folder]
    return subprocess.run([*command], capture_output=True, text=True, check=False, cwd=folder)


def test_tests_have_a_home_of_their_own(qapp: QApplication) -> None:
    assert "desk-home-" in os.environ["HOME"]
    for place in (paths.default_data_folder(), paths.default_settings_file(), paths.log_folder()):
        assert place.is_relative_to(os.environ["HOME"])
    assert qapp.platformName() == os.environ["QT_QPA_PLATFORM"]


def test_each_test_gets_a_fresh_database_on_a_real_server(postgres: str) -> None:
    engine = sqlalchemy.create_engine(postgres)
    with engine.connect() as connection:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert connection.exec_driver_sql(tables).scalar_one() == 0
        assert connection.exec_driver_sql("SHOW fsync").scalar_one() == "on"
        assert connection.exec_driver_sql("SHOW server_encoding").scalar_one() == "UTF8"
    engine.dispose()


def test_a_stray_warning_fails_and_a_read_one_does_not(tmp_path: Path) -> None:
    logs = "import logging\ndef test_it({}):\n    logging.getLogger('desk.ui').warning('nah')\n"
    stray = run_pytest(tmp_path, logs.format(""))
    assert stray.returncode == 1
    assert "WARNING desk.ui: nah" in stray.stdout
    assert run_pytest(tmp_path, logs.format("caplog")).returncode == 0


def test_long_tests_run_only_when_asked(tmp_path: Path) -> None:
    test = "import pytest\n@pytest.mark.long\ndef test_it(long):\n    assert long\n"
    assert "1 deselected" in run_pytest(tmp_path, test).stdout
    assert "1 passed" in run_pytest(tmp_path, test, "--long").stdout


def test_a_missing_server_is_a_printed_skip_and_on_ci_a_failure(tmp_path: Path) -> None:
    test = (
        "import pytest\n"
        "@pytest.fixture(scope='session', autouse=True)\n"
        "def bare():\n"
        "    import sys\n"
        "    here = next(m for m in sys.modules.values() if hasattr(m, '_binaries'))\n"
        "    here._binaries = lambda: None\n"
        "def test_it(postgres):\n    pass\n"
    )
    skipped = run_pytest(tmp_path, "import os\nos.environ.pop('CI', None)\n" + test)
    assert "1 skipped" in skipped.stdout
    assert "no PostgreSQL server here" in skipped.stdout
    failed = run_pytest(tmp_path, "import os\nos.environ['CI'] = 'true'\n" + test)
    assert failed.returncode == 1
    assert "no PostgreSQL server here" in failed.stdout
