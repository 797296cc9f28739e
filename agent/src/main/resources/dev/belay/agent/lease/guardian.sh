#!/bin/bash
# Ends what an agent ran when the agent is gone or silent. It is told by lines on its input:
#   address ADDRESS/PREFIX DEVICE   to take off the device
#   group FOLDER                    a control group to kill
#   forget ADDRESS/PREFIX|FOLDER    not to be ended any more
#   within SECONDS                  silence from which the agent counts as gone; 0: it may be silent
#   leave                           the agent has ended everything itself
set -u
chrt -r -p 10 $$ >/dev/null 2>&1
declare -A addresses=() groups=()
patience=0

end_all() {
    local one
    for one in "${!addresses[@]}"; do
        ip address delete "$one" dev "${addresses[$one]}" >/dev/null 2>&1 &
    done
    for one in "${!groups[@]}"; do
        end_group "$one" &
    done
    # Shut before it expires by itself; a host without nftables has none.
    nft -f - >/dev/null 2>&1 <<'RULES' &
flush set inet belay_gate open4
flush set inet belay_gate open6
flush set inet belay_gate open_nd
flush set arp belay_gate open4
RULES
    wait
}

end_group() {
    if [ -e "$1/cgroup.kill" ]; then
        echo 1 >"$1/cgroup.kill"
        # What was killed takes a moment to go; an empty group would stay for good.
        local tries
        for tries in {1..200}; do
            rmdir "$1" 2>/dev/null && break
            read -r -t 0.005 <> <(:)
        done
        rmdir "${1%/*}" 2>/dev/null
        return
    fi
    # Without it, a tree that forks is killed until nothing is left, for a second at most.
    local round pids
    for round in {1..200}; do
        mapfile -t pids <"$1/cgroup.procs" 2>/dev/null
        [ "${#pids[@]}" -eq 0 ] && return
        kill -KILL "${pids[@]}" 2>/dev/null || return
        read -r -t 0.005 <> <(:)
    done
}

while true; do
    if [ "$patience" = 0 ]; then
        read -r verb one two
    else
        read -r -t "$patience" verb one two
    fi
    if [ $? -ne 0 ]; then
        end_all
        exit 0
    fi
    case $verb in
        address) addresses[$one]=$two ;;
        group) groups[$one]=1 ;;
        forget) unset "addresses[$one]" "groups[$one]" ;;
        within) patience=$one ;;
        leave) exit 0 ;;
    esac
done
