#!/usr/bin/env bash
# One hand in the code. Formats every C# file, or with --check only says which are not as they would be (exit code 1).
#
#   eng/format.sh            # after a large change
#   eng/format.sh --check    # what test.sh runs
#
# .editorconfig decides. White space is the business of the SDK's formatter; its rules of style and naming are checked at
# every build (EnforceCodeStyleInBuild), so that nothing needs to be compiled here. Two decisions that it has no rule for
# are applied by this script: a member's `=>` begins the line below its signature, and an `if` with one short statement
# is one line.
set -uo pipefail
cd "$(dirname "$0")/.."

check=0
[ "${1:-}" = "--check" ] && check=1

# What stands below `if (…)` goes up when both fit into 120 columns and no `else` follows; a member's `=>` goes down,
# unless a list, a block or a text of several lines follows it,
# or the line would get too long.
read -r -d '' rules <<'AWK'
function indent(line) { match(line, /^ */); return RLENGTH }
function balanced(line,   opened, closed) { opened = gsub(/\(/, "(", line); closed = gsub(/\)/, ")", line); return opened == closed }
function finish(   at, line, below, text, before, changed) {
  for (at = 1; at <= count; at++) {
    line = lines[at]; below = lines[at + 1]; before = before line "\n"
    if (line ~ /^ +if \(.*\)$/ && balanced(line) && below ~ /^ +[a-z_A-Z].*;$/ && balanced(below) &&
        indent(below) == indent(line) + 4 && below !~ /^ +(if|for|foreach|while|using|var|switch|lock) / &&
        lines[at + 2] !~ /^ +else/ && length(line) + length(below) - indent(line) - 3 <= 120) {
      text = text line " " substr(below, indent(below) + 1) "\n"
      changed = changed ? changed : at
      at++
    } else if (line ~ /^ +(public|private|internal|protected) .* =>$/ && balanced(line) && below !~ /^ *[\[{($"]/ && length(below) <= 117) {
      text = text substr(line, 1, length(line) - 3) "\n" substr(below, 1, indent(below)) "=> " substr(below, indent(below) + 1) "\n"
      changed = changed ? changed : at
      at++
    } else text = text line "\n"
  }
  if (!changed) return
  found = 1
  if (check) print file ":" changed ": run eng/format.sh"
  else { printf "%s", text > file; close(file) }
}
FNR == 1 { if (file) finish(); file = FILENAME; count = 0; delete lines }
{ lines[++count] = $0 }
END { finish(); exit check && found }
AWK

status=0
git ls-files --cached --others --exclude-standard --deduplicate -z 'src/*.cs' 'tests/*.cs' |
  { while IFS= read -r -d '' file; do [ -f "$file" ] && printf '%s\0' "$file"; done; } |
  xargs -0 awk -v check="$check" "$rules" || status=1
if [ "$check" -eq 1 ]; then
  dotnet format whitespace . --folder --verify-no-changes --verbosity quiet || status=1
else
  dotnet format whitespace . --folder --verbosity quiet || status=1
fi
exit $status
