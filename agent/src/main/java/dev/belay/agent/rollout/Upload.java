package dev.belay.agent.rollout;

import dev.belay.model.content.ContentFrame.Piece;
import dev.belay.model.content.ContentName;
import dev.belay.reach.publish.ChunkSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Chunks that a publisher sends: the staging asks for them here, and they are put in there. Holds
/// a few frames and no more: who sends faster than the disk takes has to wait.
final class Upload implements ChunkSource {

    /// A publisher that sends nothing for so long is gone.
    static final Duration SILENCE = Duration.ofSeconds(60);

    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_NAMES = 4_096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<ContentName> open = new LinkedHashSet<>();
    private final Deque<Piece> come = new ArrayDeque<>();
    private int bytes;
    private boolean ended;

    @Override
    public void fetch(List<ContentName> wanted, Taker taker) throws IOException {
        lock.lock();
        try {
            open.clear();
            open.addAll(wanted);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (Piece piece = next(); piece != null; piece = next()) {
            taker.take(piece.name(), piece.bytes());
        }
    }

    private @org.jspecify.annotations.Nullable Piece next() throws IOException {
        lock.lock();
        try {
            long left = SILENCE.toNanos();
            while (come.isEmpty() && !open.isEmpty() && !ended) {
                if (left <= 0) {
                    throw new IOException("the publisher sent nothing for a minute");
                }
                left = changed.awaitNanos(left);
            }
            if (ended) {
                throw new IOException("the publication was ended");
            }
            Piece piece = come.poll();
            if (piece != null) {
                bytes -= piece.bytes().length;
                changed.signalAll();
            }
            return piece;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /// Takes chunks of the publisher; those that nobody asked for are dropped. Blocks while the
    /// disk is slower.
    void put(List<Piece> pieces) throws InterruptedException {
        lock.lock();
        try {
            for (Piece piece : pieces) {
                while (bytes > MOST_BYTES && !ended) {
                    changed.await();
                }
                if (open.remove(piece.name())) {
                    come.add(piece);
                    bytes += piece.bytes().length;
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// What is wanted now.
    List<ContentName> wanted() {
        lock.lock();
        try {
            return new ArrayList<>(open).subList(0, Math.min(MOST_NAMES, open.size()));
        } finally {
            lock.unlock();
        }
    }

    /// Waits until something is wanted or the upload has ended; not longer than it is told.
    void await(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (open.isEmpty() && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            come.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
