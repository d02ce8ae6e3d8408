#!/usr/bin/env bash
# Publishes the adapter as one file with the command of docs/one-file.md, and tries what that page says of it: the packages are
# those of the lock files, git sees no change, it helps, it starts with nothing but settings, is ready, serves its API page, its
# doctor finds nothing failed, and it ends when it is told to. Ends with 0 when all is so. Takes some minutes.
#
#   eng/one-file.sh [PORT]    # where it listens while it is tried; default 24450
set -euo pipefail
cd "$(dirname "$0")/.."
port=${1:-24450} url=http://127.0.0.1:${1:-24450} runtime=linux-x64
command=$(awk '/^```/ { if (open) exit; open = 1; next } open' docs/one-file.md)
program=$PWD/artifacts/one-file/QliroAdapter.WebFront

scratch=$(mktemp -d)
adapter=""
leave() {
  [ -z "$adapter" ] || { kill "$adapter" 2>/dev/null && wait "$adapter" 2>/dev/null; } || true
  rm -rf "$scratch"
}
trap leave EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }

before=$(git status --porcelain)
# Hashes are compared with the lock files here; the next restore takes what was fetched.
dotnet restore src/WebFront --locked-mode --verbosity quiet
echo "\$ $command"
rm -rf artifacts/one-file
$command --nologo --verbosity quiet
[ "$(git status --porcelain)" = "$before" ] || fail "publishing changed files: $(git status --porcelain)"
[ "$(find artifacts/one-file -type f)" = "artifacts/one-file/QliroAdapter.WebFront" ] || fail "more than one file: $(ls artifacts/one-file)"
# One line for each package: its name and hash.
packages() { awk -F '"' '/^      "/ { name = $2 } /"contentHash"/ { print name, $4 }' "$@" | sort -u; }
# The SDK brings what looks at single files; like the runtime it is of the SDK's version and in no lock file.
other=$(packages src/*/obj/packages.$runtime.lock.json | grep -v '^Microsoft.NET.ILLink.Tasks ' |
  comm -23 - <(packages src/*/packages.lock.json))
[ -z "$other" ] || fail "packages that no lock file names: $other"
[ "$(packages src/WebFront/obj/packages.$runtime.lock.json | wc -l)" -gt 20 ] || fail "there is no list of what was restored"
echo "One file of $(($(stat -c %s "$program") / 1000000)) MB; its packages are those of the lock files, and git sees no change."

export DOTNET_BUNDLE_EXTRACT_BASE_DIR=$scratch/unpacked
cd "$scratch"
"$program" --help >help.log && grep -q doctor help.log || fail "--help"
code=0
"$program" doctor >doctor.log 2>&1 || code=$?
[ "$code" -eq 78 ] || fail "doctor without settings: exit code $code"

# Nobody is where its partners would be: a start needs none.
export ASPNETCORE_URLS=$url Adapter__PublicUrl=$url Adapter__InternalUrl=$url Adapter__AccessTokens__0=token-of-this-trial \
  Adapter__CallbackSecrets__0=0123456789012345678901234567890123456789 Norce__Token=token-of-this-trial \
  Norce__OrderApiUrl=http://127.0.0.1:1 Norce__ConfigurationApiUrl=http://127.0.0.1:1
from=$(date +%s%N)
"$program" >adapter.log 2>&1 &
adapter=$!
for _ in $(seq 300); do
  kill -0 "$adapter" 2>/dev/null || fail "it ended: $(tail -n 3 adapter.log)"
  curl -sf -o /dev/null "$url/health/ready" && break
  sleep 0.2
done
curl -sf -o /dev/null "$url/health/ready" || fail "it is not ready after a minute"
echo "Ready after $((($(date +%s%N) - from) / 1000000)) ms."
curl -sf -o page.html "$url/docs/v1/index.html" && grep -q 'operation-' page.html || fail "its API page"
"$program" doctor >doctor.log 2>&1 || fail "doctor: $(cat doctor.log)"
echo "doctor: $(tail -n 1 doctor.log)"
kill "$adapter"
code=0
wait "$adapter" || code=$?
adapter=""
[ "$code" -eq 0 ] || fail "it ended with $code after SIGTERM"
echo "It helps, starts, serves its API page, and ends."
