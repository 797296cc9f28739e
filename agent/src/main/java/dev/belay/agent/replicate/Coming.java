package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.model.content.Chunk;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Manifest;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A version on its way to this disk. Others may have what has come of it before it is whole.
final class Coming {

    private final long number;
    private final Manifest manifest;
    private final Set<ContentName> names = new HashSet<>();
    private final Map<ContentName, Place> come = new ConcurrentHashMap<>();
    private volatile String tree = "";
    private boolean ended;

    /// Where a chunk was written.
    private record Place(String path, long offset, int length) {}

    Coming(long number, Manifest manifest) {
        this.number = number;
        this.manifest = manifest;
        for (FileEntry file : manifest.files()) {
            for (Chunk chunk : file.chunks()) {
                names.add(chunk.name());
            }
        }
    }

    boolean is(long otherNumber, Manifest other) {
        return number == otherNumber && manifest.equals(other);
    }

    long number() {
        return number;
    }

    Manifest manifest() {
        return manifest;
    }

    /// The tree is built here now, or lies here since it was renamed.
    void liesIn(String folder) {
        tree = folder;
    }

    /// A chunk has been written.
    void came(ContentName name, FileEntry file, long offset, int length) {
        come.put(name, new Place(file.path(), offset, length));
        synchronized (this) {
            notifyAll();
        }
    }

    /// Whether it will have the chunk, if it has not got it yet.
    boolean brings(ContentName name) {
        return names.contains(name);
    }

    /// Empty when it has not come, or lies elsewhere in this very moment.
    Optional<byte[]> read(ContentName name) {
        Place place = come.get(name);
        if (place == null) {
            return Optional.empty();
        }
        try {
            int file = Posix.open(VersionFolder.below(tree, place.path()), Posix.O_RDONLY, 0);
            try {
                var bytes = new byte[place.length()];
                int read = Posix.read(file, bytes, bytes.length, place.offset());
                return read == bytes.length ? Optional.of(bytes) : Optional.empty();
            } finally {
                Posix.close(file);
            }
        } catch (PosixException e) {
            // Asked for again.
            return Optional.empty();
        }
    }

    /// Waits until all of those have come that it brings, or it has ended; not longer than it is
    /// told.
    void await(Collection<ContentName> wanted, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        synchronized (this) {
            long left = nanos;
            while (!ended && left > 0 && !hasAll(wanted)) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
        }
    }

    private boolean hasAll(Collection<ContentName> wanted) {
        for (ContentName name : wanted) {
            if (!come.containsKey(name) && names.contains(name)) {
                return false;
            }
        }
        return true;
    }

    /// It is whole, or will not be.
    synchronized void end() {
        ended = true;
        notifyAll();
    }
}
