package dev.belay.model.cloud;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;

/// A virtual private cloud.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param vpcId `vpc-…`
/// @param region such as `ap-northeast-1`
/// @param account 12 digits
/// @param assumeRole ARN of the role that is assumed for calls to its route tables, where these are
///   another account's; empty: the node's own role
/// @param cidrs its networks
/// @param notes what people wrote down about it; may have several lines
public record Vpc(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        Optional<String> vpcId,
        @Otherwise("") String region,
        @Otherwise("") String account,
        Optional<String> assumeRole,
        List<Cidr> cidrs,
        @Otherwise("") String notes)
        implements Thing {

    public Vpc {
        cidrs = List.copyOf(cidrs);
    }

    /// One with all that is optional left as it is by default.
    public static Vpc of(ThingId id, String name) {
        return new Vpc(
                id,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                Optional.empty(),
                List.of(),
                "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.VPC;
    }

    @Override
    public Vpc withId(ThingId id) {
        return new Vpc(id, name, within, frame, vpcId, region, account, assumeRole, cidrs, notes);
    }

    @Override
    public Vpc withName(String name) {
        return new Vpc(id, name, within, frame, vpcId, region, account, assumeRole, cidrs, notes);
    }

    @Override
    public Vpc withWithin(Optional<ThingId> within) {
        return new Vpc(id, name, within, frame, vpcId, region, account, assumeRole, cidrs, notes);
    }

    @Override
    public Vpc withFrame(Optional<Frame> frame) {
        return new Vpc(id, name, within, frame, vpcId, region, account, assumeRole, cidrs, notes);
    }

    public Vpc withVpcId(Optional<String> vpcId) {
        return new Vpc(id, name, within, frame, vpcId, region, account, assumeRole, cidrs, notes);
    }

    public Vpc withRegion(String region) {
        return new Vpc(id, name, within, frame, vpcId, region, account, assumeRole, cidrs, notes);
    }

    public Vpc withAccount(String account) {
        return new Vpc(id, name, within, frame, vpcId, region, account, assumeRole, cidrs, notes);
    }

    public Vpc withAssumeRole(Optional<String> assumeRole) {
        return new Vpc(id, name, within, frame, vpcId, region, account, assumeRole, cidrs, notes);
    }

    public Vpc withCidrs(List<Cidr> cidrs) {
        return new Vpc(id, name, within, frame, vpcId, region, account, assumeRole, cidrs, notes);
    }

    @Override
    public Vpc withNotes(String notes) {
        return new Vpc(id, name, within, frame, vpcId, region, account, assumeRole, cidrs, notes);
    }
}
