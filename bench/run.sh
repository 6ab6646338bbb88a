#!/usr/bin/env bash
# Measures what requests cost: Gatling simulations against a server, work by work.
#
#   bench/run.sh [WORK...]
#
# Works, all of them by default: metadata import read create update delete observation-patient-code
# observation-code-dates-50 encounter-include-revinclude patient-identifier patient-name
# appointment-practitioner-day encounter-patient-family count paging everything day
#
# Starts server/target/attune/bin/attune on a free port with a new data directory and the sample
# practice, warms each work up with as many requests as it then measures, and prints one line of
# JSON for each: users, requests, requests per second, latency, and milliseconds of processor time
# per request, of the server's process tree and of PostgreSQL apart. Before that it compares the ids
# that every search finds with what the data tell, and stops if they differ. An HTML report of each
# work is kept beside the figures.
#
#   BENCH_BUNDLES=DIR       transaction bundles for the work "import" (Synthea's output); without it
#                           that work is left out. They stay in the record for the works after it
#   BENCH_REQUESTS=2000     visits of each work; a tenth for everything, paging, import and day
#   BENCH_USERS=8           at once; import, paging and everything have 4
#   BENCH_OUT=bench/target/figures
#
# To measure another server instead of starting one:
#
#   BENCH_BASE=http://host:port/fhir  BENCH_PROCESS=PID  [BENCH_POSTGRES=PID]  [BENCH_TOKEN=...]
#
# Needs Linux, curl and Maven. Take figures on a quiet machine.
set -euo pipefail

fail() {
  printf 'run: %s\n' "$1" >&2
  exit 1
}

cd "$(dirname "${BASH_SOURCE[0]}")/.."
requests="${BENCH_REQUESTS:-2000}"
users="${BENCH_USERS:-8}"
out="${BENCH_OUT:-bench/target/figures}"
bundles="${BENCH_BUNDLES:-}"
base="${BENCH_BASE:-}"
process="${BENCH_PROCESS:-}"
token="${BENCH_TOKEN:-}"
works=("$@")
if [ ${#works[@]} -eq 0 ]; then
  works=(metadata read create update delete observation-patient-code observation-code-dates-50
    encounter-include-revinclude patient-identifier patient-name appointment-practitioner-day
    encounter-patient-family count paging everything day)
  [ -z "$bundles" ] || works=(import "${works[@]}")
  [ -n "$bundles" ] || printf 'run: import is left out, as BENCH_BUNDLES names no directory\n' >&2
fi

mvn -q -f bench/pom.xml compile
mkdir -p "$out"
figures="$out/figures.jsonl"

temporary=""
server=""
cleanup() {
  if [ -n "$server" ] && kill -0 "$server" 2>/dev/null; then
    kill "$server"
    wait "$server" || true
  fi
  [ -z "$temporary" ] || rm -rf "$temporary"
}
trap cleanup EXIT

if [ -z "$base" ]; then
  launcher=server/target/attune/bin/attune
  [ -x "$launcher" ] || fail "$launcher is missing. Build it with: mvn -q -DskipTests package"
  temporary="$(mktemp -d)"
  for port in $(seq 18181 18280); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  "$launcher" --attune.demo=true "--server.port=$port" "--attune.data-dir=$temporary/data" \
    >"$out/server.log" 2>&1 &
  server=$!
  process=$server
  base="http://127.0.0.1:$port/fhir"
  until grep -q 'Loaded the sample practice' "$out/server.log"; do
    kill -0 "$server" 2>/dev/null || fail "the server ended: see $out/server.log"
    sleep 1
  done
  token="$(cat "$temporary/data/operator.token")"
fi
[ -n "$process" ] || fail "BENCH_PROCESS names the server's process"

for work in "${works[@]}"; do
  visits=$requests
  at_once=$users
  case $work in
    everything | paging | import | day) visits=$((requests / 10)) ;;
  esac
  case $work in
    everything | paging | import) at_once=$((users / 2)) ;;
  esac
  java -cp "bench/target/classes:$(cat bench/target/classpath)" \
    --add-opens=java.base/java.lang=ALL-UNNAMED \
    "-Dbench.work=$work" "-Dbench.users=$at_once" "-Dbench.requests=$visits" \
    "-Dbench.base=$base" "-Dbench.process=$process" "-Dbench.token=$token" \
    ${BENCH_POSTGRES:+"-Dbench.postgres=$BENCH_POSTGRES"} \
    "-Dbench.bundles=$bundles" "-Dbench.figures=$figures" \
    io.gatling.app.Gatling -s org.attune.bench.WorkSimulation -rf "$out" \
    >"$out/$work.log" 2>&1 || fail "$work failed: see $out/$work.log"
  tail -1 "$figures"
done
