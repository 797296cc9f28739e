package dev.belay.app.fencing;

import dev.belay.api.FenceTest;
import dev.belay.api.FenceView;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What came of the steps so far. Safe for use by several threads.
final class Tested {
    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private volatile @Nullable FenceView view;

    /// What a device told of a node's power.
    ///
    /// @param by member that asked it
    record Told(String by, FenceTest.Answer answer) {}

    void begin() {
        told.clear();
        view = null;
    }

    void told(String node, Told one) {
        told.put(node, one);
    }

    Optional<Told> of(String node) {
        return Optional.ofNullable(told.get(node));
    }

    void saw(FenceView now) {
        view = now;
    }

    /// The devices in force as they were seen last.
    Optional<FenceView> view() {
        return Optional.ofNullable(view);
    }
}
