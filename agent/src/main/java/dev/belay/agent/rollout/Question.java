package dev.belay.agent.rollout;

import dev.belay.model.content.ContentName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// What one member asks another about config sets. On the wire a kind and then the fields.
sealed interface Question {

    /// Chunk names in one question at most.
    int MOST_NAMES = 1_024;

    /// A part of a version's manifest.
    ///
    /// @param base number of a version that the asker has, so that only the difference has to come;
    ///   0 for none
    /// @param offset where the part begins
    record ManifestPart(String set, long number, long base, int offset) implements Question {}

    /// Chunks by their names.
    ///
    /// @param asker id of the member that asks
    /// @param remaining bytes that the asker still wants, these included; whoever wants much has to
    ///   wait its turn
    record Chunks(String asker, long remaining, List<ContentName> names) implements Question {
        public Chunks {
            names = List.copyOf(names);
        }
    }

    /// How the member's sets are.
    record States() implements Question {}

    /// How one set is on the member, looked at now: its files are compared.
    record Look(String set) implements Question {}

    /// The manifest of the files as they are on the member now; its chunks can be asked for.
    record Scan(String set, int offset) implements Question {}

    /// The version in force shall be put back over local edits.
    record PutBack(String set) implements Question {}

    /// A version has begun to come to the admin, and can be taken from there while it comes.
    ///
    /// @param manifest name of its manifest
    record Ahead(String set, long number, ContentName manifest) implements Question {}

    default byte[] encoded() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            switch (this) {
                case ManifestPart(var set, var number, var base, var offset) -> {
                    out.writeByte(1);
                    out.writeUTF(set);
                    out.writeLong(number);
                    out.writeLong(base);
                    out.writeInt(offset);
                }
                case Chunks(var asker, var remaining, var names) -> {
                    out.writeByte(2);
                    out.writeUTF(asker);
                    out.writeLong(remaining);
                    out.writeInt(names.size());
                    for (ContentName name : names) {
                        out.write(name.bytes());
                    }
                }
                case States() -> out.writeByte(3);
                case Look(var set) -> {
                    out.writeByte(4);
                    out.writeUTF(set);
                }
                case Scan(var set, var offset) -> {
                    out.writeByte(5);
                    out.writeUTF(set);
                    out.writeInt(offset);
                }
                case PutBack(var set) -> {
                    out.writeByte(6);
                    out.writeUTF(set);
                }
                case Ahead(var set, var number, var manifest) -> {
                    out.writeByte(7);
                    out.writeUTF(set);
                    out.writeLong(number);
                    out.write(manifest.bytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Reads a question.
    ///
    /// @throws IOException when the bytes are no question
    static Question of(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        byte kind = in.readByte();
        return switch (kind) {
            case 1 -> new ManifestPart(in.readUTF(), in.readLong(), in.readLong(), in.readInt());
            case 2 -> new Chunks(in.readUTF(), in.readLong(), names(in));
            case 3 -> new States();
            case 4 -> new Look(in.readUTF());
            case 5 -> new Scan(in.readUTF(), in.readInt());
            case 6 -> new PutBack(in.readUTF());
            case 7 ->
                    new Ahead(
                            in.readUTF(),
                            in.readLong(),
                            ContentName.of(in.readNBytes(ContentName.LENGTH)));
            default -> throw new IOException("a question of kind " + kind);
        };
    }

    private static List<ContentName> names(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_NAMES) {
            throw new IOException(count + " names");
        }
        var names = new ArrayList<ContentName>(count);
        for (int i = 0; i < count; i++) {
            names.add(ContentName.of(in.readNBytes(ContentName.LENGTH)));
        }
        return names;
    }
}
