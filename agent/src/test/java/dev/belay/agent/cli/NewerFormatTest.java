package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NewerFormatTest {

    @TempDir Path dir;

    @Test
    void picocli_works_in_the_newer_format_with_every_class_verified() throws Exception {
        Path jar = dir.resolve("picocli.jar");
        Path given =
                Path.of(
                        CommandLine.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        Files.copy(given, jar);

        NewerFormat.rewrite(jar);

        int classes = 0;
        try (var file = new JarFile(jar.toFile());
                var loader =
                        new URLClassLoader(
                                new URL[] {jar.toUri().toURL()},
                                ClassLoader.getPlatformClassLoader())) {
            for (var entry : file.stream().filter(NewerFormatTest::isOfPicocli).toList()) {
                try (var in = new DataInputStream(file.getInputStream(entry))) {
                    assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
                    assertThat(in.readInt() & 0xFFFF).isEqualTo(61);
                }
                String name = entry.getName().replace('/', '.').replaceAll("\\.class$", "");
                // Initializing has it verified, which an old format's failure would show.
                assertThat(Class.forName(name, true, loader).getClassLoader()).isEqualTo(loader);
                classes++;
            }
        }
        assertThat(classes).isGreaterThan(150);
        assertThat(Files.getPosixFilePermissions(jar))
                .isEqualTo(Files.getPosixFilePermissions(given));
    }

    // Groovy, the OSGi tools and the like are not on every class path.
    private static boolean isOfPicocli(JarEntry entry) {
        return entry.getName().startsWith("picocli/CommandLine")
                && entry.getName().endsWith(".class");
    }
}
