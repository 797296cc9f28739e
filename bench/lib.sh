# Shared by the measures: where the program is, and how numbers become a line. Sourced, not run.
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
belay=$top/belay
need() { for tool in "$@"; do command -v "$tool" >/dev/null || { echo "bench: '$tool' is needed and was not found" >&2; exit 2; }; done; }
need jq awk sort
export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"

# Reads numbers, one a line; prints count, median, 90th percentile, least and most.
summary() {
    sort -n | awk -v name="$1" -v unit="$2" '{ v[NR] = $1 }
        END {
            if (NR == 0) { print name ": nothing measured"; exit 1 }
            m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
            p = int(NR * 0.9 + 0.999); if (p < 1) p = 1
            printf "%-34s n=%-3d median=%s p90=%s min=%s max=%s %s\n", name, NR, m, v[p], v[1], v[NR], unit
        }'
}

now_millis() { echo $(($(date +%s%N) / 1000000)); }
load() { echo "load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores"; }

# Waits for the start-up caches: a figure without them would be of another program.
await_caches() {
    "$belay" --version >/dev/null
    local waited=0
    until [ -f "$top/agent/target/launch/agent.aot" ] && [ -f "$top/agent/target/launch/lab.aot" ] && [ -f "$top/agent/target/launch/cli.aot" ]; do
        waited=$((waited + 1))
        if [ "$waited" -gt 600 ]; then
            echo "bench: the start-up caches were not made, see agent/target/launch/training.log" >&2
            exit 1
        fi
        sleep 0.5
    done
    # The recording's own lab may still be going down.
    while pgrep -f "dev.belay.agent.cli.Training $top/" >/dev/null; do sleep 0.5; done
}

lab_dir=$(mktemp -d)/lab
lab() { "$belay" lab "$@" --dir "$lab_dir"; }
socket_of() { echo "$lab_dir/$1/agent.sock"; }
lab_end() { lab down >/dev/null 2>&1; rmdir "${lab_dir%/lab}" 2>/dev/null; }
