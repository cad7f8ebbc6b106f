#!/bin/sh
# Puts a backup of deploy/backup.sh in the place of the databases: sh deploy/restore.sh <backup.tar
# Nothing is stopped before the backup has been unpacked and found whole, and what was there is deleted only once Temporal runs on it.
# Worker and doors stay stopped: what they may do, a person decides first. Read docs/restore.md before.
set -eu
cd "$(dirname "$0")/.."
compose=${COMPOSE:-docker compose}
data=/var/lib/postgresql/data
$compose config >/dev/null || { echo "error: '$compose' does not run here. Name it, with all that it needs, for example: COMPOSE='docker-compose --env-file deploy/sandbox.env' sh $0" >&2; exit 1; }
in_volume() { $compose run --rm --no-deps -T --entrypoint /bin/sh postgres -c "set -eu; cd $data; $1"; }

if ! in_volume 'rm -rf restored; mkdir restored; tar -xf - -C restored; pg_verifybackup --quiet restored'; then
  in_volume 'rm -rf restored' </dev/null
  echo 'error: the backup is not whole. Nothing was stopped or changed. Take another one.' >&2
  exit 1
fi
$compose stop worker doors temporal-ui temporal postgres
# After a try that failed, what ran before the first one stays.
in_volume '
  aside=replaced; [ ! -e replaced ] || aside=dropped
  mkdir $aside
  find . -mindepth 1 -maxdepth 1 ! -name restored ! -name replaced ! -name dropped -exec mv {} $aside/ ";"
  find restored -mindepth 1 -maxdepth 1 -exec mv {} . ";"
  rm -rf restored dropped
  chown -R postgres . && chmod 0700 .' </dev/null
if ! $compose up --detach --no-build temporal-ui; then
  echo "error: Temporal does not run on the backup. What ran before is in $data/replaced. Look at: $compose logs postgres temporal" >&2
  exit 1
fi
in_volume 'rm -rf replaced' </dev/null
