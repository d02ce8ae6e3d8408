#!/usr/bin/env bash
# The cluster as processes on a PostgreSQL server of its own, with simulated partners; needs the cluster's packages.
#   eng/cluster.sh kill [purchases]         two silos and a front at 100 pushes/s; a silo is killed; the books are checked
#   eng/cluster.sh throughput [purchases]   one node, two nodes and the embedded engine, in turn, on the same server
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/Silo.Tests -c Release --nologo --verbosity quiet
exec dotnet tests/Silo.Tests/bin/Release/net10.0/QliroAdapter.Silo.Tests.dll run "$@"
