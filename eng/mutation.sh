#!/usr/bin/env bash
# Changes the code that decides about money, one small change (a mutant) at a time, and runs the tests that reach it: a
# mutant that no test notices is a promise without a test. Fails when fewer than 85 of 100 are noticed. Not part of
# test.sh, because it takes half an hour or more. docs/mutation.md says which survivors are known, and why they may live.
#
#   eng/mutation.sh                   # everything
#   eng/mutation.sh grains            # one part: grains or contracts
#   eng/mutation.sh grains ProRata    # of that part, the files with this in their name
#
# eng/mutation/<part>.yaml names the files that are changed, tests/Mutation/Mutation.csproj the tests that must notice.
# It works in a copy of the tree. The end says how many were noticed, file by file; what lives is in the reports, which
# are left in artifacts/mutation.
set -uo pipefail
cd "$(dirname "$0")/.."

stryker=5.1.0
lowest=85
root=$PWD
reports=$root/artifacts/mutation
tool=$root/artifacts/stryker-$stryker
parts=(grains contracts)
[ $# -eq 0 ] || parts=("$1")
only=${2:-}

command -v dotnet >/dev/null 2>&1 || { echo "The .NET SDK 10 is needed (global.json names the version)." >&2; exit 1; }
[ -x "$tool/dotnet-stryker" ] ||
  dotnet tool install dotnet-stryker --version "$stryker" --tool-path "$tool" >/dev/null || exit 1
mkdir -p "$reports"

# Copies lie in memory where the machine offers 2 GiB of it.
if [ -z "${TMPDIR:-}" ] && [ "$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)" -gt 2097152 ] 2>/dev/null; then
  trees=$(mktemp -d -p /dev/shm)
else
  trees=$(mktemp -d)
fi
trap 'rm -rf "$trees"' EXIT
export TMPDIR=$trees

# A mutant need not be good style. Twenty generated orders find what thousands do.
export RunAnalyzers=false TreatWarningsAsErrors=false QLIRO_ORDERS=${QLIRO_ORDERS:-20}

# A busy machine needs more than the four seconds that Stryker waits for what SDKs there are.
export DOTNET_INFO_WAIT_TIME=120000

mutate() { # part
  local tree=$trees/$1
  mkdir "$tree"
  git ls-files -z --cached --others --exclude-standard --deduplicate \
    src tests '*.props' global.json .editorconfig eng/BannedSymbols.txt |
    while IFS= read -r -d '' file; do [ -f "$file" ] && printf '%s\0' "$file"; done |
    xargs -0 cp --parents -t "$tree"
  cp "eng/mutation/$1.yaml" "$tree/stryker-config.yaml"
  [ -z "$only" ] || sed -i -E "/^    - /{/$only/!d}" "$tree/stryker-config.yaml"
  grep -q '^    - ' "$tree/stryker-config.yaml" || { echo "$1 names no file with '$only' in its name." >&2; return 1; }
  rm -rf "${reports:?}/$1"
  (cd "$tree" && "$tool/dotnet-stryker" --config-file stryker-config.yaml --skip-version-check \
    --reporter json --reporter html --output "$reports/$1") >"$reports/$1.log" 2>&1 ||
    { echo "$1: Stryker failed, see $reports/$1.log" >&2; return 1; }
}

# The mutants of one report by file: noticed, and all. One that hangs has been noticed; one that no test reaches has
# not. Mutants that do not compile are none.
table() { # part
  grep -oE '"[^"]*\.cs": ?\{|"status": ?"[A-Za-z]+"' "$reports/$1/reports/mutation-report.json" |
    awk -v part="$1" -F'"' '
      $2 ~ /\.cs$/ { file = $2; sub(".*/src/", "", file) }
      $4 == "Killed" || $4 == "Timeout" { noticed[file]++; all[file]++ }
      $4 == "Survived" || $4 == "NoCoverage" { all[file]++ }
      END { for (file in all) printf "%s\t%d\t%d\n", file, noticed[file], all[file] }' | sort
}

# Both at a time, each one mutant after the other: Stryker misses some when it tests several.
failed=0
running=()
for part in "${parts[@]}"; do mutate "$part" & running+=($!); done
for one in "${running[@]}"; do wait "$one" || failed=1; done
[ "$failed" -eq 0 ] || exit 1

for part in "${parts[@]}"; do table "$part"; done | awk -F'\t' -v lowest="$lowest" '
  { printf "%-60s %4d of %4d %6.1f %%\n", $1, $2, $3, 100 * $2 / $3; noticed += $2; all += $3 }
  END {
    if (!all) { print "No mutant was tested."; exit 1 }
    printf "%-60s %4d of %4d %6.1f %%\n", "all", noticed, all, 100 * noticed / all
    exit 100 * noticed < lowest * all
  }'
