#!/usr/bin/env bash
# Measures what the server's decision on a profile and the check against it cost on a write, for
# each profile, beside HL7's validator with everything in memory, which `$validate` uses.
#
#   bench/profiles.sh > table.md
#
# Needs the built server and its test classes: mvn -q -DskipTests package. Prints a Markdown table of
# milliseconds for each resource, warm, on one thread; resources are those of the sample practice,
# or the example of the profile where the practice has none. docs/profile-cost.md holds such a table.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ -d server/target/test-classes ] && [ -d server/target/attune/lib ] || {
  printf 'profiles: build the server first: mvn -q -DskipTests package\n' >&2
  exit 1
}
exec java -Xmx2g -cp "server/target/test-classes:server/target/classes:server/target/attune/lib/*" \
  org.attune.profiling.ProfileCost | grep '^|'
