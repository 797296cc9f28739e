package dev.belay.model.content;

import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Entry.FolderEntry;
import dev.belay.model.content.Entry.LinkEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// A manifest as bytes. There is one encoding of each manifest, so that its hash can name it.
///
/// `BLM1`, the names of users and groups, then the entries: kind, path (how many bytes are those of
/// the path before, and the others), and what the kind has.
public final class ManifestFormat {

    private static final byte[] MAGIC = "BLM1".getBytes(StandardCharsets.US_ASCII);
    private static final int FILE = 1;
    private static final int LINK = 2;
    private static final int FOLDER = 3;
    private static final int LEAST_ENTRY_BYTES = 4;
    private static final int LEAST_CHUNK_BYTES = 1 + ContentName.LENGTH;
    private static final int LARGEST_MODE = 07777;

    private ManifestFormat() {}

    public static byte[] encode(Manifest manifest) {
        var wire = new Wire();
        for (byte one : MAGIC) {
            wire.raw(one);
        }
        List<String> accounts = accounts(manifest);
        wire.number(accounts.size());
        accounts.forEach(wire::text);
        wire.number(manifest.entries().size());
        byte[] before = {};
        for (Entry entry : manifest.entries()) {
            byte[] path = entry.path().getBytes(StandardCharsets.UTF_8);
            int same = Arrays.mismatch(before, path);
            int shared = same < 0 ? path.length : same;
            wire.raw(kind(entry)).number(shared).block(path, shared);
            write(wire, entry, accounts);
            before = path;
        }
        return wire.toBytes();
    }

    /// Reads a manifest and checks it: form, limits and order here, paths by [ManifestRules].
    public static Manifest decode(byte[] bytes) throws ContentException {
        if (bytes.length > Limits.ENCODED_BYTES) {
            throw new ContentException(
                    "manifest-limit",
                    "a manifest of at most " + Limits.ENCODED_BYTES + " bytes",
                    bytes.length + " bytes",
                    "split the set");
        }
        var reader = new WireReader(bytes);
        for (byte one : MAGIC) {
            if (reader.raw() != one) {
                throw WireReader.malformed("bytes that do not begin with 'BLM1'");
            }
        }
        List<String> accounts = new ArrayList<>();
        int accountCount = reader.count("names of users and groups", Limits.ENTRIES, 1);
        for (int i = 0; i < accountCount; i++) {
            accounts.add(reader.text("bytes of an account's name", Limits.ACCOUNT_BYTES));
        }
        var manifest = new Manifest(entries(reader, accounts));
        reader.end();
        if (!Arrays.equals(bytes, encode(manifest))) {
            throw WireReader.malformed("an encoding that is not the shortest");
        }
        ManifestRules.require(manifest);
        return manifest;
    }

    private static List<Entry> entries(WireReader reader, List<String> accounts)
            throws ContentException {
        int count = reader.count("entries", Limits.ENTRIES, LEAST_ENTRY_BYTES);
        List<Entry> entries = new ArrayList<>(count);
        int chunks = 0;
        byte[] before = {};
        for (int i = 0; i < count; i++) {
            int kind = reader.raw();
            int shared = reader.number("bytes of the path before", before.length);
            byte[] rest = reader.block("bytes of a path", Limits.PATH_BYTES);
            byte[] path = Arrays.copyOf(before, shared + rest.length);
            System.arraycopy(rest, 0, path, shared, rest.length);
            Entry entry = read(reader, kind, WireReader.text(path), accounts);
            if (entry instanceof FileEntry file) {
                chunks += file.chunks().size();
                if (chunks > Limits.CHUNKS) {
                    throw new ContentException(ManifestRules.tooManyChunks(chunks));
                }
            }
            entries.add(entry);
            before = path;
        }
        return entries;
    }

    private static Entry read(WireReader reader, int kind, String path, List<String> accounts)
            throws ContentException {
        return switch (kind) {
            case FILE -> file(reader, path, accounts);
            case LINK -> new LinkEntry(path, reader.text("bytes of a link", Limits.PATH_BYTES));
            case FOLDER ->
                    new FolderEntry(
                            path,
                            reader.number("mode", LARGEST_MODE),
                            account(reader, accounts),
                            account(reader, accounts));
            default -> throw WireReader.malformed("an entry of the kind " + kind);
        };
    }

    private static FileEntry file(WireReader reader, String path, List<String> accounts)
            throws ContentException {
        int mode = reader.number("mode", LARGEST_MODE);
        String owner = account(reader, accounts);
        String group = account(reader, accounts);
        Instant modified = instant(reader);
        int count = reader.count("chunks", Limits.CHUNKS, LEAST_CHUNK_BYTES);
        List<Chunk> chunks = new ArrayList<>(count);
        long size = 0;
        for (int i = 0; i < count; i++) {
            int length = reader.number("bytes of a chunk", Chunker.LONGEST);
            if (length == 0) {
                throw WireReader.malformed("an empty chunk");
            }
            chunks.add(new Chunk(reader.name(), length));
            size += length;
        }
        return new FileEntry(path, mode, owner, group, modified, size, chunks);
    }

    static void writeInstant(Wire wire, Instant instant) {
        wire.signed(instant.getEpochSecond()).number(instant.getNano());
    }

    private static Instant instant(WireReader reader) throws ContentException {
        long seconds = reader.signed();
        int nanos = reader.number("nanoseconds", 999_999_999);
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw WireReader.malformed("the second " + seconds);
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private static String account(WireReader reader, List<String> accounts)
            throws ContentException {
        if (accounts.isEmpty()) {
            throw WireReader.malformed("a file of nobody");
        }
        return accounts.get(reader.number("account", accounts.size() - 1));
    }

    private static void write(Wire wire, Entry entry, List<String> accounts) {
        switch (entry) {
            case FileEntry file -> {
                wire.number(file.mode())
                        .number(accounts.indexOf(file.owner()))
                        .number(accounts.indexOf(file.group()));
                writeInstant(wire, file.modified());
                wire.number(file.chunks().size());
                for (Chunk chunk : file.chunks()) {
                    wire.number(chunk.length()).name(chunk.name());
                }
            }
            case LinkEntry link -> wire.text(link.target());
            case FolderEntry folder ->
                    wire.number(folder.mode())
                            .number(accounts.indexOf(folder.owner()))
                            .number(accounts.indexOf(folder.group()));
        }
    }

    private static int kind(Entry entry) {
        return switch (entry) {
            case FileEntry _ -> FILE;
            case LinkEntry _ -> LINK;
            case FolderEntry _ -> FOLDER;
        };
    }

    private static List<String> accounts(Manifest manifest) {
        var names = new TreeSet<String>();
        for (Entry entry : manifest.entries()) {
            switch (entry) {
                case FileEntry file -> names.addAll(List.of(file.owner(), file.group()));
                case FolderEntry folder -> names.addAll(List.of(folder.owner(), folder.group()));
                case LinkEntry _ -> {}
            }
        }
        return List.copyOf(names);
    }
}
