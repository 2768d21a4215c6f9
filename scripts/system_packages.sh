#!/usr/bin/env bash
# See that the PostgreSQL server programs are there, for the tests that run on both engines.
# As root with apt they are installed; else they are skipped loudly, and with CI=true the skip fails.
set -uo pipefail
command_line="apt-get install -y postgresql"

has_postgres() {
  command -v initdb >/dev/null 2>&1 || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null
}

has_postgres && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q >/dev/null
  # The packaged cluster is not needed: the tests make their own in a temporary folder.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
  apt-get install -y -q --no-install-recommends postgresql >/dev/null
  has_postgres && exit 0
fi
echo "SKIPPED: no PostgreSQL server here, so the tests on PostgreSQL do not run. To have them: sudo $command_line" >&2
[ "${CI:-}" = "true" ] && exit 1
exit 0
