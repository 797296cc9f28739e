package dev.belay.model.file;

import dev.belay.model.check.Place;
import dev.belay.model.check.ProblemCode;
import dev.belay.model.design.Design;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The file format `.belay`: JSON in UTF-8 with the format's name and version at its head, fields
/// in a fixed order, small records on one line, so that a difference of two versions reads well.
///
/// What is written is read back as the same design, and written again as the same bytes.
public final class DesignFormat {

    /// What the field `format` says.
    public static final String NAME = "belay-design";

    /// The version that is written.
    public static final int VERSION = 1;

    /// The first Belay that reads the version that is written; stands in the file for an older one
    /// to say.
    public static final String READ_SINCE = "0.1";

    /// Longer files are not read.
    public static final int LARGEST_BYTES = 10 * 1024 * 1024;

    /// Deeper nesting is not read.
    public static final int DEEPEST = 64;

    /// Version 1 is the first one, so nothing has to be migrated yet.
    private static final List<Migration> MIGRATIONS = List.of();

    private DesignFormat() {}

    /// Reads the bytes of a file; a byte-order mark at its head is accepted.
    public static Reading read(byte[] bytes) {
        Faults faults = new Faults();
        if (bytes.length > LARGEST_BYTES) {
            refuseSize(bytes.length, faults);
            return new Reading.Refused(faults.all());
        }
        try {
            return read(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            int good = goodPrefix(bytes);
            String before = new String(bytes, 0, good, StandardCharsets.UTF_8);
            int lineStart = before.lastIndexOf('\n') + 1;
            int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
            faults.add(
                    ProblemCode.FILE_NOT_UTF8,
                    new Place.InFile("", line, before.length() - lineStart + 1),
                    String.format("0x%02x", bytes[good]));
            return new Reading.Refused(faults.all());
        }
    }

    /// Reads the text of a file.
    public static Reading read(String text) {
        Faults faults = new Faults();
        if (text.length() > LARGEST_BYTES) {
            refuseSize(text.length(), faults);
            return new Reading.Refused(faults.all());
        }
        String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Optional<Reading.Read> read =
                JsonText.read(json, faults)
                        .flatMap(root -> new DesignReader(VERSION, MIGRATIONS, faults).read(root));
        return read.isPresent() && faults.none() ? read.get() : new Reading.Refused(faults.all());
    }

    /// The text of a design's file; ends with a line feed.
    public static String write(Design design) {
        return DesignWriter.write(design);
    }

    private static void refuseSize(int size, Faults faults) {
        faults.add(
                ProblemCode.FILE_TOO_LARGE,
                new Place.InFile("", 1, 1),
                Integer.toString(size),
                Integer.toString(LARGEST_BYTES));
    }

    /// Number of leading bytes that are UTF-8.
    private static int goodPrefix(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        return Math.min(in.position(), bytes.length - 1);
    }
}
