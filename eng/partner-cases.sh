#!/usr/bin/env bash
# Prints what became of the numbered cases of both partners' pages: 66 of Norce's, 74 of Qliro's, ten to a line.
# A test names its cases as traits ([Trait("norce", "12")]); the test assembly tells them, the results how it ended.
# Each case that no passing test names, or a failing one does, gets a line of its own; the exit code is their number.
# Usage: eng/partner-cases.sh <folder with .trx results>
set -uo pipefail
results=$1

assemblies() {
  grep -ho 'codeBase="[^"]*"' "$results"/*.trx | sort -u | sed 's/^codeBase="//; s/"$//'
}

# case <TAB> class.method
named() {
  assemblies | while read -r assembly; do
    dotnet "$assembly" -list full/json -nologo | grep -o '"Class":"[^"]*","Method":"[^"]*","Traits":{[^{}]*}'
  done | awk -F'"' '{
    test = $4 "." $8
    partner = ""
    for (i = 12; i <= NF; i++) {
      if ($i ~ /^[a-z]+$/ && $(i + 1) ~ /^:\[/) partner = $i
      else if ($i ~ /^[0-9]+$/ && (partner == "norce" || partner == "qliro")) print partner " " $i "\t" test
    }
  }' | sort -u
}

# outcome <TAB> class.method; the rows of a table are one test
ended() {
  grep -ho '<UnitTestResult [^>]*>' "$results"/*.trx \
    | sed 's/.* testName="\([^"(&]*\).* outcome="\([^"]*\)".*/\2\t\1/' | sort -u
}

awk -F'\t' '
  FNR == NR { if ($1 == "Passed") passed[$2] = 1; else broken[$2] = $1; next }
  {
    if ($2 in broken) failing[$1] = failing[$1] " " $2
    else if ($2 in passed) ok[$1] = 1
  }
  function show(partner, cases,   n, name, line) {
    for (n = 1; n <= cases; n++) {
      name = partner " " n
      good = (name in ok) && !(name in failing)
      line = line sprintf("%s%s %2d %s", line == "" ? "" : "  ", partner, n, good ? "ok" : "NO")
      if (n % 10 == 0 || n == cases) { print line; line = "" }
      if (!good) missing[++bad] = name (name in failing ? " fails:" failing[name] : " has no passing test")
    }
  }
  END {
    show("norce", 66)
    show("qliro", 74)
    for (n = 1; n <= bad; n++) print missing[n]
    exit bad
  }' <(ended) <(named)
