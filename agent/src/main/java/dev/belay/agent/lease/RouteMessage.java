package dev.belay.agent.lease;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Messages of rtnetlink as the kernel wants to read and to write them (linux/rtnetlink.h,
/// linux/if_addr.h, linux/if_link.h).
final class RouteMessage {

    static final int ERROR = 2;
    static final int DONE = 3;
    static final int LINK = 16;
    static final int ADDRESS = 20;

    private static final int DELETE_ADDRESS = 21;
    private static final int GET_LINK = 18;
    private static final int GET_ADDRESS = 22;
    private static final int REQUEST = 1;
    private static final int ACKNOWLEDGE = 4;
    private static final int DUMP = 0x100 | 0x200;
    private static final int REPLACE_OR_CREATE = 0x100 | 0x400;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int NO_DUPLICATE_DETECTION = 0x02;
    private static final int HEADER = 16;
    private static final int LINK_HEADER = 16;
    private static final int ADDRESS_HEADER = 8;
    private static final int LINK_NAME = 3;
    private static final int PEER = 1;
    private static final int LOCAL = 2;
    private static final int LIFETIMES = 6;

    private RouteMessage() {}

    /// Puts an address on a device, or leaves it there. A successor must not wait for duplicate
    /// address detection: the lease says that nobody else has it.
    ///
    /// @param seconds after which the kernel takes it off; -1: never
    static byte[] add(int sequence, InetAddress address, int prefix, int device, int seconds) {
        int flags = address instanceof Inet4Address ? 0 : NO_DUPLICATE_DETECTION;
        ByteBuffer out =
                ofAddress(ADDRESS, REPLACE_OR_CREATE, sequence, address, prefix, device, flags);
        // Preferred and valid; when it was made and changed is the kernel's to say.
        out.putShort((short) 20).putShort((short) LIFETIMES).putInt(seconds).putInt(seconds);
        return ended(out.putLong(0));
    }

    /// Takes an address off a device.
    static byte[] remove(int sequence, InetAddress address, int prefix, int device) {
        return ended(ofAddress(DELETE_ADDRESS, 0, sequence, address, prefix, device, 0));
    }

    /// Asks for all addresses of the host.
    static byte[] addresses(int sequence) {
        ByteBuffer out = begun(GET_ADDRESS, DUMP, sequence);
        return ended(out.putLong(0));
    }

    /// Asks for all devices of the host.
    static byte[] links(int sequence) {
        ByteBuffer out = begun(GET_LINK, DUMP, sequence);
        return ended(out.putLong(0).putLong(0));
    }

    /// The name in a message about a device.
    ///
    /// @param part from the message's header to its end
    static Optional<String> name(ByteBuffer part) {
        return attribute(part, HEADER + LINK_HEADER, LINK_NAME)
                .map(bytes -> new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8));
    }

    /// The number of the device that a message is about.
    static int device(ByteBuffer part) {
        return part.getInt(HEADER + 4);
    }

    /// The length of the prefix in a message about an address.
    static int prefix(ByteBuffer part) {
        return Byte.toUnsignedInt(part.get(HEADER + 1));
    }

    /// The address in a message about one.
    static Optional<InetAddress> address(ByteBuffer part) {
        // At a device with a peer the local one is the host's own.
        return attribute(part, HEADER + ADDRESS_HEADER, LOCAL)
                .or(() -> attribute(part, HEADER + ADDRESS_HEADER, PEER))
                .flatMap(RouteMessage::parsed);
    }

    private static Optional<InetAddress> parsed(byte[] bytes) {
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static ByteBuffer ofAddress(
            int type,
            int flags,
            int sequence,
            InetAddress address,
            int prefix,
            int device,
            int addressFlags) {
        byte[] bytes = address.getAddress();
        ByteBuffer out = begun(type, ACKNOWLEDGE | flags, sequence);
        out.put((byte) (address instanceof Inet4Address ? AF_INET : AF_INET6));
        out.put((byte) prefix).put((byte) addressFlags).put((byte) 0).putInt(device);
        for (int one : new int[] {LOCAL, PEER}) {
            out.putShort((short) (4 + bytes.length)).putShort((short) one).put(bytes);
        }
        return out;
    }

    private static ByteBuffer begun(int type, int flags, int sequence) {
        return ByteBuffer.allocate(128)
                .order(ByteOrder.nativeOrder())
                .putInt(0)
                .putShort((short) type)
                .putShort((short) (REQUEST | flags))
                .putInt(sequence)
                .putInt(0);
    }

    private static byte[] ended(ByteBuffer out) {
        byte[] all = new byte[out.position()];
        out.putInt(0, all.length).flip().get(all);
        return all;
    }

    private static Optional<byte[]> attribute(ByteBuffer part, int begin, int wanted) {
        int at = begin;
        while (at + 4 <= part.limit()) {
            int length = Short.toUnsignedInt(part.getShort(at));
            if (length < 4 || at + length > part.limit()) {
                return Optional.empty();
            }
            if (part.getShort(at + 2) == wanted && length > 4) {
                byte[] value = new byte[length - 4];
                part.get(at + 4, value);
                return Optional.of(value);
            }
            at += (length + 3) & ~3;
        }
        return Optional.empty();
    }
}
