package dev.belay.agent.lease;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One transaction of nftables as the kernel wants to read it (linux/netlink.h,
/// linux/netfilter/nfnetlink.h, linux/netfilter/nf_tables.h): all of it is done, or nothing.
final class NetlinkBatch {

    static final int INET = 1;
    static final int ARP = 3;

    private static final int NFTABLES = 10;
    private static final int BATCH_BEGIN = 0x10;
    private static final int BATCH_END = 0x11;
    private static final int NEW_ELEMENT = NFTABLES << 8 | 12;
    private static final int DELETE_ELEMENT = NFTABLES << 8 | 14;
    private static final int REQUEST = 1;
    private static final int ACKNOWLEDGE = 4;
    private static final int EXCLUSIVE_CREATE = 0x200 | 0x400;
    private static final int NESTED = 0x8000;
    private static final int TABLE = 1;
    private static final int SET = 2;
    private static final int ELEMENTS = 3;
    private static final int ELEMENT = 1;
    private static final int KEY = 1;
    private static final int TIMEOUT = 4;
    private static final int VALUE = 1;
    private static final int HEADER = 20;

    private final ByteBuffer bytes = ByteBuffer.allocate(8192).order(ByteOrder.nativeOrder());
    private final List<Integer> awaited = new ArrayList<>();
    private int sequence;

    NetlinkBatch(int firstSequence) {
        sequence = firstSequence;
        frame(BATCH_BEGIN, REQUEST, 0, NFTABLES);
    }

    /// Fails with ENOENT when there is no such element, or when its time is over.
    void delete(int family, String table, String set, byte[] key) {
        element(DELETE_ELEMENT, 0, family, table, set, key, 0);
    }

    /// Fails with EEXIST when there is such an element.
    ///
    /// @param timeoutMillis until the kernel forgets it; 0: never
    void add(int family, String table, String set, byte[] key, long timeoutMillis) {
        element(NEW_ELEMENT, EXCLUSIVE_CREATE, family, table, set, key, timeoutMillis);
    }

    /// The whole message; nothing can be added any more.
    byte[] bytes() {
        frame(BATCH_END, REQUEST, 0, NFTABLES);
        byte[] all = new byte[bytes.position()];
        bytes.flip().get(all);
        return all;
    }

    /// Numbers of the parts that are acknowledged one by one.
    List<Integer> awaited() {
        return List.copyOf(awaited);
    }

    int nextSequence() {
        return sequence;
    }

    private void element(
            int type, int flags, int family, String table, String set, byte[] key, long timeout) {
        int start = bytes.position();
        awaited.add(sequence);
        frame(type, REQUEST | ACKNOWLEDGE | flags, family, 0);
        text(TABLE, table);
        text(SET, set);
        int elements = open(ELEMENTS);
        int element = open(ELEMENT);
        int keyed = open(KEY);
        attribute(VALUE, key);
        close(keyed);
        if (timeout > 0) {
            ByteBuffer millis = ByteBuffer.allocate(8).order(ByteOrder.BIG_ENDIAN);
            attribute(TIMEOUT, millis.putLong(timeout).array());
        }
        close(element);
        close(elements);
        bytes.putInt(start, bytes.position() - start);
    }

    private void frame(int type, int flags, int family, int resource) {
        bytes.putInt(HEADER).putShort((short) type).putShort((short) flags);
        bytes.putInt(sequence).putInt(0);
        bytes.put((byte) family).put((byte) 0);
        bytes.put((byte) (resource >> 8)).put((byte) resource);
        sequence++;
    }

    private void text(int type, String text) {
        byte[] chars = text.getBytes(StandardCharsets.US_ASCII);
        byte[] ended = new byte[chars.length + 1];
        System.arraycopy(chars, 0, ended, 0, chars.length);
        attribute(type, ended);
    }

    private void attribute(int type, byte[] value) {
        bytes.putShort((short) (4 + value.length)).putShort((short) type).put(value);
        while (bytes.position() % 4 != 0) {
            bytes.put((byte) 0);
        }
    }

    private int open(int type) {
        int start = bytes.position();
        bytes.putShort((short) 0).putShort((short) (type | NESTED));
        return start;
    }

    private void close(int start) {
        bytes.putShort(start, (short) (bytes.position() - start));
    }
}
