@echo off
rem What run.cmd and test.cmd share: a pinned uv in .uv and the one .venv, each only when missing or outdated.
fc /b uv.lock .venv\.set-up.lock >nul 2>nul && exit /b 0
fc /b .ci\uv.txt .uv\uv.txt >nul 2>nul && goto sync
echo Mengambil uv ke .uv ...
where py >nul 2>nul || goto nopython
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" || goto nopython
if exist .uv rmdir /s /q .uv
py -3 -m venv .uv || exit /b 1
.uv\Scripts\python.exe -m pip install -q --disable-pip-version-check --require-hashes -r .ci\uv.txt || exit /b 1
copy /y .ci\uv.txt .uv\uv.txt >nul
:sync
set "UV_PROJECT_ENVIRONMENT=.venv"
.uv\Scripts\uv.exe sync --frozen || exit /b 1
copy /y uv.lock .venv\.set-up.lock >nul
exit /b 0
:nopython
echo Perlu Python 3.11 atau lebih baru, lengkap dengan "py" (python.org).
exit /b 1
