package dev.belay.app.fencing;

import dev.belay.app.design.DesignFixture;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.value.ThingId;
import java.time.Instant;
import java.util.stream.Stream;

/// A cluster of two, and devices for it.
final class FenceSamples {
    static final Instant NOW = Instant.parse("2026-03-01T05:02:14Z");

    private FenceSamples() {}

    static DesignFixture design() {
        return DesignFixture.voters("edge-tokyo", NOW, "gw-1", "gw-2");
    }

    static FenceDevice device(String id, String name, String... targets) {
        return FenceDevice.of(new ThingId(id), name, "fence_ipmilan")
                .withTargets(Stream.of(targets).map(ThingId::new).toList());
    }
}
