#!/usr/bin/env bash
# Builds the solution and runs every test in it. Installs what the tests need from Debian's packages when it is missing.
# The last line is the sum over all test projects: "N passed, N failed" (", N skipped" may follow).
set -uo pipefail
cd "$(dirname "$0")"

eng/need.sh dotnet chromium postgres promtool || exit 1

# Compilers, test hosts and the adapter processes that tests kill run for seconds: they pay for every method that is
# compiled and earn little by it. Code pages are written without a second mapping, and calls are not profiled.
export DOTNET_EnableWriteXorExecute=0 DOTNET_TieredPGO=0

log=$(mktemp)
results=$(mktemp -d)
scratch=""
trap 'rm -rf "$log" "$results" "$scratch"' EXIT

# With a filter, or other arguments, somebody is at work: only a whole run is held to the format.
unformatted=0
if [ $# -eq 0 ]; then eng/format.sh --check || { unformatted=1; echo "Some code is not formatted: run eng/format.sh."; }; fi

# One compiler for all projects, ended when they are built: starting it for each takes three times as long.
# Packages are those of the lock files, or the restore fails: eng/lock.sh after a change of them.
dotnet build Qliro.Orleans.sln --nologo --verbosity quiet -p:UseSharedCompilation=true -p:RestoreLockedMode=true
built=$?
dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1
[ "$built" -eq 0 ] || exit 1

# Databases of the tests lie in memory where the machine offers 2 GiB of it: killed processes lose nothing there, and
# nobody waits for a disk.
if [ "$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)" -gt 2097152 ] 2>/dev/null; then
  scratch=$(mktemp -d -p /dev/shm) && export TMPDIR="$scratch"
fi

run() { # what to test, and how
  dotnet test "$@" --nologo --no-build --logger "trx;LogFilePrefix=tests" --results-directory "$results" 2>&1 |
    grep --text --line-buffered -v "^Results File:" | tee -a "$log"
  return "${PIPESTATUS[0]}"
}

# The simulation takes every core for minutes: tests that look at the clock would fall behind beside it. Its worlds throw
# almost everything away, so memory is reclaimed in larger portions (128 MiB).
status=0
run Qliro.Orleans.sln -p:SimulationApart=true "$@" || status=$?
DOTNET_GCgen0size=0x8000000 run tests/Simulation/Simulation.csproj "$@" || status=$?

# How long each project took, beside the others.
sed -nE 's/^(Passed|Failed)! .*Duration: (.*) - (.*)\.dll.*/\3: \2/p' "$log"

# What the simulation covered: its worlds and its crash points.
grep -hoE '(worlds|[a-z-]+: crash points): [^<]*' "$results"/*.trx 2>/dev/null | sort -u

# With a filter, or other arguments, most cases did not run: only a whole run is held to them.
missing=0
if [ $# -eq 0 ]; then eng/partner-cases.sh "$results" || missing=$?; fi

# Clients that others would make of the API document.
unclear=0
if [ $# -eq 0 ]; then eng/api-clients.sh || unclear=$?; fi

awk -v status="$status" -v missing="$((missing + unformatted + unclear))" '
  /(Passed|Failed)! +- +Failed: / {
    gsub(",", "")
    for (i = 1; i < NF; i++) {
      if ($i == "Failed:") failed += $(i + 1)
      if ($i == "Passed:") passed += $(i + 1)
      if ($i == "Skipped:") skipped += $(i + 1)
    }
    projects++
  }
  END {
    if (status != 0 && failed == 0) { print "A test project did not finish: see above."; failed = 1 }
    failed += missing
    if (projects == 0) { print "No test ran."; failed = failed ? failed : 1 }
    printf "%d passed, %d failed", passed, failed
    if (skipped) printf ", %d skipped", skipped
    printf "\n"
    exit failed > 0
  }' "$log"
