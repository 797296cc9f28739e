package dev.belay.agent.remote;

import dev.belay.agent.xml.XmlElement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps a session with a remote executor: connects, asks for a sign of life again and again, and
/// connects anew when none comes. Safe for use by several threads.
public final class RemoteLink implements AutoCloseable {

    private static final Duration POKE = Duration.ofSeconds(2);

    /// Two of these signs may be late, or one and a busy host.
    private static final Duration ALIVE = Duration.ofSeconds(5);

    private static final Duration LEAST_PAUSE = Duration.ofMillis(500);

    /// Told what becomes of it. Called on its own threads; must not block for long.
    public interface Watcher {

        /// Before each try: whether it makes sense now.
        void connecting();

        /// A session is there, and nothing was ordered in it.
        void up();

        /// There is none any more, or none came to be.
        ///
        /// @param why a sentence
        void down(String why);

        /// The daemon is about to stop, and waits until nothing runs there.
        void leaving();

        /// A tool on the remote node speaks to its cluster.
        void asked(XmlElement proxied);

        /// What is looked at again and again is otherwise than before.
        void changed(Executed executed);
    }

    private final Supplier<RemoteSession.Target> target;
    private final Duration reconnect;
    private final Watcher watcher;
    private final Consumer<String> log;
    private final Object turn = new Object();
    private final Thread thread;
    private @Nullable RemoteSession session;
    private String trouble = "it is not connected yet";
    private @Nullable RemoteSession closing;
    private boolean isOver;

    /// @param target read before each try: a key may have been replaced. Where it throws an {@link
    ///   IllegalStateException} its message says why there is none
    /// @param reconnect the pause before another try; at least half a second
    public RemoteLink(
            Supplier<RemoteSession.Target> target,
            Duration reconnect,
            Watcher watcher,
            Consumer<String> log) {
        this.target = target;
        this.reconnect = reconnect.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : reconnect;
        this.watcher = watcher;
        this.log = log;
        this.thread = Thread.ofVirtual().name("remote-link").unstarted(this::keep);
    }

    /// Begins to connect.
    public void start() {
        thread.start();
    }

    /// The session, when there is one.
    public Optional<RemoteSession> session() {
        synchronized (turn) {
            return Optional.ofNullable(session);
        }
    }

    /// Whether there is a session, and the other end has given a sign of life within the last
    /// seconds. It may speak for the node then.
    public boolean isAlive() {
        return session().filter(one -> !one.isOver() && one.wasHeardWithin(ALIVE)).isPresent();
    }

    /// Why nothing gets through; empty when it does.
    public String trouble() {
        synchronized (turn) {
            if (session == null) {
                return trouble;
            }
        }
        return isAlive()
                ? ""
                : "it has given no sign of life for "
                        + ALIVE.toSeconds()
                        + " s; its connection is waited for";
    }

    /// Blocks until there is a session.
    ///
    /// @return empty when none came in time
    public Optional<RemoteSession> await(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (turn) {
            while (session == null && !isOver) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return Optional.empty();
                }
                turn.wait(Math.min(left, 1_000));
            }
            return Optional.ofNullable(session);
        }
    }

    /// Takes leave of the present session; another one follows once there is somebody again.
    public void part() {
        session().ifPresent(RemoteSession::close);
    }

    /// Gives the present session up; another one follows.
    public void renew() {
        session().ifPresent(RemoteSession::cut);
    }

    private void keep() {
        try {
            while (!isOver()) {
                watcher.connecting();
                tryOnce();
                if (!isOver()) {
                    Thread.sleep(reconnect);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver() {
        synchronized (turn) {
            return isOver;
        }
    }

    private void tryOnce() throws InterruptedException {
        RemoteSession opened;
        var ears = new Ears();
        try {
            opened = RemoteSession.open(target.get(), true, ears);
        } catch (RemoteException | IllegalStateException e) {
            down(String.valueOf(e.getMessage()));
            return;
        }
        synchronized (turn) {
            if (isOver) {
                opened.cut();
                return;
            }
            session = opened;
            ears.own = opened;
            turn.notifyAll();
        }
        log.accept("is connected");
        watcher.up();
        try {
            while (!opened.isOver()) {
                Thread.sleep(POKE);
                opened.poke();
            }
            down("its connection has ended");
        } catch (RemoteException e) {
            down(String.valueOf(e.getMessage()));
        } finally {
            opened.cut();
        }
    }

    private void down(String why) {
        boolean isNews;
        synchronized (turn) {
            isNews = session != null || !why.equals(trouble);
            session = null;
            trouble = why;
            turn.notifyAll();
        }
        if (isNews) {
            log.accept(why);
        }
        watcher.down(why);
    }

    /// Ends it.
    ///
    /// @param isOrderly whether what was ordered is still sent
    public void close(boolean isOrderly) {
        Optional<RemoteSession> last;
        synchronized (turn) {
            isOver = true;
            if (session != null) {
                closing = session;
            }
            // Whoever comes later and has no time cuts what another one takes leave of.
            last = Optional.ofNullable(closing);
            session = null;
            trouble = "it was closed";
            turn.notifyAll();
        }
        if (isOrderly) {
            last.ifPresent(RemoteSession::close);
        } else {
            last.ifPresent(RemoteSession::cut);
        }
        thread.interrupt();
    }

    @Override
    public void close() {
        close(false);
    }

    private final class Ears implements RemoteSession.Listener {

        private @Nullable RemoteSession own;

        @Override
        public void changed(Executed executed) {
            watcher.changed(executed);
        }

        @Override
        public void asked(XmlElement proxied) {
            if (proxied.attribute("lrmd_ipc_op").filter("shutdown_req"::equals).isPresent()) {
                watcher.leaving();
            } else {
                watcher.asked(proxied);
            }
        }

        @Override
        public void ended(String why) {
            synchronized (turn) {
                if (session != null && session != own) {
                    // Another one is there by now.
                    return;
                }
            }
            down(why);
        }
    }
}
