#!/usr/bin/env bash
# Run a command as a named step: `step.sh NAME COMMAND...` prints the name, then how long it took.
set -uo pipefail
name=$1
shift
printf '==> %s\n' "$name"
SECONDS=0
"$@"
status=$?
if [ "$status" -eq 0 ]; then
  printf '    done in %d s\n' "$SECONDS"
else
  printf '    %s: failed with exit status %d after %d s\n' "$name" "$status" "$SECONDS" >&2
fi
exit "$status"
