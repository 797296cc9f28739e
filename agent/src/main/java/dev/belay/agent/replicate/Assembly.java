package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.agent.host.PosixStat;
import dev.belay.model.content.Chunk;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentHash;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Entry.FileEntry;
import dev.belay.reach.publish.ChunkSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes the files that no kept version has: from chunks that are here, then from a source. One
/// chunk at a time is in memory.
final class Assembly {

    /// A request names at most so many chunks, and asks for at most so many bytes.
    private static final int MOST_NAMES = 1_024;

    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final int NEW_FILE = 0600;

    private final String tree;
    private final ChunkIndex index;
    private final Stamps stamps;
    private final ContentHash hash;
    private final StepWatch steps;
    private final Coming coming;
    private final Map<ContentName, List<Place>> missing = new LinkedHashMap<>();
    private long missingBytes;
    private long fetchedBytes;
    private String openPath = "";
    private int openFile = -1;

    /// Where a missing chunk belongs.
    private record Place(FileEntry file, long offset, int length) {}

    Assembly(
            String tree,
            ChunkIndex index,
            Stamps stamps,
            ContentHash hash,
            StepWatch steps,
            Coming coming) {
        this.tree = tree;
        this.index = index;
        this.stamps = stamps;
        this.hash = hash;
        this.steps = steps;
        this.coming = coming;
    }

    void run(List<FileEntry> files, ChunkSource source, StageProgress progress)
            throws PosixException, ContentException {
        try {
            for (FileEntry file : files) {
                begin(file);
                steps.done("file");
            }
            fetch(source, progress);
        } finally {
            closeFile();
        }
    }

    private void begin(FileEntry file) throws PosixException {
        String path = VersionFolder.below(tree, file.path());
        Set<Integer> wrong = new TreeSet<>();
        Optional<PosixStat> before = Posix.stat(path);
        boolean isOurs =
                before.isPresent()
                        && before.get().type() == PosixStat.Type.FILE
                        && before.get().links() == 1
                        && before.get().size() == file.size();
        if (isOurs) {
            // Left by an attempt that broke off. A second name would be that of a kept version.
            Posix.setMode(path, NEW_FILE);
            wrong.addAll(new FileContent(hash).wrong(path, file));
        } else {
            VersionFolder.remove(path);
            Posix.close(Posix.open(path, Posix.O_WRONLY | Posix.O_CREAT_EXCL, NEW_FILE));
            for (int i = 0; i < file.chunks().size(); i++) {
                wrong.add(i);
            }
        }
        int descriptor = open(path);
        if (!isOurs) {
            Posix.setSize(descriptor, file.size());
        }
        fill(file, wrong, descriptor);
    }

    private void fill(FileEntry file, Set<Integer> wrong, int descriptor) throws PosixException {
        long offset = 0;
        @Nullable Run run = null;
        for (int i = 0; i < file.chunks().size(); i++) {
            Chunk chunk = file.chunks().get(i);
            if (wrong.contains(i)) {
                Optional<ChunkIndex.Place> here = index.place(chunk.name());
                if (here.isPresent() && run != null && run.continues(here.get(), offset)) {
                    run = run.with(chunk);
                } else {
                    copy(run, file, descriptor);
                    run = here.isPresent() ? new Run(here.get(), offset, List.of(chunk)) : null;
                    if (here.isEmpty()) {
                        lack(file, chunk, offset);
                    }
                }
            } else {
                coming.came(chunk.name(), file, offset, chunk.length());
            }
            offset += chunk.length();
        }
        copy(run, file, descriptor);
    }

    /// Chunks that follow each other here and there.
    private record Run(ChunkIndex.Place from, long to, List<Chunk> chunks) {

        long length() {
            return chunks.stream().mapToLong(Chunk::length).sum();
        }

        boolean continues(ChunkIndex.Place next, long offset) {
            return next.version().equals(from.version())
                    && next.file().equals(from.file())
                    && next.offset() == from.offset() + length()
                    && offset == to + length()
                    && chunks.size() < MOST_NAMES;
        }

        Run with(Chunk chunk) {
            List<Chunk> more = new ArrayList<>(chunks);
            more.add(chunk);
            return new Run(from, to, more);
        }
    }

