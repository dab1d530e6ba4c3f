#!/bin/sh
# Everything that `make test` checks. Servers: see servers.sh.
set -u
cd "$(dirname "$0")/.." || exit 1
PATH="$PWD/.venv/bin:$PATH"

. scripts/steps.sh
. scripts/servers.sh
trap stop_servers EXIT
trap 'exit 130' INT TERM
start_postgres
start_redis
find_chromium

TEMPLATES=marac/web/templates
QUICK="not long and not redis"

on_sqlite() { env -u MARAC_TEST_DATABASE_URL pytest --quiet "$@"; }

step "Layout of the code" ruff format --check --quiet
step "Lint" ruff check --quiet
step "Types" mypy
step "Import contracts" lint-imports --no-logo
[ -d "$TEMPLATES" ] && step "Templates" djlint --lint --quiet "$TEMPLATES"

step "Tests on SQLite" on_sqlite tests --ignore tests/journeys -n 2 -m "$QUICK and not postgres"

if [ -n "${MARAC_TEST_DATABASE_URL:-}" ]; then
    # House rules read files and no database.
    step "Tests on PostgreSQL" pytest --quiet tests --ignore tests/journeys --ignore tests/house -n 2 -m "$QUICK"
else
    leave_out "Tests on PostgreSQL" "PostgreSQL is not installed (Debian: postgresql)"
fi

if [ -z "${MARAC_TEST_REDIS_URL:-}" ]; then
    leave_out "Jobs on arq" "neither Redis nor Valkey is installed (Debian: redis-server)"
elif grep -rqs "mark.redis" tests; then
    step "Jobs on arq, with SQLite" on_sqlite tests --ignore tests/journeys -m "redis and not long and not postgres"
    [ -n "${MARAC_TEST_DATABASE_URL:-}" ] &&
        step "Jobs on arq, with PostgreSQL" pytest --quiet tests --ignore tests/journeys -m "redis and not long"
fi

if [ -z "${MARAC_TEST_CHROMIUM:-}" ]; then
    leave_out "Journeys in the browser" "Chromium is not installed (Debian: chromium)"
elif [ -d tests/journeys ]; then
    step "Journeys in the browser" on_sqlite tests/journeys -m "not long"
fi

close_steps
