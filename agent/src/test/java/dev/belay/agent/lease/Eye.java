package dev.belay.agent.lease;

import dev.belay.agent.host.RealTime;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Asks one host, by its MAC address, whether it answers for the virtual address: every five
/// milliseconds.
final class Eye {

    /// One question that was answered; nanoseconds.
    record Answer(long sent, long received) {}

    /// What looks must not be late itself, however busy the machine is: it would miss what it is
    /// for.
    static final int PRIORITY = 5;

    private final DatagramSocket socket;
    private final List<Answer> answers = new ArrayList<>();
    private volatile boolean isOver;
    private volatile long lastSent = System.nanoTime() - 1_000_000_000L;
    private long count;

    /// Must be made inside the namespace that it looks from.
    Eye() throws IOException {
        socket = new DatagramSocket();
        InetAddress address = InetAddress.getByName(NetHosts.VIRTUAL4);
        Thread.ofPlatform()
                .daemon()
                .name("eye")
                .start(() -> {
                    RealTime.take(PRIORITY);
                    while (!isOver) {
                        byte[] now = ByteBuffer.allocate(8).putLong(System.nanoTime()).array();
                        try {
                            socket.send(new DatagramPacket(now, 8, address, NetHosts.PORT));
                        } catch (IOException _) {
                            // Closed.
                        }
                        LockSupport.parkNanos(5_000_000);
                    }
                });
        Thread.ofPlatform()
                .daemon()
                .name("eye")
                .start(() -> {
                    RealTime.take(PRIORITY);
                    var packet = new DatagramPacket(new byte[8], 8);
                    while (!isOver) {
                        try {
                            socket.receive(packet);
                        } catch (IOException _) {
                            continue;
                        }
                        long sent = ByteBuffer.wrap(packet.getData()).getLong();
                        lastSent = sent;
                        synchronized (answers) {
                            answers.add(new Answer(sent, System.nanoTime()));
                            count++;
                        }
                    }
                });
    }

    /// Whether a question of the last twentieth of a second was answered.
    boolean sees() {
        return System.nanoTime() - lastSent < 50_000_000;
    }

    /// When the newest question that was answered was sent.
    long lastSent() {
        return lastSent;
    }

    /// Those that are not forgotten.
    List<Answer> answers() {
        synchronized (answers) {
            return List.copyOf(answers);
        }
    }

    /// How many there were in all.
    long count() {
        synchronized (answers) {
            return count;
        }
    }

    /// Answers received before are needed no more.
    void forget(long before) {
        synchronized (answers) {
            answers.removeIf(one -> one.received() < before);
        }
    }

    void end() {
        isOver = true;
        socket.close();
    }

    /// Answers of a host between two answers of the other one, which was not given the service anew
    /// in between: both were active.
    ///
    /// @param begun when the coordinator gave the service to the other host
    static List<Answer> doubled(List<Answer> ones, List<Answer> others, List<Long> begun) {
        List<Answer> doubled = new ArrayList<>();
        int before = 0;
        for (Answer one : ones) {
            while (before + 1 < others.size() && others.get(before + 1).received() < one.sent()) {
                before++;
            }
            for (int after = before; after < others.size(); after++) {
                Answer next = others.get(after);
                if (next.sent() <= one.received()) {
                    continue;
                }
                if (others.get(before).received() < one.sent()
                        && begun.stream()
                                .noneMatch(at -> at >= one.sent() && at <= next.received())) {
                    doubled.add(one);
                }
                break;
            }
        }
        return doubled;
    }

    /// Answers of a host after the service was given to the other one, whether that one answered
    /// already or not.
    ///
    /// @param own when the coordinator gave the service to this host
    /// @param begun when it gave it to the other one
    static List<Answer> overdue(List<Answer> ones, List<Long> own, List<Long> begun) {
        return ones.stream()
                .filter(one -> {
                    long given = last(begun, one.sent());
                    return given > last(own, one.received());
                })
                .toList();
    }

    private static long last(List<Long> times, long until) {
        return times.stream().filter(at -> at <= until).reduce(Long.MIN_VALUE, Math::max);
    }
}
