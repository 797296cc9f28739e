package dev.belay.model.cloud;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;

/// A VPC at a transit gateway.
///
/// @param vpc the VPC
/// @param attachmentId `tgw-attach-…`
/// @param subnets where the gateway has its feet, one a zone
public record VpcAttachment(
        @RefersTo(ThingKind.VPC) ThingId vpc,
        Optional<String> attachmentId,
        @RefersTo(ThingKind.SUBNET) List<ThingId> subnets) {

    public VpcAttachment {
        subnets = List.copyOf(subnets);
    }

    /// One with all that is optional left as it is by default.
    public static VpcAttachment of(ThingId vpc) {
        return new VpcAttachment(vpc, Optional.empty(), List.of());
    }

    public VpcAttachment withVpc(ThingId vpc) {
        return new VpcAttachment(vpc, attachmentId, subnets);
    }

    public VpcAttachment withAttachmentId(Optional<String> attachmentId) {
        return new VpcAttachment(vpc, attachmentId, subnets);
    }

    public VpcAttachment withSubnets(List<ThingId> subnets) {
        return new VpcAttachment(vpc, attachmentId, subnets);
    }
}
