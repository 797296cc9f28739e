package dev.belay.model.cib;

import dev.belay.model.place.Host;
import dev.belay.model.place.Primitive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is known of one primitive, host by host.
final class CibFound {

    private final List<String> activeOn = new ArrayList<>();
    private final Set<String> knownOn = new HashSet<>();
    private final SortedMap<String, Integer> failures = new TreeMap<>();
    private final SortedMap<String, Integer> promotions = new TreeMap<>();
    private boolean failed;
    private boolean promoted;
    private boolean promotionFailed;
    private boolean blocked;

    void take(Host host, CibHistory history, boolean fencing) {
        if (history.known()) {
            knownOn.add(host.name());
        }
        if (history.active()) {
            activeOn.add(host.name());
            failed |= history.failed();
            promoted |= history.promoted();
            promotionFailed |= history.promotionFailed();
            blocked |= history.stopFailed() && !fencing;
        }
    }

    void failed(Host host, int count) {
        if (count > 0) {
            failures.put(host.name(), count);
        }
    }

    void promotion(Host host, int score) {
        promotions.put(host.name(), score);
    }

    boolean isActive() {
        return !activeOn.isEmpty();
    }

    boolean isActive(Host host) {
        return activeOn.contains(host.name());
    }

    boolean isKnown(Host host) {
        return knownOn.contains(host.name());
    }

    boolean isUnknown() {
        return activeOn.isEmpty() && knownOn.isEmpty();
    }

    boolean promotionFailed() {
        return promotionFailed;
    }

    /// @param managed whether the cluster as a whole is
    Primitive primitive(String id, CibMeta meta, boolean managed) {
        return new Primitive(
                id,
                !meta.stopped(),
                managed && meta.managed() && !blocked,
                meta.priority(),
                Math.max(0, meta.stickiness()),
                Math.max(0, meta.threshold()),
                activeOn,
                failed,
                meta.critical(),
                promoted,
                promotions,
                failures);
    }
}
