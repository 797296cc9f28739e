package dev.belay.app.shell;

import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which pictures were asked for.
///
/// @param folder to write them into
/// @param languages both unless one was named
/// @param looks light and dark unless one was named
/// @param percents 100 and 150 unless one was named
/// @param only how the names of the pictures begin; empty for all
public record ShotOptions(
        Path folder,
        List<Language> languages,
        List<Look> looks,
        List<Integer> percents,
        String only) {

    /// The line that is shown beside every refusal.
    public static final String USAGE =
            "usage: belay screenshots DIR [--lang en|ja] [--theme light|dark] [--scale 100..200]"
                    + " [--only BEGIN]";

    private static final List<Integer> USUAL_PERCENTS = List.of(100, 150);

    /// What became of a command line.
    public sealed interface Outcome {
        /// It was understood.
        record Understood(ShotOptions options) implements Outcome {}

        /// It was not.
        ///
        /// @param reason one sentence, with what was found and what to do
        record Refused(String reason) implements Outcome {}
    }

    /// Reads the arguments after the word `screenshots`.
    public static Outcome parse(List<String> arguments) {
        Path folder = null;
        List<Language> languages = List.of(Language.values());
        List<Look> looks = List.of(Look.LIGHT, Look.DARK);
        List<Integer> percents = USUAL_PERCENTS;
        String only = "";
        Iterator<String> rest = Arguments.split(arguments).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            String value = argument.startsWith("--") && rest.hasNext() ? rest.next() : "";
            switch (argument) {
                case "--lang" -> {
                    languages = Language.byCode(value).map(List::of).orElse(List.of());
                    if (languages.isEmpty()) {
                        return Arguments.refusal(argument, "en or ja", value, Outcome.Refused::new);
                    }
                }
                case "--theme" -> {
                    looks =
                            Look.byCode(value)
                                    .filter(look -> look != Look.SYSTEM)
                                    .map(List::of)
                                    .orElse(List.of());
                    if (looks.isEmpty()) {
                        return Arguments.refusal(
                                argument, "light or dark", value, Outcome.Refused::new);
                    }
                }
                case "--scale" -> {
                    percents = percent(value);
                    if (percents.isEmpty()) {
                        return Arguments.refusal(
                                argument, "a number from 100 to 200", value, Outcome.Refused::new);
                    }
                }
                case "--only" -> {
                    only = value;
                    if (only.isEmpty()) {
                        return Arguments.refusal(
                                argument, "the begin of a name", value, Outcome.Refused::new);
                    }
                }
                default -> {
                    if (argument.startsWith("-") || folder != null) {
                        return new Outcome.Refused(
                                "'" + argument + "' is one too many: leave it out");
                    }
                    folder = path(argument);
                    if (folder == null) {
                        return new Outcome.Refused("'" + argument + "' can't be a folder's name");
                    }
                }
            }
        }
        return folder == null
                ? new Outcome.Refused("no folder was given: name one to write the pictures into")
                : new Outcome.Understood(new ShotOptions(folder, languages, looks, percents, only));
    }

    private static List<Integer> percent(String value) {
        try {
            int percent = Integer.parseInt(value);
            return percent < Preferences.MIN_PERCENT || percent > Preferences.MAX_PERCENT
                    ? List.of()
                    : List.of(percent);
        } catch (NumberFormatException e) {
            return List.of();
        }
    }

    private static @Nullable Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
