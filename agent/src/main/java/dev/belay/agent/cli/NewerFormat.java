package dev.belay.agent.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Writes the classes of a jar in a newer format, part of a build.
///
/// Picocli is compiled for Java 5. No start-up cache takes that format, and reading its classes
/// from the jar was a third of the time of `belay status`.
final class NewerFormat {

    private static final ClassFileVersion VERSION =
            ClassFileVersion.of(ClassFile.JAVA_17_VERSION, 0);

    private NewerFormat() {}

    /// Rewrites jars in place.
    ///
    /// @param args paths of the jars
    public static void main(String[] args) throws IOException {
        for (String jar : args) {
            rewrite(Path.of(jar));
        }
    }

    static void rewrite(Path jar) throws IOException {
        Path fresh = Files.createTempFile(jar.toAbsolutePath().getParent(), "newer", ".jar");
        try {
            try (var in = new ZipFile(jar.toFile());
                    var out = new ZipOutputStream(Files.newOutputStream(fresh))) {
                in.stream()
                        .filter(entry -> !entry.isDirectory())
                        .forEach(one -> copy(in, one, out));
            }
            Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(jar));
            Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void copy(ZipFile from, ZipEntry entry, ZipOutputStream to) {
        try {
            byte[] bytes;
            try (var in = from.getInputStream(entry)) {
                bytes = in.readAllBytes();
            }
            if (entry.getName().endsWith(".class")) {
                bytes = newer(bytes);
            }
            var copy = new ZipEntry(entry.getName());
            copy.setTimeLocal(entry.getTimeLocal());
            copy.setMethod(ZipEntry.STORED);
            copy.setSize(bytes.length);
            var checksum = new CRC32();
            checksum.update(bytes);
            copy.setCrc(checksum.getValue());
            to.putNextEntry(copy);
            to.write(bytes);
            to.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A class in the newer format, with the stack maps that it asks for. Its super-classes have to
    /// be on the class path.
    static byte[] newer(byte[] bytes) {
        ClassFile format = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
        var parsed = format.parse(bytes);
        if (parsed.majorVersion() >= VERSION.majorVersion()) {
            return bytes;
        }
        ClassTransform versioned =
                (builder, element) ->
                        builder.with(element instanceof ClassFileVersion ? VERSION : element);
        // Building the code anew makes the maps.
        return format.transformClass(
                parsed,
                versioned.andThen(
                        ClassTransform.transformingMethodBodies(
                                (code, element) -> code.with(element))));
    }
}
