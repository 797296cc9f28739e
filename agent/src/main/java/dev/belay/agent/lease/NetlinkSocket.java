package dev.belay.agent.lease;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/// A socket to the kernel's nftables. Not safe for use by several threads.
final class NetlinkSocket implements AutoCloseable {

    private static final int NETFILTER = 12;
    private static final int ERROR = 2;
    private static final int EINTR = 4;
    private static final long PATIENCE_MILLIS = 2_000;

    private final int socket;
    private final byte[] buffer = new byte[16_384];

    private NetlinkSocket(int socket) {
        this.socket = socket;
    }

    static NetlinkSocket open() throws LeaseException {
        return new NetlinkSocket(bound(NETFILTER, "nftables"));
    }

    /// A descriptor that speaks to a part of the kernel, and waits for it some seconds at most.
    ///
    /// @param protocol number of the part (linux/netlink.h)
    /// @param part what people call it
    static int bound(int protocol, String part) throws LeaseException {
        long socket =
                NativeCalls.socket(NativeCalls.AF_NETLINK, NativeCalls.SOCK_RAW_CLOEXEC, protocol);
        if (socket < 0) {
            throw new LeaseException(
                    "wanted a socket to the kernel's %s, socket answered error %d"
                            .formatted(part, -socket));
        }
        byte[] address =
                ByteBuffer.allocate(12)
                        .order(ByteOrder.nativeOrder())
                        .putShort((short) NativeCalls.AF_NETLINK)
                        .array();
        long bound = NativeCalls.bind((int) socket, address);
        long limited = NativeCalls.receiveWithin((int) socket, PATIENCE_MILLIS);
        if (bound < 0 || limited < 0) {
            NativeCalls.close((int) socket);
            throw new LeaseException(
                    "wanted a socket to the kernel's %s, bind answered error %d"
                            .formatted(part, -Math.min(bound, limited)));
        }
        return (int) socket;
    }

    /// Carries a transaction out and reads every acknowledgement of it. Blocks for some tenths of a
    /// millisecond.
    ///
    /// @return 0 when it was done; the first error number when nothing of it was
    /// @throws LeaseException when it is not known what became of it
    int carryOut(NetlinkBatch batch) throws LeaseException {
        long sent = NativeCalls.send(socket, batch.bytes());
        if (sent < 0) {
            throw new LeaseException("nftables took no message: error " + -sent);
        }
        Set<Integer> open = new HashSet<>(batch.awaited());
        int first = 0;
        while (!open.isEmpty()) {
            long size = NativeCalls.receive(socket, buffer);
            if (size == -EINTR) {
                continue;
            }
            if (size < 0) {
                throw new LeaseException(
                        "nftables did not acknowledge a transaction: error " + -size);
            }
            ByteBuffer in = ByteBuffer.wrap(buffer, 0, (int) size).order(ByteOrder.nativeOrder());
            while (in.remaining() >= 16) {
                int start = in.position();
                int length = in.getInt(start);
                int error = in.getShort(start + 4) == ERROR ? -in.getInt(start + 16) : 0;
                if (open.remove(in.getInt(start + 8)) && first == 0) {
                    first = error;
                }
                in.position(Math.min(in.limit(), start + Math.max(16, (length + 3) & ~3)));
            }
        }
        return first;
    }

    @Override
    public void close() {
        NativeCalls.close(socket);
    }
}
