#!/bin/sh
# Starts the worker, with the sandbox once its certificate authority is written: WAIT_FOR_FILE names it. After a minute it starts
# all the same, and says itself what is missing.
set -eu
seconds=0
while [ -n "${WAIT_FOR_FILE:-}" ] && [ ! -s "$WAIT_FOR_FILE" ] && [ "$seconds" -lt 60 ]; do
  seconds=$((seconds + 1))
  sleep 1
done
# As in the Dockerfile.
exec node --enable-source-maps --disable-sigusr1 dist/worker/main.js
