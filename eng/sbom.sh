#!/usr/bin/env bash
# Writes a bill of materials of the adapter's program, with the packages that it is published with, as CycloneDX in JSON:
# artifacts/sbom/qliro-adapter.cdx.json.
set -euo pipefail
cd "$(dirname "$0")/.."

version=6.3.1
tool=artifacts/cyclonedx-$version
[ -x "$tool/dotnet-CycloneDX" ] ||
  dotnet tool install CycloneDX --version "$version" --tool-path "$tool" >/dev/null
dotnet restore src/WebFront --locked-mode --verbosity quiet
"$tool/dotnet-CycloneDX" src/WebFront/WebFront.csproj --disable-package-restore --include-project-references \
  --exclude-dev --output artifacts/sbom --filename qliro-adapter.cdx.json --output-format Json
