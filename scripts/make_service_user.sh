#!/bin/sh
# Runs once in the database's container: makes the user of the service, who
# owns no table and is held to row-level security. `marac migrate` then lets it
# read and write, but only add to the trail.
set -eu

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --set password="$(cat "${SERVICE_PASSWORD_FILE:-/run/secrets/postgres_service_password}")" <<'SQL'
CREATE ROLE service LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'password';
SQL
