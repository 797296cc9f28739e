package dev.belay.app.shell;

import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the studio was asked to start.
///
/// @param file design to open; null for none
/// @param lab whether to start a lab and open it
/// @param language null for the one that is remembered, else the system's
/// @param look null for the one that is remembered
/// @param measureStart whether to print how long the start took, and to end then
public record StudioOptions(
        @Nullable Path file,
        boolean lab,
        @Nullable Language language,
        @Nullable Look look,
        boolean measureStart) {

    /// The line that is shown beside every refusal.
    public static final String USAGE =
            "usage: belay studio [FILE] [--lab] [--lang en|ja] [--theme light|dark]";

    /// What became of a command line.
    public sealed interface Outcome {
        /// It was understood.
        record Understood(StudioOptions options) implements Outcome {}

        /// It was not.
        ///
        /// @param reason one sentence, with what was found and what to do
        record Refused(String reason) implements Outcome {}
    }

    /// Reads the arguments after the word `studio`.
    public static Outcome parse(List<String> arguments) {
        Path file = null;
        boolean lab = false;
        boolean measureStart = false;
        Language language = null;
        Look look = null;
        Iterator<String> rest = Arguments.split(arguments).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--lab" -> lab = true;
                case "--measure-start" -> measureStart = true;
                case "--lang" -> {
                    String value = rest.hasNext() ? rest.next() : "";
                    Optional<Language> found = Language.byCode(value);
                    if (found.isEmpty()) {
                        return Arguments.refusal("--lang", "en or ja", value, Outcome.Refused::new);
                    }
                    language = found.get();
                }
                case "--theme" -> {
                    String value = rest.hasNext() ? rest.next() : "";
                    Optional<Look> found = Look.byCode(value);
                    if (found.isEmpty()) {
                        return Arguments.refusal(
                                "--theme", "light, dark or system", value, Outcome.Refused::new);
                    }
                    look = found.get();
                }
                default -> {
                    if (argument.startsWith("-")) {
                        return new Outcome.Refused(
                                "option '" + argument + "' is not known: leave it out");
                    }
                    if (file != null) {
                        return new Outcome.Refused(
                                "one FILE is opened at a time, found a second '"
                                        + argument
                                        + "': leave it out");
                    }
                    try {
                        file = Path.of(argument);
                    } catch (InvalidPathException e) {
                        return new Outcome.Refused("'" + argument + "' can't be a file name");
                    }
                }
            }
        }
        return new Outcome.Understood(new StudioOptions(file, lab, language, look, measureStart));
    }
}
