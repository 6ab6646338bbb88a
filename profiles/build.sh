#!/bin/sh
# Makes the JSON of this package from its FSH sources and records what was made from what.
# SUSHI names the compiler's command; it may be an installed one where there is no network.
set -eu
cd "$(dirname "$0")"
sources=src/main/fsh
json=src/main/resources/fhir/attune.profiles
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! ${SUSHI:-npx fsh-sushi@3.21.0} build "$sources" -o "$work" >"$work/log" 2>&1; then
  cat "$work/log" >&2
  exit 1
fi
if ! grep -q '[^0-9]0 Errors' "$work/log"; then
  cat "$work/log" >&2
  exit 1
fi
find "$json" -name '*.json' ! -name package.json -delete
cp "$work"/fsh-generated/resources/*.json "$json"/

# What a test compares with the files, since it cannot run SUSHI.
export LC_ALL=C
{
  find "$sources" -name '*.fsh' -o -name sushi-config.yaml
  find "$json" -name '*.json' ! -name package.json
} | sort | xargs sha256sum >manifest.sha256
