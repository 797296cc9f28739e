package dev.belay.agent.lease;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The addresses on the devices of this host, by rtnetlink: a change takes some tenths of a
/// millisecond, where a process would take tens. Safe for use by several threads.
public final class HostAddresses implements AutoCloseable {

    /// A lifetime without an end.
    public static final int FOR_EVER = -1;

    private static final int ROUTE = 0;
    private static final int EINTR = 4;

    /// Something changed while the kernel listed: an address may be missing.
    private static final int INTERRUPTED = 0x10;

    private static final int AGAIN = 10;
    private static final int ENODEV = 19;
    private static final int EADDRNOTAVAIL = 99;

    /// An address as it is on a device.
    ///
    /// @param prefix length of the network's prefix there
    public record Placed(InetAddress address, int prefix, String device) {
        @Override
        public String toString() {
            return address.getHostAddress() + "/" + prefix + " on " + device;
        }
    }

    private final int socket;
    private final byte[] buffer = new byte[65_536];
    private int sequence = 1;
    private boolean wasInterrupted;

    private HostAddresses(int socket) {
        this.socket = socket;
    }

    /// Those of the network namespace that the calling thread is in.
    public static HostAddresses open() throws LeaseException {
        return new HostAddresses(NetlinkSocket.bound(ROUTE, "addresses"));
    }

    /// Puts an address on a device for ever; may be repeated. IPv6 answers at once, without
    /// duplicate address detection.
    public void add(InetAddress address, int prefix, String device) throws LeaseException {
        add(address, prefix, device, FOR_EVER);
    }

    /// Puts an address on a device, or gives it another lifetime there.
    ///
    /// @param seconds after which the kernel takes it off, up to a quarter of a second earlier or a
    ///   second later; {@link #FOR_EVER}: never
    public synchronized void add(InetAddress address, int prefix, String device, int seconds)
            throws LeaseException {
        if (seconds == 0) {
            throw new LeaseException(
                    "wanted a lifetime of at least a second for '%s', the times of the lease allow none: take the timing profile 'patient', or install nftables"
                            .formatted(address.getHostAddress()));
        }
        int index = index(device).orElseThrow(() -> noDevice(address, device));
        int error = changed(RouteMessage.add(sequence, address, prefix, index, seconds));
        if (error != 0) {
            throw new LeaseException(
                    "wanted to put '%s/%d' on device '%s', the kernel answered error %d: correct the prefix, or run the agent as root"
                            .formatted(address.getHostAddress(), prefix, device, error));
        }
    }

    /// Takes an address off a device; that it is not there, or the device is not, is as good.
    public synchronized void remove(InetAddress address, int prefix, String device)
            throws LeaseException {
        Optional<Integer> index = index(device);
        if (index.isEmpty()) {
            return;
        }
        int error = changed(RouteMessage.remove(sequence, address, prefix, index.get()));
        if (error != 0 && error != EADDRNOTAVAIL && error != ENODEV) {
            throw new LeaseException(
                    "wanted to take '%s/%d' off device '%s', the kernel answered error %d: take it off by hand (ip address delete)"
                            .formatted(address.getHostAddress(), prefix, device, error));
        }
    }

    /// Where an address is on this host, in the order of devices.
    public synchronized List<Placed> find(InetAddress address) throws LeaseException {
        return all().stream().filter(one -> one.address().equals(address)).toList();
    }

    /// The device that has an address in the same network: the one whose network is the narrowest
    /// around the address, or has the given prefix.
    public synchronized String deviceFor(InetAddress address, int prefix) throws LeaseException {
        List<Placed> all =
                all().stream()
                        .filter(one -> !one.address().isLoopbackAddress())
                        .filter(one -> !one.address().isLinkLocalAddress())
                        .filter(one -> !one.address().equals(address))
                        .toList();
        return all.stream()
                .filter(one -> isSameNetwork(one.address(), address, one.prefix()))
                .max(Comparator.comparingInt(Placed::prefix))
                .or(() ->
                        all.stream()
                                .filter(one -> isSameNetwork(one.address(), address, prefix))
                                .findFirst())
                .map(Placed::device)
                .orElseThrow(() ->
                        new LeaseException(
                                "wanted a device with an address in the network of '%s/%d', found %s: name the device of the virtual IP"
                                        .formatted(address.getHostAddress(), prefix, listed(all))));
    }

