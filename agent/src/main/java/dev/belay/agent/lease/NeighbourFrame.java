package dev.belay.agent.lease;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Ethernet frames that say or ask who has an address: ARP (RFC 826, 5227) and neighbour discovery
/// (RFC 4861, 4862).
final class NeighbourFrame {

    static final int ARP = 0x0806;
    static final int IPV6 = 0x86dd;

    private static final byte[] EVERYBODY = {-1, -1, -1, -1, -1, -1};
    private static final byte[] NO_MAC = new byte[6];
    private static final int REQUEST = 1;
    private static final int REPLY = 2;
    private static final int SOLICITATION = 135;
    private static final int ADVERTISEMENT = 136;
    private static final int TARGET_MAC = 2;
    private static final int OVERRIDE = 0x20000000;
    private static final int ICMPV6 = 58;
    private static final int ETHERNET = 14;
    private static final int IPV6_HEADER = 40;

    private NeighbourFrame() {}

    /// Tells everybody that an address is at this MAC address now.
    static byte[] announcement(InetAddress address, byte[] mac) {
        byte[] ip = address.getAddress();
        if (address instanceof Inet4Address) {
            return arp(REQUEST, mac, ip, NO_MAC, ip);
        }
        byte[] allNodes = multicast(new byte[] {0, 0, 0, 1}, true);
        return discovery(ADVERTISEMENT, OVERRIDE, mac, ip, allNodes, ip, true);
    }

    /// The other form of it, which some hosts heed alone; the same for IPv6.
    static byte[] answerToNobody(InetAddress address, byte[] mac) {
        byte[] ip = address.getAddress();
        return address instanceof Inet4Address
                ? arp(REPLY, mac, ip, EVERYBODY, ip)
                : announcement(address, mac);
    }

    /// Asks who has an address without saying that one has it oneself.
    static byte[] probe(InetAddress address, byte[] mac) {
        byte[] ip = address.getAddress();
        if (address instanceof Inet4Address) {
            return arp(REQUEST, mac, new byte[4], NO_MAC, ip);
        }
        byte[] solicited = multicast(Arrays.copyOfRange(ip, 12, 16), false);
        return discovery(SOLICITATION, 0, mac, new byte[16], solicited, ip, false);
    }

    /// Who says in a frame that it has an address.
    ///
    /// @return its MAC address as text; empty when the frame says nothing of it
    static Optional<String> holder(byte[] frame, int size, InetAddress address, byte[] ownMac) {
        byte[] ip = address.getAddress();
        byte[] from = Arrays.copyOfRange(frame, 6, 12);
        if (size < 42 || Arrays.equals(from, ownMac)) {
            return Optional.empty();
        }
        boolean says =
                address instanceof Inet4Address
                        ? typeOf(frame) == ARP
                                && Arrays.equals(ip, Arrays.copyOfRange(frame, 28, 32))
                        : typeOf(frame) == IPV6
                                && size >= ETHERNET + IPV6_HEADER + 24
                                && frame[20] == ICMPV6
                                && Byte.toUnsignedInt(frame[54]) == ADVERTISEMENT
                                && Arrays.equals(ip, Arrays.copyOfRange(frame, 62, 78));
        return says ? Optional.of(HexFormat.ofDelimiter(":").formatHex(from)) : Optional.empty();
    }

    private static int typeOf(byte[] frame) {
        return Byte.toUnsignedInt(frame[12]) << 8 | Byte.toUnsignedInt(frame[13]);
    }

    private static byte[] arp(
            int operation, byte[] mac, byte[] ip, byte[] targetMac, byte[] targetIp) {
        return ByteBuffer.allocate(42)
                .put(EVERYBODY)
                .put(mac)
                .putShort((short) ARP)
                .putShort((short) 1)
                .putShort((short) 0x0800)
                .put((byte) 6)
                .put((byte) 4)
                .putShort((short) operation)
                .put(mac)
                .put(ip)
                .put(targetMac)
                .put(targetIp)
                .array();
    }

    /// @param saysMac whether the target's MAC address goes along
    private static byte[] discovery(
            int type,
            int flags,
            byte[] mac,
            byte[] from,
            byte[] to,
            byte[] target,
            boolean saysMac) {
        int length = saysMac ? 32 : 24;
        ByteBuffer body = ByteBuffer.allocate(length);
        body.put((byte) type).put((byte) 0).putShort((short) 0).putInt(flags).put(target);
        if (saysMac) {
            body.put((byte) TARGET_MAC).put((byte) 1).put(mac);
        }
        body.putShort(2, checksum(from, to, body.array()));
        return ByteBuffer.allocate(ETHERNET + IPV6_HEADER + length)
                .put((byte) 0x33)
                .put((byte) 0x33)
                .put(to, 12, 4)
                .put(mac)
                .putShort((short) IPV6)
                .putInt(0x60000000)
                .putShort((short) length)
                .put((byte) ICMPV6)
                .put((byte) 255)
                .put(from)
                .put(to)
                .put(body.array())
                .array();
    }

    /// `ff02::` with the last four bytes, or an address of `ff02::1:ff00:0/104` with three of them.
    private static byte[] multicast(byte[] last, boolean isAllNodes) {
        byte[] address = new byte[16];
        address[0] = (byte) 0xff;
        address[1] = 2;
        System.arraycopy(last, 0, address, 12, 4);
        if (!isAllNodes) {
            address[11] = 1;
            address[12] = (byte) 0xff;
        }
        return address;
    }

    private static short checksum(byte[] from, byte[] to, byte[] body) {
        ByteBuffer all =
                ByteBuffer.allocate(40 + body.length)
                        .put(from)
                        .put(to)
                        .putInt(body.length)
                        .putInt(ICMPV6)
                        .put(body)
                        .flip();
        int sum = 0;
        while (all.hasRemaining()) {
            sum += Short.toUnsignedInt(all.getShort());
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (short) ~sum;
    }
}
