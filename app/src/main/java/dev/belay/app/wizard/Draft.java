package dev.belay.app.wizard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A wizard that was left and can be resumed; nothing secret.
///
/// @param version of the file's format
/// @param id never shown
/// @param wizard which one
/// @param page where it was left
/// @param dryRun whether nothing was to be changed
/// @param fields what was typed
/// @param done ids of the deeds that were done
/// @param savedAt on this computer's clock
public record Draft(
        int version,
        String id,
        String wizard,
        String page,
        boolean dryRun,
        Map<String, String> fields,
        List<String> done,
        Instant savedAt) {

    static final int VERSION = 1;

    /// What no draft may hold, whatever a wizard calls a field.
    private static final Pattern SECRET = Pattern.compile("pin-sha256:|PRIVATE KEY");

    public Draft {
        // a file may lack any of them
        Objects.requireNonNull(id);
        Objects.requireNonNull(wizard);
        Objects.requireNonNull(page);
        Objects.requireNonNull(savedAt);
        Map<String, String> open = new TreeMap<>();
        fields.forEach((name, value) -> {
            if (!SECRET.matcher(value).find()) {
                open.put(name, value);
            }
        });
        fields = Map.copyOf(open);
        done = List.copyOf(done);
    }
}
