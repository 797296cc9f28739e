package dev.belay.agent.fence;

import dev.belay.agent.join.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What fence devices and proxies are to be told and nobody else: kept on each node for its owner
/// alone, in no design, log or bundle. Safe for use by several threads.
public final class FenceSecrets {

    private final Path file;
    private SortedMap<String, Map<String, String>> values;

    /// @param values by id in the design and by name of the parameter
    record Written(SortedMap<String, Map<String, String>> values) {}

    private FenceSecrets(Path file, SortedMap<String, Map<String, String>> values) {
        this.file = file;
        this.values = values;
    }

    /// Those of a state folder.
    ///
    /// @throws IOException when the file is there and cannot be read
    public static FenceSecrets open(Path folder) throws IOException {
        Path file = folder.resolve("fence-secrets.json");
        return new FenceSecrets(
                file,
                StateFile.read(file, Written.class).map(Written::values).orElseGet(TreeMap::new));
    }

    /// Keeps one; durable when it returns.
    ///
    /// @param value empty: forgets it
    public synchronized void keep(String device, String name, String value) throws IOException {
        SortedMap<String, Map<String, String>> changed = new TreeMap<>(values);
        Map<String, String> those = new TreeMap<>(changed.getOrDefault(device, Map.of()));
        if (value.isEmpty()) {
            those.remove(name);
        } else {
            those.put(name, value);
        }
        if (those.isEmpty()) {
            changed.remove(device);
        } else {
            changed.put(device, those);
        }
        StateFile.write(file, new Written(changed));
        values = changed;
    }

    /// By name of the parameter; empty when it was told nothing.
    public synchronized SortedMap<String, String> of(String device) {
        return Collections.unmodifiableSortedMap(
                new TreeMap<>(values.getOrDefault(device, Map.of())));
    }
}
