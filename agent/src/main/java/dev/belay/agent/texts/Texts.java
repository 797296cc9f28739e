package dev.belay.agent.texts;

import dev.belay.reach.UserLanguage;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/// One package's texts in one language.
public final class Texts {

    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /// The texts of a package, in the file `messages.properties` beside its classes.
    public static Texts of(Class<?> anyClassOfThePackage, Locale locale) {
        return new Texts(
                ResourceBundle.getBundle(
                        anyClassOfThePackage.getPackageName() + ".messages",
                        locale,
                        anyClassOfThePackage.getClassLoader(),
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /// The language that the environment asks for, English where that is another than Japanese.
    public static Locale localeOf(Map<String, String> environment) {
        return UserLanguage.of(environment)
                .filter("ja"::equals)
                .map(_ -> Locale.JAPANESE)
                .orElse(Locale.ROOT);
    }

    /// The text of a key, filled in.
    public String text(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
    }

    /// A duration in the unit that a reader takes in at a glance, such as `0.8 s`, `42 s`, `3 min`.
    public String duration(long millis) {
        Duration duration = Duration.ofMillis(Math.max(0, millis));
        if (duration.toSeconds() < 10) {
            return text(
                    "duration.seconds",
                    String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0));
        }
        if (duration.toSeconds() < 120) {
            return text("duration.seconds", Long.toString(duration.toSeconds()));
        }
        if (duration.toMinutes() < 120) {
            return text("duration.minutes", Long.toString(duration.toMinutes()));
        }
        if (duration.toHours() < 48) {
            return text("duration.hours", Long.toString(duration.toHours()));
        }
        return text("duration.days", Long.toString(duration.toDays()));
    }
}