    private void copy(@Nullable Run run, FileEntry file, int descriptor) throws PosixException {
        if (run == null) {
            return;
        }
        if (isUntouched(run.from()) && copyInKernel(run, descriptor)) {
            return;
        }
        long offset = run.to();
        for (Chunk chunk : run.chunks()) {
            Optional<byte[]> bytes = index.read(chunk.name());
            if (bytes.isPresent()) {
                Posix.write(descriptor, bytes.get(), offset);
            } else {
                lack(file, chunk, offset);
            }
            offset += chunk.length();
        }
    }

    private boolean isUntouched(ChunkIndex.Place place) throws PosixException {
        Optional<PosixStat> stat = Posix.stat(place.path());
        return stat.isPresent() && stamps.prove(stat.get(), place.file());
    }

    private static boolean copyInKernel(Run run, int descriptor) throws PosixException {
        int from = Posix.open(run.from().path(), Posix.O_RDONLY, 0);
        try {
            long length = run.length();
            long done = 0;
            while (done < length) {
                long copied =
                        Posix.copy(
                                from,
                                run.from().offset() + done,
                                descriptor,
                                run.to() + done,
                                length - done);
                if (copied == 0) {
                    return false;
                }
                done += copied;
            }
            return true;
        } catch (PosixException e) {
            if (e.errno() == PosixException.EXDEV
                    || e.errno() == PosixException.EINVAL
                    || e.errno() == PosixException.ENOSYS
                    || e.errno() == PosixException.EOPNOTSUPP) {
                return false;
            }
            throw e;
        } finally {
            Posix.close(from);
        }
    }

    private void lack(FileEntry file, Chunk chunk, long offset) {
        List<Place> places = missing.get(chunk.name());
        if (places == null) {
            places = new ArrayList<>(1);
            missing.put(chunk.name(), places);
            missingBytes += chunk.length();
        }
        places.add(new Place(file, offset, chunk.length()));
    }

    private void fetch(ChunkSource source, StageProgress progress)
            throws PosixException, ContentException {
        progress.at(0, missingBytes);
        List<ContentName> names = List.copyOf(missing.keySet());
        int at = 0;
        while (at < names.size()) {
            List<ContentName> batch = new ArrayList<>();
            long bytes = 0;
            while (at < names.size() && batch.size() < MOST_NAMES && bytes < MOST_BYTES) {
                batch.add(names.get(at));
                bytes += places(names.get(at)).get(0).length();
                at++;
            }
            ask(batch, source, progress);
        }
        if (!missing.isEmpty()) {
            throw StageFaults.chunksMissing(missing.size());
        }
    }

    private void ask(List<ContentName> batch, ChunkSource source, StageProgress progress)
            throws PosixException, ContentException {
        try {
            source.fetch(batch, (name, bytes) -> take(name, bytes, progress));
        } catch (PosixException e) {
            // From our own disk, thrown through the source.
            throw e;
        } catch (IOException e) {
            throw StageFaults.sourceBroke(e, fetchedBytes, missingBytes);
        }
    }

    private void take(ContentName name, byte[] bytes, StageProgress progress)
            throws PosixException {
        List<Place> places = missing.get(name);
        if (places == null || !hash.of(bytes).equals(name)) {
            // Twice the same, or wrong bytes: what is still missing at the end is told.
            return;
        }
        for (Place place : places) {
            Posix.write(
                    open(VersionFolder.below(tree, place.file().path())), bytes, place.offset());
        }
        missing.remove(name);
        coming.came(name, places.get(0).file(), places.get(0).offset(), bytes.length);
        fetchedBytes += bytes.length;
        progress.at(fetchedBytes, missingBytes);
        steps.done("chunk");
    }

    private List<Place> places(ContentName name) {
        return missing.getOrDefault(name, List.of());
    }

    private int open(String path) throws PosixException {
        if (!path.equals(openPath)) {
            closeFile();
            openFile = Posix.open(path, Posix.O_WRONLY, 0);
            openPath = path;
        }
        return openFile;
    }

    private void closeFile() throws PosixException {
        if (openFile >= 0) {
            int file = openFile;
            openFile = -1;
            openPath = "";
            Posix.close(file);
        }
    }
}
