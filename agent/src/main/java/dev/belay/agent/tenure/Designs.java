package dev.belay.agent.tenure;

import dev.belay.agent.core.cluster.Packed;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import java.util.Optional;

/// The design in force as a tree; read once for each version. Safe for use by several threads.
final class Designs {

    static final Design EMPTY =
            Design.empty(ClusterSettings.of("none", "none", TimingProfile.STANDARD));

    private record Known(long version, Optional<Design> design) {}

    private volatile Known known = new Known(0, Optional.of(EMPTY));

    /// Empty when a newer agent put one in force that this one does not understand.
    Optional<Design> of(Workload workload) {
        Known now = known;
        if (now.version() != workload.designVersion()) {
            now = new Known(workload.designVersion(), read(Packed.unpack(workload.design())));
            known = now;
        }
        return now.design();
    }

    /// A design that was in force once, or is to be.
    static Optional<Design> read(String text) {
        return switch (DesignFormat.read(text)) {
            case Reading.Read(var design, _) -> Optional.of(design);
            case Reading.Refused _ -> Optional.empty();
        };
    }
}
