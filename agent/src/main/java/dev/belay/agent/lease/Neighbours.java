package dev.belay.agent.lease;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;

/// What the hosts of one network believe about who has an address: asks them, and tells them. A
/// move without telling leaves clients with the old host for half a minute. Not safe for use by
/// several threads.
public final class Neighbours implements AutoCloseable {

    private static final int AF_PACKET = 17;
    private static final int EAGAIN = 11;
    private static final int EINTR = 4;
    private static final int PROBES = 3;

    private final String device;
    private final byte[] mac;
    private final int arp;
    private final int discovery;

    private Neighbours(String device, byte[] mac, int arp, int discovery) {
        this.device = device;
        this.mac = mac;
        this.arp = arp;
        this.discovery = discovery;
    }

    /// The neighbours at a device of this host; needs CAP_NET_RAW.
    public static Neighbours at(String device) throws LeaseException {
        try {
            NetworkInterface found = NetworkInterface.getByName(device);
            byte[] mac = found == null ? null : found.getHardwareAddress();
            if (found == null || mac == null || mac.length != 6) {
                throw new LeaseException(
                        "wanted an Ethernet device '"
                                + device
                                + "', found "
                                + (found == null ? "none" : "one without a MAC address")
                                + ": name the device that the network is at");
            }
            int arp = socket(found.getIndex(), NeighbourFrame.ARP);
            return new Neighbours(device, mac, arp, socket(found.getIndex(), NeighbourFrame.IPV6));
        } catch (SocketException e) {
            throw new LeaseException("wanted to look at device '" + device + "'", e);
        }
    }

    /// Tells all of them that an address is here now. To be repeated: a frame may be lost, and a
    /// host that missed it goes on with the old one.
    public void announce(InetAddress address) throws LeaseException {
        send(address, NeighbourFrame.announcement(address, mac));
        send(address, NeighbourFrame.answerToNobody(address, mac));
    }

    /// Asks who has an address, some times within a while, and listens for that long. Blocks.
    ///
    /// @return the MAC address of who has it, as text; empty: nobody answered
    public Optional<String> holder(InetAddress address, Duration within) throws LeaseException {
        long slice = Math.max(1, within.toMillis() / PROBES);
        byte[] frame = new byte[2_048];
        for (int probe = 0; probe < PROBES; probe++) {
            send(address, NeighbourFrame.probe(address, mac));
            long until = System.nanoTime() + slice * 1_000_000;
            long left = slice;
            while (left > 0) {
                NativeCalls.receiveWithin(socketOf(address), left);
                long size = NativeCalls.receive(socketOf(address), frame);
                if (size < 0 && size != -EAGAIN && size != -EINTR) {
                    throw new LeaseException("device '" + device + "' answered error " + -size);
                }
                Optional<String> holder =
                        NeighbourFrame.holder(frame, (int) Math.max(0, size), address, mac);
                if (holder.isPresent()) {
                    return holder;
                }
                left = (until - System.nanoTime()) / 1_000_000;
            }
        }
        return Optional.empty();
    }

    private void send(InetAddress address, byte[] frame) throws LeaseException {
        long sent = NativeCalls.send(socketOf(address), frame);
        if (sent < 0) {
            throw new LeaseException(
                    "wanted to speak to the neighbours at '%s', send answered error %d: is it up?"
                            .formatted(device, -sent));
        }
    }

    private int socketOf(InetAddress address) {
        return address instanceof Inet4Address ? arp : discovery;
    }

    private static int socket(int index, int protocol) throws LeaseException {
        // The kernel wants it in the order of the network, whatever the machine's is.
        int swapped = Short.toUnsignedInt(Short.reverseBytes((short) protocol));
        int wanted = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? swapped : protocol;
        long socket = NativeCalls.socket(AF_PACKET, NativeCalls.SOCK_RAW_CLOEXEC, wanted);
        byte[] address =
                ByteBuffer.allocate(20)
                        .order(ByteOrder.nativeOrder())
                        .putShort((short) AF_PACKET)
                        .putShort((short) wanted)
                        .putInt(index)
                        .array();
        long bound = socket < 0 ? socket : NativeCalls.bind((int) socket, address);
        if (bound < 0) {
            throw new LeaseException(
                    "wanted a packet socket, found error "
                            + -bound
                            + ": run the agent as root or with CAP_NET_RAW");
        }
        return (int) socket;
    }

    @Override
    public void close() {
        NativeCalls.close(arp);
        NativeCalls.close(discovery);
    }
}
