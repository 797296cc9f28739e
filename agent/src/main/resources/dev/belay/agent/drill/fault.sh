#!/bin/bash
# Inflicts one fault on this node, and ends it. It has a session of its own: whatever becomes of the
# agent, what lasts is over in time. Numbers are all that it is given, rules come on its input.
#   kill DELAY PID BORN             ends a process
#   pause DELAY PID BORN SECONDS    lets a process stand still
#   cut DELAY SECONDS               puts rules in force that forget what they drop by themselves
# Says "ready" once nothing but the delay is before the fault, or why not.
set -u

born() {
    local line
    read -r line <"/proc/$1/stat" 2>/dev/null || return 1
    # The name of a program may have spaces and brackets in it.
    set -- ${line##*) }
    echo "${20}"
}

is_same() {
    [ "$(born "$1")" = "$2" ]
}

take_away() {
    nft -f - >/dev/null 2>&1 <<'RULES'
table inet belay_drill
delete table inet belay_drill
table arp belay_drill
delete table arp belay_drill
RULES
}

ready() {
    echo ready
    exec >/dev/null 2>&1
    sleep "$1"
}

case $1 in
    kill)
        is_same "$3" "$4" || { echo "process $3 is another one"; exit 1; }
        ready "$2"
        is_same "$3" "$4" && kill -KILL "$3"
        ;;
    pause)
        is_same "$3" "$4" || { echo "process $3 is another one"; exit 1; }
        trap 'is_same "$3" "$4" && kill -CONT "$3"; exit' TERM INT HUP
        ready "$2"
        is_same "$3" "$4" && kill -STOP "$3"
        sleep "$5"
        is_same "$3" "$4" && kill -CONT "$3"
        ;;
    cut)
        rules=$(cat)
        refusal=$(nft -c -f - <<<"$rules" 2>&1) || { echo "${refusal:-nft is not there}"; exit 1; }
        trap 'take_away; exit' TERM INT HUP
        ready "$2"
        nft -f - <<<"$rules"
        sleep "$3"
        take_away
        ;;
esac
