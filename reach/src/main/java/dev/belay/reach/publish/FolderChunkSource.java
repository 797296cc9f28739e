package dev.belay.reach.publish;

import dev.belay.model.content.Chunk;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Manifest;
import dev.belay.model.content.PathRules;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Reads the chunks of a scanned folder out of it again. It ends with an error behind a file that
/// changed since, which may have been given out by then: whoever takes chunks compares their names.
public final class FolderChunkSource implements ChunkSource {

    private final Path folder;
    private final Map<ContentName, Place> places = new HashMap<>();

    private record Place(int order, FileEntry file, long offset, int length) {}

    /// @param manifest what [FolderScan] made of the folder
    public FolderChunkSource(Path folder, Manifest manifest) throws IOException {
        this.folder = folder.toRealPath();
        for (FileEntry file : manifest.files()) {
            long offset = 0;
            for (Chunk chunk : file.chunks()) {
                places.putIfAbsent(
                        chunk.name(), new Place(places.size(), file, offset, chunk.length()));
                offset += chunk.length();
            }
        }
    }

    @Override
    public void fetch(List<ContentName> wanted, Taker taker) throws IOException {
        fetch(wanted, taker, given -> {});
    }

    /// Likewise.
    ///
    /// @param given hears of the chunks of each file that was the same before and after they were
    ///   read
    public void fetch(List<ContentName> wanted, Taker taker, Consumer<List<ContentName>> given)
            throws IOException {
        List<ContentName> known = new ArrayList<>(wanted);
        known.removeIf(name -> !places.containsKey(name));
        known.sort(Comparator.comparingInt(name -> place(name).order()));
        for (int i = 0; i < known.size(); ) {
            FileEntry file = place(known.get(i)).file();
            Path path = folder.resolve(file.path());
            int first = i;
            checkUnchanged(path, file);
            try (SeekableByteChannel channel =
                    Files.newByteChannel(
                            path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
                for (; i < known.size() && place(known.get(i)).file().equals(file); i++) {
                    taker.take(known.get(i), read(channel, place(known.get(i))));
                }
            }
            checkUnchanged(path, file);
            given.accept(known.subList(first, i));
        }
    }

    private static byte[] read(SeekableByteChannel channel, Place place) throws IOException {
        var bytes = new byte[place.length()];
        var buffer = ByteBuffer.wrap(bytes);
        channel.position(place.offset());
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        if (buffer.hasRemaining()) {
            throw changed(place.file());
        }
        return bytes;
    }

    /// Whoever takes the chunks compares them with their names: here is only looked whether the
    /// reason can be told.
    private static void checkUnchanged(Path path, FileEntry file) throws IOException {
        var now = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (now.size() != file.size()
                || !now.lastModifiedTime().toInstant().equals(file.modified())) {
            throw changed(file);
        }
    }

    private static IOException changed(FileEntry file) {
        return new IOException(
                PathRules.quoted(file.path()) + " changed after it was looked at: publish again");
    }

    private Place place(ContentName name) {
        Place place = places.get(name);
        if (place == null) {
            throw new IllegalStateException("a chunk that was not asked for");
        }
        return place;
    }
}
