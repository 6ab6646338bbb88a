#!/usr/bin/env bash
# Shows that the build is reproducible: builds the checked-out commit twice, in two directories of
# different names, and compares the SHA-256 of every jar that the build makes, the ones inside the
# installed layout included.
#
#   bench/reproducible.sh
#
# Prints one line per jar and ends with status 1 if one differs. Takes two builds without tests;
# MAVEN_ARGS is passed on. What is not committed is not built.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT

build() {
  git clone --quiet --no-local . "$1"
  git -C "$1" checkout --quiet "$(git rev-parse HEAD)"
  # shellcheck disable=SC2086
  (cd "$1" && mvn -q -DskipTests ${MAVEN_ARGS:-} package)
  (cd "$1" && find . -path '*/target/*' -name '*.jar' -exec sha256sum {} + | sort -k 2) >"$1.sums"
}

build "$place/one"
build "$place/another-directory"

different=0
while read -r sum jar; do
  if grep -qxF "$sum  $jar" "$place/another-directory.sums"; then
    printf 'same       %s  %s\n' "$sum" "$jar"
  else
    printf 'different  %s  %s\n' "$sum" "$jar"
    different=1
  fi
done <"$place/one.sums"
[ "$(wc -l <"$place/one.sums")" -eq "$(wc -l <"$place/another-directory.sums")" ] || different=1
exit "$different"
