#!/bin/sh
# Says in one line what this machine lacks, with the names of Debian's packages.
set -eu

OLDEST_NODE=20
missing=""
packages=""

lacks() {
    missing="$missing${missing:+, }$1"
    packages="$packages $2"
}

if ! command -v python3 >/dev/null || ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    lacks "Python 3.11 or later" "python3 python3-venv"
elif ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    lacks "Python's venv" "python3-venv"
fi

# `node --version` prints v20.1.0.
node_version=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
if [ "${node_version:-0}" -lt "$OLDEST_NODE" ]; then
    lacks "Node $OLDEST_NODE or later${node_version:+ (this is $node_version)}" "nodejs npm"
elif ! command -v npm >/dev/null; then
    lacks "npm" "npm"
fi

[ -z "$missing" ] && exit 0
echo "Meeting Desk needs $missing. On Debian: apt-get install$packages" >&2
exit 1
