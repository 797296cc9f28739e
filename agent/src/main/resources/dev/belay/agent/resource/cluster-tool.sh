#!/bin/sh
# Stands in for the command of Pacemaker by whose name it is called, while an action of an agent runs.
# What the agent says is written down for its caller; what it asks is answered out of the call's folder.
# Nothing of what it says is ever read as a program or as the name of a file outside of that folder.
tool=${0##*/}

fail() {
    printf '%s: %s\n' "$tool" "$2" >&2
    exit "$1"
}

case $tool in
    crm_resource | crm_mon | cibadmin) fail 1 "not there: this cluster is run by Belay, not by Pacemaker" ;;
esac
[ -n "${BELAY_CALL:-}" ] && [ -d "$BELAY_CALL" ] ||
    fail 1 "an action of a resource agent was wanted, found none going on: see the command belay"

# The letters that want a value.
case $tool in
    crm_attribute) valued=nvNltsiPdUu ;;
    crm_master) valued=vNliru ;;
    attrd_updater) valued=nUvBdSNsP ;;
    crm_node) valued=NR ;;
esac

name='' value='' node=$BELAY_NODE deed=query lifetime='' type='' quiet='' fallback='' hasFallback='' resource=${OCF_RESOURCE_INSTANCE:-}
case $tool in
    crm_master) promotion=yes lifetime=forever ;;
    attrd_updater) promotion='' lifetime=reboot ;;
    *) promotion='' ;;
esac

want() {
    [ "$1" -gt 0 ] || fail 64 "a value was wanted after $2, found none"
}

while [ $# -gt 0 ]; do
    option=$1
    shift
    case $option in
        --*=*)
            set -- "${option#*=}" "$@"
            option=${option%%=*}
            ;;
        --*) ;;
        -??*)
            rest=${option#-?}
            option=${option%"$rest"}
            case $valued in
                *"${option#-}"*) set -- "$rest" "$@" ;;
                *) set -- "-$rest" "$@" ;;
            esac
            ;;
    esac
    case $tool:$option in
        crm_node:-n | crm_node:--name)
            printf '%s\n' "$BELAY_NODE"
            exit 0
            ;;
        crm_node:-q | crm_node:--quorum)
            echo 1
            exit 0
            ;;
        crm_node:*) fail 1 "'$option' is not answered: only --name and --quorum are" ;;
        attrd_updater:-Q | attrd_updater:--query) deed=query ;;
        *:-G | *:--query | *:--get-value) deed=query ;;
        *:-q | *:-Q | *:--quiet) quiet=yes ;;
        *:-D | *:--delete | *:--delete-attr) deed=delete ;;
        attrd_updater:-U | attrd_updater:-B | *:--update-both | *:-v | *:--update | *:--attr-value)
            want $# "$option"
            deed=update value=$1
            shift
            ;;
        *:-n | *:--name | *:--attr-name)
            want $# "$option"
            name=$1
            shift
            ;;
        *:-N | *:-U | *:--node | *:--uname)
            want $# "$option"
            node=$1
            shift
            ;;
        crm_attribute:-l | crm_master:-l | *:--lifetime)
            want $# "$option"
            lifetime=$1
            shift
            ;;
        crm_attribute:-t | *:--type)
            want $# "$option"
            type=$1
            shift
            ;;
        crm_attribute:-d | *:--default)
            want $# "$option"
            fallback=$1 hasFallback=yes
            shift
            ;;
        crm_master:-r | *:--resource)
            want $# "$option"
            resource=$1
            shift
            ;;
        crm_attribute:-p | crm_attribute:--promotion)
            promotion=yes lifetime=${lifetime:-reboot}
            case ${1:--} in
                -*) ;;
                *)
                    resource=$1
                    shift
                    ;;
            esac
            ;;
        attrd_updater:-d | attrd_updater:-S | attrd_updater:-s | crm_attribute:-s | *:-i | *:--delay | *:--section | *:--set-name | *:--id)
            want $# "$option"
            shift
            ;;
        *:-V | *:--verbose | *:--private | attrd_updater:-p | attrd_updater:-A | *:--all) ;;
        *:-z | *:--utilization) fail 1 "utilization is not kept: found '$option'" ;;
        *) fail 64 "'$option' is not understood" ;;
    esac
done

if [ -n "$promotion" ]; then
    case $resource in
        *:*[!0-9]* | *:) ;;
        *:*) resource=${resource%:*} ;;
    esac
    name=master-$resource
fi
case $type in
    '' | nodes | status) ;;
    *) [ "$deed" = query ] || fail 1 "attributes of nodes were wanted, found '$type': agents change nothing else" ;;
esac
[ "$type" = status ] && lifetime=reboot
case $name in
    '' | . | .. | */*) fail 64 "the name of an attribute was wanted, found '$name'" ;;
esac

known=$BELAY_CALL/attributes/$name
case $deed in
    query)
        case $type in
            '' | nodes | status) ;;
            *) known=$BELAY_CALL/none ;;
        esac
        if [ "$node" = "$BELAY_NODE" ] && [ -f "$known" ]; then
            # A value ends with a mark, for a substitution loses line feeds.
            value=$(cat "$known" && echo .)
            value=${value%??}
        elif [ -n "$hasFallback" ]; then
            value=$fallback
        else
            fail 105 "no such attribute: '$name'"
        fi
        case $tool:$quiet in
            attrd_updater:*) printf 'name="%s" host="%s" value="%s"\n' "$name" "$node" "$value" ;;
            *:yes) printf '%s\n' "$value" ;;
            *) printf 'scope=status  name=%s value=%s\n' "$name" "$value" ;;
        esac
        ;;
    *)
        # One write, so that two of them do not mix.
        printf '%s\0' "$node" "$name" "$deed" "$value" "${lifetime:-forever}" >>"$BELAY_CALL/updates" ||
            fail 1 "'$name' could not be written down"
        [ "$node" != "$BELAY_NODE" ] || if [ "$deed" = update ]; then
            printf '%s\n' "$value" >"$known"
        else
            rm -f "$known"
        fi
        ;;
esac
exit 0
