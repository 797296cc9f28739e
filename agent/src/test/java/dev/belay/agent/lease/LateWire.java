package dev.belay.agent.lease;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/// Datagrams of one socket; those from and to one host can be made late, out of order and some of
/// them come twice. For one thread, but for {@link #delay} and {@link #hurry}.
final class LateWire {

    private static final int WAIT = 10;
    private static final int WAIT_SHORTLY = 1;

    /// Somebody's message.
    record Message(byte[] bytes, InetSocketAddress peer) {}

    private record Pending(Message message, boolean isComing, long due) {}

    private record Lateness(String host, long longest) {}

    private static final Lateness NONE = new Lateness("", 0);

    private final DatagramSocket socket;
    private final Random random;
    private final PriorityQueue<Pending> pending =
            new PriorityQueue<>(Comparator.comparingLong(Pending::due));
    private volatile Lateness lateness = NONE;

    LateWire(DatagramSocket socket, long seed) {
        this.socket = socket;
        this.random = new Random(seed);
    }

    /// From now on what a host sends and is sent takes up to this longer, each way.
    void delay(String host, long longestNanos) {
        lateness = new Lateness(host, longestNanos);
    }

    /// No more; what is on its way stays late.
    void hurry() {
        lateness = NONE;
    }

    /// What has arrived; waits some milliseconds for it.
    Optional<Message> receive() throws IOException {
        Optional<Message> due = due();
        if (due.isPresent()) {
            return due;
        }
        socket.setSoTimeout(pending.isEmpty() ? WAIT : WAIT_SHORTLY);
        var packet = new DatagramPacket(new byte[512], 512);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException _) {
            return Optional.empty();
        }
        byte[] bytes = new byte[packet.getLength()];
        System.arraycopy(packet.getData(), 0, bytes, 0, bytes.length);
        var message = new Message(bytes, (InetSocketAddress) packet.getSocketAddress());
        return isLate(message, true) ? due() : Optional.of(message);
    }

    void send(Message message) throws IOException {
        if (!isLate(message, false)) {
            sendNow(message);
        }
    }

    private void sendNow(Message message) throws IOException {
        try {
            socket.send(
                    new DatagramPacket(message.bytes(), message.bytes().length, message.peer()));
        } catch (SocketException e) {
            // The rule that loses it tells the sender: it is lost.
            if (socket.isClosed()) {
                throw e;
            }
        }
    }

    private boolean isLate(Message message, boolean isComing) {
        Lateness now = lateness;
        if (!message.peer().getAddress().getHostAddress().equals(now.host())) {
            return false;
        }
        int times = random.nextInt(4) == 0 ? 2 : 1;
        for (int i = 0; i < times; i++) {
            long due = System.nanoTime() + random.nextLong(now.longest());
            pending.add(new Pending(message, isComing, due));
        }
        return true;
    }

    private Optional<Message> due() throws IOException {
        long now = System.nanoTime();
        for (Pending next = pending.peek();
                next != null && next.due() <= now;
                next = pending.peek()) {
            pending.remove();
            if (next.isComing()) {
                return Optional.of(next.message());
            }
            sendNow(next.message());
        }
        return Optional.empty();
    }
}
