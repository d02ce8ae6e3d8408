#!/usr/bin/env bash
# What others make of the API document: Redocly lints it, openapi-typescript and NSwag make clients of it, and both buy and
# capture in a sandbox that runs for it. The types of client/js are compiled, too, and the channels' documents are validated as ncoctl,
# Norce's tool, validates them. The exit code is the number of what failed.
# Where node or a registry is missing, it says what was left out, and that does not fail.
#
#   eng/api-clients.sh [DEBUG|RELEASE]    # after a build; test.sh runs it
set -uo pipefail
cd "$(dirname "$0")/.."

program=src/Sandbox/bin/${1:-Debug}/net10.0/QliroAdapter.Sandbox.dll
[ -e "$program" ] || { echo "API clients: build first; there is no $program."; exit 1; }
token=sandbox-norce-token
scratch=$(mktemp -d)
sandbox=""
stop() { [ -n "$sandbox" ] && kill "$sandbox" 2>/dev/null && wait "$sandbox" 2>/dev/null; rm -rf "$scratch"; }
trap stop EXIT
failed=0
fail() { echo "API clients: $1 failed:"; sed 's/^/  /' "$2"; failed=$((failed + 1)); }

# A sandbox on the first five free ports from a random one: a program that finds one taken ends at once.
document=$scratch/openapi.json
for _ in 1 2 3 4 5; do
  port=$((20000 + RANDOM % 8000))
  dotnet "$program" --urls "http://127.0.0.1:$port" >"$scratch/sandbox.log" 2>&1 &
  sandbox=$!
  for _ in $(seq 300); do
    kill -0 "$sandbox" 2>/dev/null || break
    curl -sf -o "$scratch/state.json" "http://127.0.0.1:$((port + 4))/api/state" && break 2
    sleep 0.2
  done
  wait "$sandbox" 2>/dev/null
  sandbox=""
done
curl -sf -o "$document" "http://127.0.0.1:$port/docs/v1/openapi.json" || { fail "the sandbox's start" "$scratch/sandbox.log"; exit 1; }
adapter=http://127.0.0.1:$port panel=http://127.0.0.1:$((port + 4))

typescript() {
  command -v npm >/dev/null 2>&1 ||
    { echo "API clients: node is not here, so the document is not linted and no TypeScript client is made."; return; }
  cp -r tests/GeneratedClients/typescript "$scratch/ts" && cp client/js/storefront.* "$document" "$scratch/ts"
  cd "$scratch/ts" || return
  npm install --no-audit --no-fund --ignore-scripts --loglevel=error >install.log 2>&1 ||
    { echo "API clients: npm cannot install, so the document is not linted and no TypeScript client is made."; return; }
  local bin=node_modules/.bin
  if REDOCLY_TELEMETRY=off "$bin/redocly" lint openapi.json --format=stylish >lint.log 2>&1 &&
    ! grep -q ' warning ' lint.log; then
    echo "API document: linted by Redocly's recommended rules, no errors, no warnings"
  else fail "the lint" lint.log; fi
  if "$bin/openapi-typescript" openapi.json -o api.d.ts >make.log 2>&1 && "$bin/tsc" >>make.log 2>&1 &&
    node out/buy.js "$adapter" "$panel" "$token" >>make.log 2>&1; then
    echo "TypeScript client: compiled, $(tail -n 1 make.log)"
  else fail "the TypeScript client" make.log; fi
  if node channels.mjs "$repository/deploy/channels/ncoctl" "$repository/src/Grains/Norce/qliro_checkout_adapter.json" \
    >make.log 2>&1; then
    echo "Documents of deploy/channels/ncoctl: as ncoctl validates them, $(tail -n 1 make.log)"
  else fail "validation as by ncoctl" make.log; fi
}

csharp() {
  cp -r tests/GeneratedClients/csharp "$scratch/cs"
  cd "$scratch/cs" || return
  dotnet tool install NSwag.ConsoleCore --version 14.7.1 --tool-path tools >install.log 2>&1 ||
    { echo "API clients: NSwag cannot be installed, so no C# client is made."; return; }
  if tools/nswag openapi2csclient "/input:$document" /output:Api.cs /namespace:Generated /classname:AdapterApi \
    /JsonLibrary:SystemTextJson /GenerateOptionalParameters:true /InjectHttpClient:true /UseBaseUrl:false \
    /GenerateNullableReferenceTypes:true >make.log 2>&1 &&
    dotnet build --nologo --verbosity quiet -warnaserror -p:WarningLevel=0 --output out >>make.log 2>&1 &&
    dotnet out/Buy.dll "$adapter" "$panel" "$token" >>make.log 2>&1; then
    echo "C# client: compiled, $(tail -n 1 make.log)"
  else fail "the C# client" make.log; fi
}

repository=$PWD
typescript
cd "$repository" || exit 1
csharp
exit "$failed"
