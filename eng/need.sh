#!/usr/bin/env bash
# Installs from Debian's packages what is missing of: dotnet (only looked for), chromium, postgres, promtool.
#
#   eng/need.sh dotnet postgres
set -euo pipefail

need() { # command, package
  command -v "$1" >/dev/null 2>&1 && return
  echo "Installing $2 ($1 is missing) ..."
  local as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  if ! { $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold "$2"; } >/dev/null; then
    echo "This needs $1. Install Debian's package $2, or its equivalent, and run it again." >&2
    exit 1
  fi
}

need_postgres() { # the server's programs stand outside PATH; whoever needs a server starts one of its own
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return
  if command -v apt-get >/dev/null 2>&1; then
    # Debian's package would make and start a database cluster of its own: nobody here needs one.
    local as_root=""
    [ "$(id -u)" -eq 0 ] || as_root="sudo"
    [ -e /etc/postgresql-common/createcluster.conf ] || { $as_root mkdir -p /etc/postgresql-common &&
      echo "create_main_cluster = false" | $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null; }
  fi
  need initdb postgresql
}

need_promtool() { # it comes with the server, which would start; nobody here needs one
  command -v promtool >/dev/null 2>&1 && return
  local as_root="" unit=/etc/systemd/system/prometheus.service
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  if [ -d /run/systemd/system ] && [ ! -e "$unit" ] && [ ! -L "$unit" ]; then $as_root ln -s /dev/null "$unit"; fi
  need promtool prometheus
}

for what in "$@"; do
  case $what in
    dotnet) command -v dotnet >/dev/null 2>&1 ||
      { echo "This needs the .NET SDK 10 (global.json names the version)." >&2; exit 1; } ;;
    chromium) need chromium chromium ;;
    postgres) need_postgres ;;
    promtool) need_promtool ;;
    *) echo "need.sh does not know '$what'." >&2; exit 2 ;;
  esac
done
