#!/usr/bin/env bash
# Measures what it costs to start Attune, as installed by `mvn -q -DskipTests package`.
#
#   bench/startup.sh [DATA_DIR]
#
# Starts server/target/attune/bin/attune on a free port, waits until /actuator/health/readiness
# answers 200, reads /proc, stops the server, and prints one line of JSON:
#
#   run                 cold: the data directory was made by this start; warm: it existed
#   ready_seconds       from the launcher's start to the first 200 of readiness
#   cpu_seconds         user and system time, up to then, of the process tree: the JVM, PostgreSQL,
#                       and helpers that have already ended (initdb)
#   resident_mb         memory in use then; a page shared by several processes counts once (PSS)
#   jvm_resident_mb     the JVM's own share of it
#   settled_*           the same five seconds later, when work left for after the start is done
#   cores, load, java   what to know before comparing figures
#
# Without DATA_DIR a temporary one is used and removed, so the run is cold. For a warm figure name a
# directory and run twice. Needs Linux and curl. ATTUNE_LAUNCHER names another launcher;
# ATTUNE_JAVA_OPTS is passed on, as always: leave it empty for figures of the shipped flags.
set -euo pipefail

fail() {
  printf 'startup: %s\n' "$1" >&2
  exit 1
}

cd "$(dirname "${BASH_SOURCE[0]}")/.."
launcher="${ATTUNE_LAUNCHER:-server/target/attune/bin/attune}"
[ -x "$launcher" ] || fail "$launcher is missing. Build it with: mvn -q -DskipTests package"
[ -r /proc/self/smaps_rollup ] || fail "this machine has no /proc/PID/smaps_rollup"
command -v curl >/dev/null || fail "curl is needed"

readonly DEADLINE_SECONDS=300
readonly SETTLE_SECONDS=5
ticks="$(getconf CLK_TCK)"

temporary=""
server=""
log="$(mktemp)"
cleanup() {
  if [ -n "$server" ] && kill -0 "$server" 2>/dev/null; then
    kill "$server"
    wait "$server" || true
  fi
  rm -f "$log"
  [ -z "$temporary" ] || rm -rf "$temporary"
}
trap cleanup EXIT

if [ $# -gt 0 ]; then
  data="$1"
else
  temporary="$(mktemp -d)"
  data="$temporary/data"
fi
run=cold
[ ! -e "$data/postgres/data/PG_VERSION" ] || run=warm

# A port that nobody listens on; the kernel's own choice needs a program, so a few are tried.
port=""
for candidate in $(seq 18080 18180); do
  if ! (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null; then
    port="$candidate"
    break
  fi
done
[ -n "$port" ] || fail "no free port between 18080 and 18180"

# The process and all below it.
tree() {
  local child
  printf '%s\n' "$1"
  for child in $(cat /proc/"$1"/task/*/children 2>/dev/null); do
    tree "$child"
  done
}

# Ticks of a process and of its ended children (fields 14-17, counted after the name in brackets).
cpu_ticks() {
  sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '{ print $12 + $13 + $14 + $15 }'
}

pss_kb() {
  awk '/^Pss:/ { print $2 }' "/proc/$1/smaps_rollup" 2>/dev/null
}

# Prints: CPU seconds, resident MB of the tree, resident MB of the JVM.
measure() {
  local process cpu=0 memory=0 jvm=0 value
  for process in $(tree "$server"); do
    value="$(cpu_ticks "$process")"
    cpu=$((cpu + ${value:-0}))
    value="$(pss_kb "$process")"
    memory=$((memory + ${value:-0}))
    [ "$process" != "$server" ] || jvm="${value:-0}"
  done
  awk -v c="$cpu" -v t="$ticks" -v m="$memory" -v j="$jvm" \
    'BEGIN { printf "%.1f %.0f %.0f\n", c / t, m / 1024, j / 1024 }'
}

read -r load _ </proc/loadavg
started="$(date +%s.%N)"
"$launcher" "--server.port=$port" "--attune.data-dir=$data" >"$log" 2>&1 &
server=$!
until curl -fs -o /dev/null -m 5 "http://127.0.0.1:$port/actuator/health/readiness"; do
  if ! kill -0 "$server" 2>/dev/null; then
    cat "$log" >&2
    fail "the server ended instead of getting ready"
  fi
  now="$(date +%s)"
  [ "$((now - ${started%.*}))" -lt "$DEADLINE_SECONDS" ] \
    || fail "not ready after $DEADLINE_SECONDS seconds"
  sleep 0.1
done
ready="$(date +%s.%N)"
read -r cpu memory jvm < <(measure)
sleep "$SETTLE_SECONDS"
read -r settled_cpu settled_memory settled_jvm < <(measure)

seconds="$(awk -v s="$started" -v r="$ready" 'BEGIN { printf "%.1f", r - s }')"
java="$(basename "$(readlink "/proc/$server/exe" | sed 's#/bin/java$##')")"
printf '{"run":"%s","ready_seconds":%s,"cpu_seconds":%s,"resident_mb":%s,"jvm_resident_mb":%s,' \
  "$run" "$seconds" "$cpu" "$memory" "$jvm"
printf '"settled_cpu_seconds":%s,"settled_resident_mb":%s,"settled_jvm_resident_mb":%s,' \
  "$settled_cpu" "$settled_memory" "$settled_jvm"
printf '"cores":%s,"load":%s,"java":"%s"}\n' "$(nproc)" "$load" "$java"
