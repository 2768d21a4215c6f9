#!/usr/bin/env bash
# Make the virtual environment named in $1 with the first Python 3.11 or later that is found.
set -euo pipefail
target=$1
for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
  if command -v "$candidate" >/dev/null 2>&1 &&
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "${python:-}" ]; then
  echo "dragoman needs Python 3.11 or later, and found none. Install one, or name it: make PYTHON=/path/to/python3" >&2
  exit 2
fi
if [ -x "$target/bin/python" ] && "$target/bin/python" -m pip --version >/dev/null 2>&1; then
  exit 0
fi
if ! "$python" -m venv "$target"; then
  echo "The venv module of $python does not work. On Debian and Ubuntu: apt-get install python3-venv" >&2
  rm -rf "$target"
  exit 2
fi
