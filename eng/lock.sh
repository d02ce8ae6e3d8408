#!/usr/bin/env bash
# Writes packages.lock.json of every project anew, after a change of packages, versions or project references. Look at what has
# changed in them before it is committed: these files say what is restored everywhere.
set -euo pipefail
cd "$(dirname "$0")/.."
exec dotnet restore Qliro.Orleans.sln --force-evaluate
