#!/usr/bin/env bash
# Runs worlds of the simulation, one per seed: ./simulate.sh --seeds N [--from S] (S is 1 unless given).
# The last line is "N seeds, M findings"; exit 0 only when M is 0. A single seed prints its whole trace when it finds something.
set -euo pipefail
cd "$(dirname "$0")"
dotnet build tests/Simulation/Simulation.csproj --nologo --verbosity quiet -p:RunAnalyzers=false >&2
exec dotnet tests/Simulation/bin/Debug/net10.0/QliroAdapter.Simulation.dll "$@"
