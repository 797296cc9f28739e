package dev.belay.agent.cli;

import dev.belay.agent.texts.Texts;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// A terminal that keeps what was written to it.
record Recorded(Terminal terminal, ByteArrayOutputStream output, ByteArrayOutputStream errors) {

    static Recorded in(Locale locale) {
        return in(locale, Map.of("HOME", "/nonexistent"));
    }

    static Recorded in(Locale locale, Map<String, String> environment) {
        var output = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        var terminal =
                new Terminal(
                        InputStream.nullInputStream(),
                        new PrintStream(output, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8),
                        Texts.of(Terminal.class, locale),
                        locale,
                        false,
                        environment);
        return new Recorded(terminal, output, errors);
    }

    ExitCode run(String... args) {
        ExitCode code = Belay.run(args, terminal);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    String out() {
        return output.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return errors.toString(StandardCharsets.UTF_8);
    }
}
