#!/bin/sh
# One moment of both databases, as a tar on standard output, while everything runs: sh deploy/backup.sh >backup.tar
# It holds everything that the histories hold. Keep it as the volume is kept. docs/restore.md brings it back.
set -eu
cd "$(dirname "$0")/.."
exec ${COMPOSE:-docker compose} exec -T -u postgres postgres pg_basebackup --username=temporal --pgdata=- --format=tar --wal-method=fetch --checkpoint=fast
