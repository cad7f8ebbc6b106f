#!/bin/sh
# The server's image takes the password of PostgreSQL from the environment only: it is put there for this one process, so
# that it stands neither in the compose file nor in what `docker inspect` shows.
set -eu

POSTGRES_PWD=$(cat "${POSTGRES_PASSWORD_FILE:?}")
export POSTGRES_PWD
exec "${TEMPORAL_ENTRYPOINT:-/etc/temporal/entrypoint.sh}"
