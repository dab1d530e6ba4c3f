#!/bin/sh
# Everything that `make test` checks; with --fast, without servers and browser.
# Servers of your own: set MARAC_TEST_DATABASE_URL and MARAC_TEST_REDIS_URL
# (their user may make databases). Another browser: set MARAC_TEST_CHROMIUM.
set -u
cd "$(dirname "$0")/.." || exit 1
PATH="$PWD/.venv/bin:$PATH"

. scripts/steps.sh
. scripts/servers.sh
. scripts/doors.sh

TEMPLATES=marac/web/templates
QUICK="not long and not redis"
JOBS="redis and not long"
# Two processes, each with its own half until one is done: tests of one file share what took a while to make.
AT_ONCE="-n 2 --dist worksteal"
# What reads no database says the same on either: house rules, papers, forms and rules.
NO_DATABASE="--ignore tests/house --ignore tests/exports --ignore tests/meetings/forms
    --ignore tests/meetings/papers --ignore tests/meetings/people --ignore tests/meetings/risk
    --ignore tests/meetings/rules --ignore tests/marac/records --ignore tests/marac/vault/test_primitives.py
    --ignore tests/marac/test_settings.py --ignore tests/marac/test_post.py --ignore tests/web/test_specimens.py
    --ignore tests/web/test_frame.py --ignore tests/web/test_pages.py --ignore tests/web/test_raw_requests.py
    --ignore tests/web/test_request_limits.py --ignore tests/web/test_errors.py --ignore tests/agencies/test_passwords.py
    --ignore tests/files --ignore tests/meetings/legacy --ignore tests/meetings/sealed --ignore tests/web/test_multipart.py
    --ignore tests/marac/vault/test_sealed_forms.py --ignore tests/marac/vault/test_jwe_forms.py
    --ignore tests/marac/vault/test_rfc9180.py --ignore tests/api/test_signatures.py"

on_sqlite() { env -u MARAC_TEST_DATABASE_URL pytest --quiet "$@"; }
on_postgres() { pytest --quiet "$@"; }

check_code() {
    step "Layout of the code" ruff format --check --quiet
    step "Lint" ruff check --quiet
    step "Types" mypy
    step "Import contracts" lint-imports --no-logo
    step "Templates" djlint --lint --quiet "$TEMPLATES"
}

check_service() {
    step "Tests on SQLite" on_sqlite tests --ignore tests/journeys $AT_ONCE -m "$QUICK and not postgres"
}

check_postgres() {
    if [ -z "${MARAC_TEST_DATABASE_URL:-}" ]; then
        leave_out "Tests on PostgreSQL" "PostgreSQL is not installed (Debian: postgresql)"
        return
    fi
    step "Tests on PostgreSQL" on_postgres tests --ignore tests/journeys $NO_DATABASE $(printf -- "--ignore %s " $DOORS) $AT_ONCE -m "$QUICK"
}

check_jobs() {
    if [ -z "${MARAC_TEST_REDIS_URL:-}" ]; then
        leave_out "Jobs on arq" "neither Redis nor Valkey is installed (Debian: redis-server)"
        return
    fi
    tests_of_jobs=$(grep -rls --include="test_*.py" "mark.redis" tests)
    [ -n "$tests_of_jobs" ] || return
    step "Jobs on arq, with SQLite" on_sqlite $tests_of_jobs -m "$JOBS and not postgres"
    [ -z "${MARAC_TEST_DATABASE_URL:-}" ] ||
        step "Jobs on arq, with PostgreSQL" on_postgres $tests_of_jobs -m "$JOBS"
}

check_journeys() {
    if [ -z "${MARAC_TEST_CHROMIUM:-}" ]; then
        leave_out "Journeys in the browser" "Chromium is not installed (Debian: chromium)"
        return
    fi
    [ -d tests/journeys ] || return
    # In processes of their own: the browser's driver brings its own event loop.
    # Handed out one by one, so that the two longest go side by side.
    step "Journeys in the browser" on_sqlite tests/journeys -n 3 --dist loadgroup -m "not long"
}

# A browser and a database server wait more than they work, so both go beside everything else.
check_servers() {
    check_journeys
    check_postgres
    check_jobs
}

check_code
if [ "${1:-}" = --fast ]; then
    check_service
else
    trap stop_servers EXIT
    trap 'exit 130' INT TERM
    start_postgres
    start_redis
    find_chromium
    beside check_servers
    check_service
    join_beside
fi
close_steps
