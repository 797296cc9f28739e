package dev.belay.model.cloud;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.util.Optional;

/// Another transit gateway at a transit gateway.
///
/// @param gateway the other one
/// @param attachmentId `tgw-attach-…`, which is the same at both
public record TransitPeering(
        @RefersTo(ThingKind.TRANSIT_GATEWAY) ThingId gateway, Optional<String> attachmentId) {

    /// One with all that is optional left as it is by default.
    public static TransitPeering of(ThingId gateway) {
        return new TransitPeering(gateway, Optional.empty());
    }

    public TransitPeering withGateway(ThingId gateway) {
        return new TransitPeering(gateway, attachmentId);
    }

    public TransitPeering withAttachmentId(Optional<String> attachmentId) {
        return new TransitPeering(gateway, attachmentId);
    }
}
