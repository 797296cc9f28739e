package dev.belay.agent.cli;

import dev.belay.agent.texts.Texts;
import dev.belay.api.Json;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// Where a command reads and writes, and how its reader wants it.
///
/// @param colour whether escape sequences for colour are welcome
/// @param environment the process's environment variables
record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Texts texts,
        Locale locale,
        boolean colour,
        Map<String, String> environment) {

    /// The process's own terminal. UTF-8 always: names of nodes may be in any script, whatever the
    /// locale says.
    static Terminal ofProcess() {
        Map<String, String> environment = System.getenv();
        Locale locale = Texts.localeOf(environment);
        boolean colour =
                environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !"dumb".equals(environment.getOrDefault("TERM", "dumb"))
                        && Boolean.getBoolean("belay.terminal");
        return new Terminal(
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                Texts.of(Terminal.class, locale),
                locale,
                colour,
                environment);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 8192),
                false,
                StandardCharsets.UTF_8);
    }

    String text(String key, Object... arguments) {
        return texts.text(key, arguments);
    }

    /// Prints a document of its own line.
    void json(Object document) {
        out.println(Json.MAPPER.writeValueAsString(document));
        out.flush();
    }

    void error(String message) {
        out.flush();
        err.println("belay: " + message);
        err.flush();
    }
}
