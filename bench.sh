#!/usr/bin/env bash
# How fast the adapter is, beside what one would write instead: a stateless handler on PostgreSQL (tests/Bench.Baseline).
#
#   ./bench.sh               the whole table in about a quarter of an hour; writes it into docs/performance.md
#   ./bench.sh --quick       fewer rounds and smaller tables, in a few minutes; writes nothing
#   ./bench.sh --only NAME   one row of the table (may be repeated, and with --quick); writes nothing
#   ./bench.sh --pieces      pieces of a push alone, by BenchmarkDotNet; writes nothing
#
# Names of rows: settled cpu calls repeats creates validates snippets hooks lifecycle slow p99 hot allocated stored.
# The last line is "N of M targets met"; exit 0 only when all are. Only ratios are kept, because rates depend on the
# machine: run it on a quiet one. Needs the SDK and PostgreSQL, which it installs from Debian's packages when missing.
set -euo pipefail
cd "$(dirname "$0")"
eng/need.sh dotnet postgres
dotnet build tests/Bench/Bench.csproj -c Release --nologo --verbosity quiet -p:RunAnalyzers=false >&2
exec dotnet tests/Bench/bin/Release/net10.0/QliroAdapter.Bench.dll "$@"
