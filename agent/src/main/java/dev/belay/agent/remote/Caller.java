package dev.belay.agent.remote;

import dev.belay.agent.xml.XmlElement;
import dev.belay.agent.xml.XmlException;
import java.io.EOFException;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/// One connection of a cluster that orders of this node. What is said to it waits in a queue, so
/// that one that does not listen holds up nobody.
final class Caller {

    /// More than all resources of a node have to say at once.
    private static final int UNSAID_MAX = 4096;

    private final String id = UUID.randomUUID().toString();
    private final String from;
    private final SecureLine line;
    private final BlockingQueue<XmlElement> unsaid = new ArrayBlockingQueue<>(UNSAID_MAX);
    private final AtomicLong sent = new AtomicLong();
    private volatile String name = "";
    private volatile boolean isProvider;
    private volatile boolean isOver;
    private volatile String end = "";

    Caller(String from, SecureLine line) {
        this.from = from;
        this.line = line;
    }

    String id() {
        return id;
    }

    /// Empty until it has said it; until then it is told nothing.
    String name() {
        return name;
    }

    boolean isProvider() {
        return isProvider;
    }

    void introduced(String name, boolean isProvider) {
        this.name = name;
        this.isProvider = isProvider;
    }

    /// Reads until it ends, each message on this thread.
    ///
    /// @return why it ended
    String listen(BiConsumer<Caller, XmlElement> heard) {
        Thread.ofVirtual().name("remote-said").start(this::write);
        try {
            while (!isOver) {
                heard.accept(this, HalfEscaped.parse(Frame.read(line.in()).text()));
            }
        } catch (EOFException e) {
            over("it closed the connection");
        } catch (IOException | XmlException e) {
            over(String.valueOf(e.getMessage()));
        }
        return end;
    }

    void say(XmlElement message) {
        if (!unsaid.offer(message)) {
            over("it did not listen to what it was told");
        }
    }

    private void write() {
        try {
            while (!isOver) {
                XmlElement message = unsaid.poll(1, TimeUnit.SECONDS);
                if (message != null) {
                    new Frame(sent.incrementAndGet(), message.written()).write(line.out());
                }
            }
        } catch (IOException e) {
            over(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void over(String why) {
        synchronized (unsaid) {
            if (isOver) {
                return;
            }
            end = why;
            isOver = true;
        }
        line.cut();
    }

    void cut() {
        over("it was cut");
    }

    @Override
    public String toString() {
        return name.isEmpty() ? from : name + " at " + from;
    }
}
