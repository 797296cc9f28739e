# The first process of a host of the lab: its mounts, its name, then whatever the supervisor says on standard input.
# When the supervisor is gone, input ends, this ends, and the kernel ends everything else on the host.
# $1 name, $2 folder of the node in the lab
set -eu
name=$1
folder=$2
echo "$name" >/proc/sys/kernel/hostname
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/belay /run/sshd /run/.etc/upper /run/.etc/work
if ! mount -t overlay overlay -o lowerdir=/etc,upperdir=/run/.etc/upper,workdir=/run/.etc/work /etc 2>/dev/null; then
    mkdir /run/.etc/copy
    cp -a /etc/. /run/.etc/copy/
    mount --bind /run/.etc/copy /etc
fi
echo "$name" >/etc/hostname
cp "$folder/hosts" /etc/hosts
ip link set lo up
echo ready
while read -r order; do
    case $order in
        sshd)
            rm -rf /etc/belay-ssh
            cp -r "$folder/ssh" /etc/belay-ssh
            chmod -R go= /etc/belay-ssh
            # A locked account cannot log in with a key either.
            sed -i 's/^root:[^:]*:/root:*:/' /etc/shadow
            rm -f /etc/nologin
            /usr/sbin/sshd -f /etc/belay-ssh/sshd_config -E "$folder/sshd.log" && echo started || echo failed
            ;;
    esac
done
