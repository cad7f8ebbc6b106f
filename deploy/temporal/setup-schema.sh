#!/bin/sh
# Creates the two databases of Temporal and brings their schemas up to date. Runs at every start of the stack, before the
# server; where all is up to date it changes nothing. SQL_PLUGIN, SQL_HOST, SQL_PORT and SQL_USER come from the environment.
set -eu

SQL_PASSWORD=$(cat "${POSTGRES_PASSWORD_FILE:?}")
export SQL_PASSWORD
schema=${TEMPORAL_SCHEMA:-/etc/temporal/schema/postgresql/v12}

for pair in temporal:temporal temporal_visibility:visibility; do
  database=${pair%%:*}
  temporal-sql-tool --db "$database" create
  temporal-sql-tool --db "$database" setup-schema --version 0.0
  temporal-sql-tool --db "$database" update-schema --schema-dir "$schema/${pair##*:}/versioned"
done
