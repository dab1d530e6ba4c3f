#!/bin/sh
# Everything that `make test-long` checks: tests marked `long`, on both
# databases and in the browser. A test that this machine cannot run is listed
# as skipped, with its reason, and never as passed.
set -u
cd "$(dirname "$0")/.." || exit 1
PATH="$PWD/.venv/bin:$PATH"

. scripts/steps.sh
. scripts/servers.sh
. scripts/doors.sh
trap stop_servers EXIT
trap 'exit 130' INT TERM
start_postgres
start_redis
find_chromium

on_sqlite() { env -u MARAC_TEST_DATABASE_URL pytest "$@"; }

step "Long tests on SQLite" on_sqlite tests --ignore tests/journeys -m "long and not postgres"

step "Properties, with many examples" on_sqlite tests --ignore tests/journeys -m "hypothesis and not postgres" \
    --hypothesis-profile=thorough

if [ -n "${MARAC_TEST_DATABASE_URL:-}" ]; then
    step "Long tests on PostgreSQL" pytest tests --ignore tests/journeys --ignore tests/house -m long
    step "Doors on PostgreSQL" pytest $DOORS -m "not long"
else
    leave_out "Long tests on PostgreSQL" "PostgreSQL is not installed (Debian: postgresql)"
fi

if [ -z "${MARAC_TEST_CHROMIUM:-}" ]; then
    leave_out "Long journeys in the browser" "Chromium is not installed (Debian: chromium)"
elif grep -rqs "mark.long" tests/journeys; then
    step "Long journeys in the browser" on_sqlite tests/journeys -m long
fi

close_steps
