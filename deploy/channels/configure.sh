#!/usr/bin/env bash
# A channel's document at Norce: shows what would change, or stores it. One document per merchant and channel.
#
#   deploy/channels/configure.sh plan  acme/se se.json    # exit code 0: nothing to do, 2: something
#   deploy/channels/configure.sh apply acme/se se.json
#
# Needs Norce__ConfigurationApiUrl and Norce__Token as the adapter has them, curl, and the adapter's program, which says
# first what is wrong with the document, and then which of its keys are new, changed, gone and unchanged. ADAPTER names
# it; otherwise it is the one that docs/going-live.md publishes, below the current folder. Norce validates the document
# by its $schema, so the adapter must be reachable when it is stored.
set -euo pipefail

[ $# -eq 3 ] && [[ "$1" =~ ^(plan|apply)$ && "$2" =~ ^[^/]+/[^/]+$ ]] || { sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 64; }
command=$1 merchant=${2%/*} channel=${2#*/} file=$3
case $file in *.yaml | *.yml) echo "$file is YAML, and the Configuration API takes JSON; ncoctl stores YAML." >&2; exit 64 ;; esac
: "${Norce__ConfigurationApiUrl:?is not set}" "${Norce__Token:?is not set}"
url=${Norce__ConfigurationApiUrl%/}/api/v1/configuration/merchants/$merchant/channels/$channel/configurations/qliro_checkout_adapter

# The token comes by standard input: nobody reads it in a list of processes.
norce() { printf 'header = "Authorization: Bearer %s"\n' "$Norce__Token" | curl --silent --show-error --config - "$@"; }
adapter() { ${ADAPTER:-dotnet artifacts/adapter/QliroAdapter.WebFront.dll} configuration "$@"; }

adapter check "$file"

stored=$(mktemp)
trap 'rm -f "$stored"' EXIT
status=$(norce --output "$stored" --write-out '%{http_code}' "$url")
case $status in
  200) ;;
  404) echo "There is no document of $2 yet."; echo '{}' >"$stored" ;;
  *) echo "Norce answered $status for $2." >&2; exit 1 ;;
esac

if [ "$command" = plan ]; then
  adapter compare "$stored" "$file" || exit
  echo "$2 is as in $file."
  exit
fi

status=$(norce --request PUT --header 'Content-Type: application/json' --data-binary "@$file" --output "$stored" --write-out '%{http_code}' "$url")
[ "$status" = 200 ] || { echo "Norce refused it: $status" >&2; cat "$stored" >&2; exit 1; }
echo "$2 is stored."
