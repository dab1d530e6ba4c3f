#!/bin/sh
# Makes .venv from uv.lock, with the pinned uv in it.
set -eu
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9
export UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=.venv

# A folder left half made, or whose Python has gone, is made anew.
.venv/bin/python -m pip --version >/dev/null 2>&1 || python3 -m venv --clear .venv
.venv/bin/uv --version 2>/dev/null | grep -q "^uv $UV_VERSION" ||
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
.venv/bin/uv sync --frozen --quiet
