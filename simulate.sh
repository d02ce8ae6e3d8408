#!/usr/bin/env bash
# Runs worlds of the simulation, one per seed: ./simulate.sh --seeds N [--from S] (S is 1 unless given).
# The last line is "N seeds, M findings"; exit 0 only when M is 0. A single seed prints its whole trace when it finds something.
# Or lives scripted purchases once for each place at which the process can die, the store fail or a call be lost:
# ./simulate.sh --crash-points [--script NAME] [--pairs K] (dies again at each of the next K changes; 6 unless given), or
# --at POINT for one of them with its trace. The last line is "N crash points, M findings"; exit 0 only when M is 0.
# Or spoils partners' answers during scripted purchases: ./simulate.sh --garbage N [--from S] (until N answers are spoiled; with
# N 1 the purchase of seed S with its trace). The last line ends with "M findings"; exit 0 only when M is 0.
set -euo pipefail
cd "$(dirname "$0")"
dotnet build tests/Simulation/Simulation.csproj --nologo --verbosity quiet --configuration Release -p:RunAnalyzers=false >&2
DOTNET_GCgen0size=0x8000000 exec dotnet tests/Simulation/bin/Release/net10.0/QliroAdapter.Simulation.dll "$@"
