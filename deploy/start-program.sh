#!/bin/sh
# Starts a program of the image, with the sandbox once a file that it writes is there: WAIT_FOR_FILE names it. After a minute the program
# starts all the same, and says itself what is missing.
set -eu
seconds=0
while [ -n "${WAIT_FOR_FILE:-}" ] && [ ! -s "$WAIT_FOR_FILE" ] && [ "$seconds" -lt 60 ]; do
  seconds=$((seconds + 1))
  sleep 1
done
# As in the Dockerfile.
exec node --enable-source-maps --disable-sigusr1 "$1"
