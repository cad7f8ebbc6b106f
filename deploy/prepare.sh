#!/bin/sh
# Makes the secret files that docker-compose.yml mounts, where they are missing: a random password for PostgreSQL, and the
# keys of the sandbox's two stores, and a token for the doors of each. Replace the keys by those that the vendor issued.
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

random() {
  head -c "$1" /dev/urandom | od -An -tx1 | tr -d ' \n'
}

make postgres-password "$(random 24)"
make loja-a.key sandbox-key-a
make loja-b.key sandbox-key-b
make loja-a.doors "$(random 32)"
make loja-b.doors "$(random 32)"
