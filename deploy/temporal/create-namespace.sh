#!/bin/sh
# Creates the namespace of the subscriptions where it is missing; one that exists is left as it is.
# TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE come from the environment, as the Temporal CLI reads them.
set -eu

# The port opens before the server answers.
attempts=0
until temporal operator cluster health >/dev/null 2>&1; do
  attempts=$((attempts + 1))
  if [ "$attempts" -ge 30 ]; then
    echo "no healthy Temporal server at $TEMPORAL_ADDRESS after $attempts attempts" >&2
    exit 1
  fi
  sleep 2
done

temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 && exit 0
# While an ended subscription is kept, its order id is known to be taken (docs/operations.md).
temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "${RETENTION:-8760h}"
