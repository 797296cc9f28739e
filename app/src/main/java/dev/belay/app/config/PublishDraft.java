package dev.belay.app.config;

import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.Hook;
import dev.belay.reach.publish.CommandWords;
import dev.belay.reach.publish.Publisher.Wish;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What stands in the form of a publication, as it was typed.
///
/// @param isNew whether it makes a set
/// @param target absolute path on the nodes
/// @param takeOver whether a folder that is there may be put aside
/// @param changesHook whether a set that is there gets the hook of the form; a new one always does
/// @param port that answers afterwards; empty for none
/// @param seconds that each step may take
/// @param validate command line; empty for the service's own check
/// @param reload command line; empty for the service's own reload
/// @param note what the publisher says about it
record PublishDraft(
        boolean isNew,
        String name,
        String target,
        boolean takeOver,
        boolean changesHook,
        Hook.Kind kind,
        String port,
        String seconds,
        String validate,
        String reload,
        String note) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
    private static final int MOST_NAME_CHARACTERS = 64;
    private static final long SECONDS_MOST = 600;
    private static final long MILLIS = 1_000;

    /// A field of the form, by which its control is found.
    enum Field {
        NAME,
        TARGET,
        PORT,
        SECONDS,
        VALIDATE,
        RELOAD
    }

    /// What is wrong with a field.
    ///
    /// @param key of the sentence
    /// @param found what is quoted in it
    record Fault(Field field, String key, String found) {}

    /// For a new set, with a name that the folder suggests.
    static PublishDraft of(Path folder) {
        return new PublishDraft(
                true,
                suggested(folder),
                "",
                false,
                true,
                Hook.Kind.NGINX,
                "",
                Long.toString(Hook.USUAL_TIMEOUT_MILLIS / MILLIS),
                "",
                "",
                "");
    }

    /// For the next version of a set.
    static PublishDraft of(ConfigSetView set) {
        Hook hook = set.hook();
        return new PublishDraft(
                false,
                set.name(),
                set.target(),
                false,
                false,
                hook.kind(),
                hook.port() == 0 ? "" : Integer.toString(hook.port()),
                Long.toString(Math.max(1, hook.timeoutMillis() / MILLIS)),
                CommandWords.line(hook.validate()),
                CommandWords.line(hook.reload()),
                "");
    }

    private static String suggested(Path folder) {
        Path last = folder.getFileName();
        String name =
                (last == null ? "" : last.toString().toLowerCase(Locale.ROOT))
                        .replaceAll("[^a-z0-9]+", "-");
        String short64 = name.substring(0, Math.min(name.length(), MOST_NAME_CHARACTERS));
        return short64.replaceAll("^-|-$", "");
    }

    /// Everything that is wrong with it, all at once.
    ///
    /// @param taken names of the sets that are there
    List<Fault> faults(Set<String> taken) {
        List<Fault> faults = new ArrayList<>();
        if (isNew) {
            ofName(taken).ifPresent(faults::add);
            if (!isTarget(target.strip())) {
                String key = target.isBlank() ? "set.fault.target.none" : "set.fault.target";
                faults.add(new Fault(Field.TARGET, key, target.strip()));
            }
        }
        if (givesHook()) {
            if (!port.isBlank() && number(port, 65_535) == 0) {
                faults.add(new Fault(Field.PORT, "set.fault.port", port.strip()));
            }
            if (number(seconds, SECONDS_MOST) == 0) {
                faults.add(new Fault(Field.SECONDS, "set.fault.seconds", seconds.strip()));
            }
            if (CommandWords.of(validate).isEmpty()) {
                faults.add(new Fault(Field.VALIDATE, "set.fault.words", validate.strip()));
            }
            if (CommandWords.of(reload).isEmpty()) {
                faults.add(new Fault(Field.RELOAD, "set.fault.words", reload.strip()));
            }
        }
        return faults;
    }

    private Optional<Fault> ofName(Set<String> taken) {
        String written = name.strip();
        String key =
                written.isEmpty()
                        ? "set.fault.name.none"
                        : !NAME.matcher(written).matches()
                                ? "set.fault.name"
                                : taken.contains(written) ? "set.fault.name.taken" : "";
        return key.isEmpty() ? Optional.empty() : Optional.of(new Fault(Field.NAME, key, written));
    }

    private static boolean isTarget(String path) {
        return path.startsWith("/")
                && List.of(path.substring(1).split("/", -1)).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    private boolean givesHook() {
        return isNew || changesHook;
    }

    /// What is asked of the cluster, when nothing is wrong.
    Wish wish() {
        return new Wish(
                name.strip(),
                isNew ? target.strip() : "",
                takeOver,
                givesHook()
                        ? new Hook(
                                kind,
                                CommandWords.of(validate).orElse(List.of()),
                                CommandWords.of(reload).orElse(List.of()),
                                (int) number(port, 65_535),
                                number(seconds, SECONDS_MOST) * MILLIS)
                        : null,
                note.strip());
    }

    /// A number from 1; 0 for anything else.
    private static long number(String digits, long most) {
        String written = digits.strip();
        long number = written.matches("[0-9]{1,5}") ? Long.parseLong(written) : 0;
        return number <= most ? number : 0;
    }
}
