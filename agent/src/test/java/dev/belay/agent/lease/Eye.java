package dev.belay.agent.lease;

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

    private final DatagramSocket socket;
    private final List<Answer> answers = new ArrayList<>();
    private volatile boolean isOver;
    private volatile long lastSent;

    /// Must be made inside the namespace that it looks from.
    Eye() throws IOException {
        socket = new DatagramSocket();
        InetAddress address = InetAddress.getByName(NetHosts.VIRTUAL4);
        Thread.ofPlatform()
                .daemon()
                .name("eye")
                .start(() -> {
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
                        }
                    }
                });
    }

    /// Whether a question of the last twentieth of a second was answered.
    boolean sees() {
        return System.nanoTime() - lastSent < 50_000_000;
    }

    List<Answer> answers() {
        synchronized (answers) {
            return List.copyOf(answers);
        }
    }

    void end() {
        isOver = true;
        socket.close();
    }

    /// Answers of this host between two answers of the other that lie closer together than any
    /// rightful change to and fro can: both were active.
    static int doubled(List<Answer> ones, List<Answer> others) {
        int doubled = 0;
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
                Answer last = others.get(before);
                if (last.received() < one.sent() && next.sent() - last.received() < 100_000_000L) {
                    doubled++;
                }
                break;
            }
        }
        return doubled;
    }
}