    private static String listed(List<Placed> all) {
        return all.isEmpty()
                ? "no address"
                : all.stream().map(one -> "'" + one + "'").collect(Collectors.joining(", "));
    }

    private static boolean isSameNetwork(InetAddress one, InetAddress other, int prefix) {
        byte[] left = one.getAddress();
        byte[] right = other.getAddress();
        if (left.length != right.length) {
            return false;
        }
        for (int bit = 0; bit < Math.min(prefix, left.length * 8); bit++) {
            int mask = 0x80 >> bit % 8;
            if (((left[bit / 8] ^ right[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static LeaseException noDevice(InetAddress address, String device) {
        return new LeaseException(
                "wanted device '%s' for '%s', found none of that name: correct the device of the virtual IP"
                        .formatted(device, address.getHostAddress()));
    }

    private List<Placed> all() throws LeaseException {
        for (int again = 0; ; again++) {
            wasInterrupted = false;
            List<Placed> all = listed();
            if (!wasInterrupted || again == AGAIN) {
                return all;
            }
        }
    }

    private List<Placed> listed() throws LeaseException {
        Map<Integer, String> devices = devices();
        List<Placed> all = new ArrayList<>();
        exchange(
                RouteMessage.addresses(sequence),
                RouteMessage.ADDRESS,
                part ->
                        RouteMessage.address(part)
                                .ifPresent(address ->
                                        all.add(
                                                new Placed(
                                                        address,
                                                        RouteMessage.prefix(part),
                                                        devices.getOrDefault(
                                                                RouteMessage.device(part), "?")))));
        return all;
    }

    private Optional<Integer> index(String device) throws LeaseException {
        return devices().entrySet().stream()
                .filter(one -> one.getValue().equals(device))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// By number. Asked anew each time: a device of the same name may be another one.
    private Map<Integer, String> devices() throws LeaseException {
        Map<Integer, String> devices = new TreeMap<>();
        exchange(
                RouteMessage.links(sequence),
                RouteMessage.LINK,
                part ->
                        RouteMessage.name(part)
                                .ifPresent(name -> devices.put(RouteMessage.device(part), name)));
        return devices;
    }

    private int changed(byte[] message) throws LeaseException {
        return exchange(message, -1, _ -> {});
    }

    /// Sends a message and reads all of its answer.
    ///
    /// @return 0, or the error number
    private int exchange(byte[] message, int wanted, Consumer<ByteBuffer> each)
            throws LeaseException {
        int own = sequence++;
        long sent = NativeCalls.send(socket, message);
        if (sent < 0) {
            throw new LeaseException("the kernel took no message about addresses: error " + -sent);
        }
        while (true) {
            long size = NativeCalls.receive(socket, buffer);
            if (size == -EINTR) {
                continue;
            }
            if (size < 0) {
                throw new LeaseException(
                        "the kernel did not answer a message about addresses: error " + -size);
            }
            Optional<Integer> end = read((int) size, own, wanted, each);
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    private Optional<Integer> read(int size, int own, int wanted, Consumer<ByteBuffer> each) {
        ByteBuffer in = ByteBuffer.wrap(buffer, 0, size).order(ByteOrder.nativeOrder());
        while (in.remaining() >= 16) {
            int start = in.position();
            int length = Math.clamp(in.getInt(start), 16, in.remaining());
            // What is left of an answer that was given up is not of this one.
            if (in.getInt(start + 8) == own) {
                ByteBuffer part = in.slice(start, length).order(ByteOrder.nativeOrder());
                int type = Short.toUnsignedInt(part.getShort(4));
                wasInterrupted |= (part.getShort(6) & INTERRUPTED) != 0;
                if (type == RouteMessage.ERROR || type == RouteMessage.DONE) {
                    return Optional.of(length >= 20 ? -part.getInt(16) : 0);
                }
                if (type == wanted) {
                    each.accept(part);
                }
            }
            in.position(Math.min(in.limit(), start + ((length + 3) & ~3)));
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        NativeCalls.close(socket);
    }
}
