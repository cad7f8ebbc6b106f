#!/bin/sh
# Makes the secret files that docker-compose.yml mounts, where they are missing: a random password for PostgreSQL, and the
# keys of the sandbox's two stores. Replace the latter by the keys that the vendor issued.
set -eu

cd "$(dirname "$0")/secrets"
# Others on this machine cannot enter the folder; the users inside the containers read the files themselves.
chmod 0700 .

make() {
  [ -e "$1" ] && return
  printf '%s' "$2" >"$1.tmp"
  chmod 0444 "$1.tmp"
  mv "$1.tmp" "$1"
  echo "made deploy/secrets/$1"
}

make postgres-password "$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')"
make loja-a.key sandbox-key-a
make loja-b.key sandbox-key-b
