package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.agent.host.PosixStat;
import dev.belay.model.content.Chunk;
import dev.belay.model.content.ContentHash;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Entry.FileEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Where the chunks of the kept versions lie: in the files of their trees. Whatever is read is
/// compared with its name, unless the inode's times prove it, so an edited file gives nothing
/// wrong.
final class ChunkIndex {

    private final List<StoredVersion> versions;
    private final ContentHash hash;
    private final Function<String, Stamps> stamps;
    private final Map<String, Stamps> stampsOfSets = new ConcurrentHashMap<>();

    /// By path, what the inode was like when its content was last proved.
    private final Map<String, PosixStat> proved = new ConcurrentHashMap<>();

    private final Map<ContentName, Place> places = new HashMap<>();

    /// A piece of a file.
    record Place(StoredVersion version, FileEntry file, long offset, int length) {

        String path() {
            return version.pathOf(file.path());
        }
    }

    /// @param versions the ones to look in first at the front
    /// @param stamps those of a set, as they are on the disk
    ChunkIndex(List<StoredVersion> versions, ContentHash hash, Function<String, Stamps> stamps) {
        this.versions = List.copyOf(versions);
        this.hash = hash;
        this.stamps = stamps;
        versions.forEach(this::fill);
    }

    private ChunkIndex(ChunkIndex before, List<StoredVersion> versions, StoredVersion added) {
        this.versions = List.copyOf(versions);
        this.hash = before.hash;
        this.stamps = before.stamps;
        this.places.putAll(before.places);
        fill(added);
    }

    /// With one version more.
    ///
    /// @param all with that one
    ChunkIndex with(StoredVersion added, List<StoredVersion> all) {
        return new ChunkIndex(this, all, added);
    }

    private void fill(StoredVersion version) {
        for (FileEntry file : version.manifest().files()) {
            long offset = 0;
            for (Chunk chunk : file.chunks()) {
                if (!places.containsKey(chunk.name())) {
                    places.put(chunk.name(), new Place(version, file, offset, chunk.length()));
                }
                offset += chunk.length();
            }
        }
    }

    Optional<Place> place(ContentName name) {
        return Optional.ofNullable(places.get(name));
    }

    /// Reads a chunk, from another file when the first one was edited.
    Optional<byte[]> read(ContentName name) {
        Place first = places.get(name);
        if (first == null) {
            return Optional.empty();
        }
        Optional<byte[]> found = read(first, name);
        if (found.isPresent()) {
            return found;
        }
        return others(name).stream().flatMap(place -> read(place, name).stream()).findFirst();
    }

    private List<Place> others(ContentName name) {
        List<Place> others = new ArrayList<>();
        for (StoredVersion version : versions) {
            for (FileEntry file : version.manifest().files()) {
                long offset = 0;
                for (Chunk chunk : file.chunks()) {
                    if (chunk.name().equals(name)) {
                        others.add(new Place(version, file, offset, chunk.length()));
                    }
                    offset += chunk.length();
                }
            }
        }
        return others;
    }

    private Optional<byte[]> read(Place place, ContentName name) {
        try {
            int descriptor = Posix.open(place.path(), Posix.O_RDONLY, 0);
            try {
                var bytes = new byte[place.length()];
                int read = Posix.read(descriptor, bytes, bytes.length, place.offset());
                return read == bytes.length && isGenuine(place, bytes, name)
                        ? Optional.of(bytes)
                        : Optional.empty();
            } finally {
                Posix.close(descriptor);
            }
        } catch (PosixException e) {
            // Removed or replaced by an edit: as good as not there.
            return Optional.empty();
        }
    }

    private boolean isGenuine(Place place, byte[] bytes, ContentName name) throws PosixException {
        PosixStat now = Posix.stat(place.path()).orElse(null);
        if (now != null) {
            if (now.equals(proved.get(place.path()))) {
                return true;
            }
            var ofSet = stampsOfSets.computeIfAbsent(place.version().set(), stamps);
            if (ofSet.prove(now, place.file())) {
                proved.put(place.path(), now);
                return true;
            }
        }
        return hash.of(bytes).equals(name);
    }
}
