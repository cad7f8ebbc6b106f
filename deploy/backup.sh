#!/bin/sh
# One moment of both databases, as a tar on standard output, while everything runs: sh deploy/backup.sh >backup.part && mv backup.part backup.tar
# It holds everything that the histories hold. Keep it as the volume is kept. docs/restore.md brings it back.
set -eu
cd "$(dirname "$0")/.."
compose=${COMPOSE:-docker compose}
$compose config >/dev/null || { echo "error: '$compose' does not run here. Name it, with all that it needs, for example: COMPOSE='docker-compose --env-file deploy/sandbox.env' sh $0" >&2; exit 1; }
exec $compose exec -T -u postgres postgres pg_basebackup --username=temporal --pgdata=- --format=tar --wal-method=fetch --checkpoint=fast
