#!/bin/sh
# Puts a backup of deploy/backup.sh in the place of the databases: sh deploy/restore.sh <backup.tar
# Worker and doors stay stopped: what they may do, a person decides first. Read docs/restore.md before.
set -eu
cd "$(dirname "$0")/.."
compose=${COMPOSE:-docker compose}
data=/var/lib/postgresql/data
$compose stop worker doors temporal-ui temporal postgres
$compose run --rm --no-deps -T --entrypoint /bin/sh postgres -c "
  set -eu
  mkdir $data/restored && tar -xf - -C $data/restored
  test -s $data/restored/PG_VERSION
  find $data -mindepth 1 -maxdepth 1 ! -name restored -exec rm -rf {} +
  find $data/restored -mindepth 1 -maxdepth 1 -exec mv {} $data/ ';'
  rmdir $data/restored
  chown -R postgres $data && chmod 0700 $data"
$compose up --detach --no-build temporal-ui
