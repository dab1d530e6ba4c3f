#!/bin/sh
# Makes the folder secrets/ for docker-compose.yml: the two root keys and the
# passwords of the two users of the database. Run once, as root, because each
# file belongs to the user inside the container that reads it. Copy the root
# keys to a safe place afterwards: without them nothing can be read again.
set -eu
cd "$(dirname "$0")/.."

SERVICE=10001
POSTGRES=999

if [ -e secrets ]; then
    echo "secrets/ is already there; nothing was changed." >&2
    exit 1
fi
umask 077
mkdir secrets

random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

# keep OWNER FILE TEXT
keep() {
    printf '%s\n' "$3" >"secrets/$2"
    chmod 400 "secrets/$2"
    chown "$1" "secrets/$2"
}

owner_password=$(random)
service_password=$(random)
keep "$SERVICE" root_key "$(random)"
keep "$SERVICE" seal_root_key "$(random)"
keep "$SERVICE" pgpass_owner "postgres:5432:marac:owner:$owner_password"
keep "$SERVICE" pgpass_service "postgres:5432:marac:service:$service_password"
keep "$POSTGRES" postgres_owner_password "$owner_password"
keep "$POSTGRES" postgres_service_password "$service_password"
# The containers' users have to get through the folder, but cannot list it.
chmod 711 secrets
