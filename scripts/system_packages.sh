#!/usr/bin/env bash
# See that the system packages are there that tests need: a PostgreSQL server and Chromium.
# As root with apt they are installed; else they are skipped loudly, and with CI=true the skip fails.
set -uo pipefail
missing=0

has_postgresql() {
  command -v initdb >/dev/null 2>&1 || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null
}

has_chromium() {
  command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1
}

install() {
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
  export DEBIAN_FRONTEND=noninteractive
  [ -n "${updated:-}" ] || apt-get update -q >/dev/null
  updated=yes
  apt-get install -y -q --no-install-recommends "$1" >/dev/null
}

need() { # need PACKAGE WHAT_DOES_NOT_RUN
  "has_$1" && return
  if [ "$1" = postgresql ] && [ "$(id -u)" -eq 0 ]; then
    # The packaged cluster is not needed: the tests make their own in a temporary folder.
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
  fi
  install "$1" && "has_$1" && return
  echo "SKIPPED: no $1 here, so $2 do not run. To have them: sudo apt-get install -y $1" >&2
  missing=1
}

need postgresql "the tests on PostgreSQL"
need chromium "the tests in a browser"
[ "${CI:-}" = "true" ] && exit "$missing"
exit 0
