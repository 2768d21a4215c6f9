#!/usr/bin/env bash
# Pin the newest releases that fit, with hashes for every platform, and name no package index.
set -euo pipefail
cd "$(dirname "$0")/.."
lock() {
  uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --upgrade "$@"
}
command -v uv >/dev/null || { echo "uv is not here: install it with 'pip install uv' in an environment of its own." >&2; exit 2; }
lock -o requirements/build.txt requirements/build.in
lock -o requirements/node.txt requirements/node.in
lock -o requirements/run.txt pyproject.toml
lock -o requirements/dev.txt requirements/dev.in
lock -o requirements/peers.txt requirements/peers.in
if grep -nE 'https?://|--(extra-)?index-url|--find-links' requirements/*.txt; then
  echo "A requirements file names a place to download from; take it out." >&2
  exit 1
fi
