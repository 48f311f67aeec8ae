@echo off
rem test [--long] [pytest arguments]: sets up where that is still to do, then every check and every test.
setlocal
pushd "%~dp0" || exit /b 1
call .ci\set-up.cmd
if errorlevel 1 (
    echo Penyiapan gagal.
    popd
    exit /b 1
)
set "bin=.venv\Scripts"
set "failed="
%bin%\ruff.exe check . || set "failed=%failed% ruff-check"
%bin%\ruff.exe format --check . || set "failed=%failed% ruff-format"
%bin%\mypy.exe || set "failed=%failed% mypy"
%bin%\lint-imports.exe || set "failed=%failed% lint-imports"
%bin%\pytest.exe %* || set "failed=%failed% pytest"
popd
if not defined failed exit /b 0
echo GAGAL:%failed%
exit /b 1
