@echo off
rem run [arguments]: sets desk up where that is still to do, then starts it.
setlocal
pushd "%~dp0" || exit /b 1
call .ci\set-up.cmd
if errorlevel 1 (
    echo Penyiapan gagal.
    popd
    exit /b 1
)
popd
"%~dp0.venv\Scripts\python.exe" -P -m desk %*
exit /b %errorlevel%
