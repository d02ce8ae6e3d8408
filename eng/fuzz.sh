#!/usr/bin/env bash
# Sends fuzzed requests to an adapter between simulated partners, which answer garbage now and then. The tests send 20,000 or
# as many as go in two minutes; this goes further. Fails on an answer 5xx, a lost connection, memory that grows, or a change of
# a healthy payment; the message has the number of the call. The same seed makes the same calls; with
# --from it begins at the call of this number.
#
#   eng/fuzz.sh --requests 200000 [--store sqlite|postgres] [--seed 1] [--from 0]
set -euo pipefail
cd "$(dirname "$0")/.."

requests=200000 store=sqlite seed=1 from=0
while [ $# -gt 0 ]; do
  case $1 in
    --requests) requests=$2 ;;
    --store) store=$2 ;;
    --seed) seed=$2 ;;
    --from) from=$2 ;;
    *) echo "fuzz.sh does not know '$1'." >&2; exit 2 ;;
  esac
  shift 2
done
case $store in sqlite | postgres) ;; *) echo "--store is sqlite or postgres." >&2; exit 2 ;; esac
[ "$store" = sqlite ] || eng/need.sh postgres

dotnet build tests/Adapter.Tests --nologo --verbosity quiet -p:RunAnalyzers=false
cd tests/Adapter.Tests/bin/Debug/net10.0
QLIRO_FUZZ=$requests QLIRO_FUZZ_STORE=$store QLIRO_FUZZ_SEED=$seed QLIRO_FUZZ_FROM=$from \
  exec dotnet QliroAdapter.Adapter.Tests.dll -class "*When_requests_are_fuzzed" -showliveoutput
