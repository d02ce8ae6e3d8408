#!/usr/bin/env bash
# The way of somebody who has never seen this repository, in two parts, each from a fresh clone's commands to an order that is
# paid in Chromium and captured: first README.md's `dotnet run`, then docs/going-live.md, with the adapter as a program of its
# own between simulated partners that are another process. Prints what it does and how long each step took; the exit code is 0
# when both orders were captured. Needs git, curl and Chromium, and five free ports from the first one.
#
#   eng/first-order.sh [FIRST_PORT]    # default 24400; takes some minutes, most of them compiling
#   EMPTY_CACHES=1 eng/first-order.sh  # NuGet's caches are empty, too, as on a new machine
set -euo pipefail
cd "$(dirname "$0")/.."
repository=$PWD port=${1:-24400}
adapter=http://127.0.0.1:$port norce=http://127.0.0.1:$((port + 1)) qliro=http://127.0.0.1:$((port + 2)) shop=http://127.0.0.1:$((port + 3))
[ "$(git status --porcelain --untracked-files=no | wc -l)" -eq 0 ] || echo "What is not committed is not in the clone."

scratch=$(mktemp -d)
started=()
leave() {
  local code=$?
  for one in "${started[@]}"; do kill -TERM -- "-$one" 2>/dev/null || true; done
  for one in "${started[@]}"; do wait "$one" 2>/dev/null || true; done
  [ "$code" -eq 0 ] || tail -n 20 "$scratch"/*.log >&2 2>/dev/null || true
  rm -rf "$scratch"
}
trap leave EXIT
set -m # each job is a process group: `dotnet run` and what it started end together

say() { echo "[$(date +%T)] $*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
start() { # log file, command
  local log=$scratch/$1.log
  shift
  "$@" >"$log" 2>&1 </dev/null &
  started+=($!)
}
stop() { # the newest
  kill -TERM -- "-${started[-1]}" 2>/dev/null || true
  wait "${started[-1]}" 2>/dev/null || true
  unset 'started[-1]'
}
until_is() { # seconds, what, command: true before the time is over, and before the newest job has ended
  local limit=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$limit" ] || fail "$what: not in time"
    kill -0 "${started[-1]}" 2>/dev/null || fail "$what: the program has ended"
    sleep 0.5
  done
}
# The n-th block of a page in a language, without the fence's indentation.
block() { awk -v language="$2" -v number="$3" '
  /^ *```/ { if (open) open = 0; else { open = 1; at = index($0, "`"); mine = substr($0, at) == "```" language && ++seen == number }; next }
  open && mine { print substr($0, at) }' "$1"; }
pay_and_capture() {
  local from=$SECONDS
  (cd "$scratch/clone/tests/Browser.Tests/bin/Debug/net10.0" && QLIRO_SHOP=$shop dotnet QliroAdapter.Browser.Tests.dll \
    -method "*When_a_shopper_pays.Should_end_captured_after_the_back_office_captures") >"$scratch/chromium.log" 2>&1 ||
    fail "the purchase in Chromium"
  grep -q 'Total: 1, Errors: 0, Failed: 0, Skipped: 0' "$scratch/chromium.log" || fail "Chromium bought nothing"
  say "An order was paid in Chromium and captured in the back office ($((SECONDS - from)) s)."
}

git clone --quiet "$repository" "$scratch/clone"
git -C "$scratch/clone" checkout --quiet --detach "$(git rev-parse HEAD)"
page=$scratch/clone/docs/going-live.md
if [ -n "${EMPTY_CACHES:-}" ]; then export NUGET_PACKAGES=$scratch/packages NUGET_HTTP_CACHE_PATH=$scratch/http; fi

# Part 1.
command=$(block README.md sh 1)
say "In a fresh clone: $command"
from=$SECONDS
start sandbox env -C "$scratch/clone" ASPNETCORE_URLS="$adapter" bash -c "exec $command"
until_is 1800 "the sandbox" curl -sf "$shop"
say "The shop is open after $((SECONDS - from)) s. Building what drives Chromium ..."
dotnet build "$scratch/clone/tests/Browser.Tests" --nologo --verbosity quiet -p:RunAnalyzers=false >"$scratch/build.log" 2>&1 ||
  fail "the build"
pay_and_capture
stop

# Part 2. Hosts, keys and the channel that the demo shop is on stand in the place of the page's.
say "The same with docs/going-live.md: simulated partners in one process ..."
start partners env -C "$scratch/clone" dotnet run --project src/Sandbox -- --without-adapter --urls "$adapter"
until_is 300 "the simulators" curl -sf "$shop"
here() {
  sed -e "s|http://0.0.0.0:8080|$adapter|" -e "s|https://payments.shop.example|$adapter|g" -e "s|https://shop.example|$shop|g" \
    -e "s|https://acme.api-se.stage.norce.tech|$norce|" -e "s|https://pago.qit.nu|$qliro|" \
    -e "s|<what Norce and the storefront send>|sandbox-norce-token|" -e "s|<the token from Norce>|sandbox-norce-token|" \
    -e "s|<32 random bytes, base64>|$(openssl rand -base64 32)|" -e "s|<the password of the operators>|sandbox-ops|" \
    -e "s|<the key from Qliro>|$key|" -e "s|<the secret from Qliro>|$secret|" -e "s|acme/se\b|acme/se-qliro|g"
}
stored=$(curl -sf -H "Authorization: Bearer sandbox-norce-token" \
  "$norce/checkout/configuration/api/v1/configuration/merchants/acme/channels/se-qliro/configurations/qliro_checkout_adapter")
key=$(sed 's/.*"merchantApiKey":"\([^"]*\)".*/\1/' <<<"$stored") secret=$(sed 's/.*"merchantApiSecret":"\([^"]*\)".*/\1/' <<<"$stored")
cd "$scratch/clone"
count=$(grep -c '^ *```sh' "$page")
for number in $(seq "$count"); do
  command=$(block "$page" sh "$number" | here)
  case $command in
    ASPNETCORE_URLS=*) printf '%s\n' "$command" >live/adapter.env; block "$page" json 1 | here >live/se.json ;;
    "set -a"*) load=$command ;;
    "dotnet artifacts/adapter/QliroAdapter.WebFront.dll")
      say "\$ $command"
      start adapter bash -c "$load; exec $command"
      until_is 120 "the adapter" curl -sf "$adapter/health/ready"
      ;;
    *)
      say "\$ $command"
      code=0
      bash -euc "${load:-}
        $command" >"$scratch/step.log" 2>&1 || code=$?
      tail -n 3 "$scratch/step.log" | awk '{ print "    " $0 }'
      case "$command:$code" in *:0 | *" plan "*:2) ;; *) fail "$command: exit code $code" ;; esac
      ;;
  esac
done
cd "$repository"
pay_and_capture
[ -z "$(git -C "$scratch/clone" status --porcelain)" ] || fail "the clone is changed: $(git -C "$scratch/clone" status --porcelain)"
say "Both ways led to a captured order, and git sees no change in the clone."
