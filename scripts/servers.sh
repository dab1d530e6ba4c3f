# shellcheck shell=sh
# Starts a PostgreSQL and a Redis of our own for tests, on spare ports and in a
# folder of their own, and stops them again. Read by other scripts with `.`.
# A server that MARAC_TEST_DATABASE_URL or MARAC_TEST_REDIS_URL already names
# is used as it is. What cannot be found is left unset.

servers=""

spare_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

servers_folder() {
    [ -n "$servers" ] && return
    servers=$(mktemp -d "${TMPDIR:-/tmp}/marac-servers-XXXXXX")
    chmod 755 "$servers"
}

# PostgreSQL refuses to run as root, and its user may not be let into this folder.
as_postgres() (
    cd /
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
)

postgres_programs() {
    ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1
}

start_postgres() {
    [ -n "${MARAC_TEST_DATABASE_URL:-}" ] && return
    programs=$(postgres_programs)
    [ -x "$programs/initdb" ] || return 0
    servers_folder
    mkdir "$servers/postgres"
    [ "$(id -u)" = 0 ] && chown postgres "$servers/postgres"
    port=$(spare_port)
    as_postgres "$programs/initdb" --pgdata "$servers/postgres/data" --username marac --auth trust \
        --encoding UTF8 --locale C.UTF-8 --no-sync >"$servers/initdb.log" || return
    as_postgres "$programs/pg_ctl" --pgdata "$servers/postgres/data" --log "$servers/postgres/log" --wait --silent \
        --options "-h 127.0.0.1 -p $port -k $servers/postgres -c max_connections=200" start || return
    export MARAC_TEST_DATABASE_URL="postgresql://marac@127.0.0.1:$port/postgres"
}

start_redis() {
    [ -n "${MARAC_TEST_REDIS_URL:-}" ] && return
    program=$(command -v valkey-server || command -v redis-server) || return 0
    servers_folder
    port=$(spare_port)
    mkdir "$servers/redis"
    "$program" --bind 127.0.0.1 --port "$port" --dir "$servers/redis" --save "" --daemonize yes \
        --pidfile "$servers/redis/pid" --logfile "$servers/redis/log" >/dev/null || return
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        [ -s "$servers/redis/pid" ] && break
        sleep 0.2
    done
    export MARAC_TEST_REDIS_URL="redis://127.0.0.1:$port/0"
}

find_chromium() {
    [ -n "${MARAC_TEST_CHROMIUM:-}" ] && return
    program=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || return 0
    export MARAC_TEST_CHROMIUM="$program"
}

stop_servers() {
    [ -n "$servers" ] || return 0
    [ -s "$servers/redis/pid" ] && kill "$(cat "$servers/redis/pid")"
    [ -d "$servers/postgres/data" ] &&
        as_postgres "$(postgres_programs)/pg_ctl" --pgdata "$servers/postgres/data" --mode immediate --silent stop
    rm -rf "$servers"
    servers=""
}
