package dev.belay.model.check;

import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.route.VipPaths;
import dev.belay.model.route.VipPaths.Gap;
import java.util.HashSet;
import java.util.Set;

/// What routes to a virtual IP lack that lead over transit gateways, wherever it is active.
final class VipPathChecks {

    private VipPathChecks() {}

    static void check(Design design, VirtualIp vip, Findings findings) {
        Set<Gap> seen = new HashSet<>();
        for (Vpc home : VipPaths.homes(design, vip)) {
            VipPaths.of(design, vip, home).gaps().stream()
                    .filter(seen::add)
                    .forEach(gap -> say(gap, vip, findings));
        }
    }

    private static void say(Gap gap, VirtualIp vip, Findings findings) {
        String thing = Findings.label(gap.thing());
        String address = vip.address().orElseThrow().toString();
        switch (gap.kind()) {
            case NO_GATEWAY ->
                    findings.add(ProblemCode.VPC_WITHOUT_GATEWAY, gap.thing(), thing, address);
            case NO_WAY ->
                    findings.add(
                            Problem.of(
                                    ProblemCode.TRANSIT_WAY_MISSING,
                                    new Place.AtThing(gap.thing().id(), "/attachments"),
                                    thing,
                                    address,
                                    Findings.label(gap.other())));
            case NO_TRANSIT_TABLE ->
                    findings.add(
                            Problem.of(
                                    ProblemCode.TRANSIT_TABLE_MISSING,
                                    new Place.AtThing(gap.thing().id(), "/routeTableIds"),
                                    thing,
                                    address));
            // Ids may come later than the drawing; an agent says that it lacks them.
            case NO_VPC_ID, NO_TABLE_ID, NODE_ELSEWHERE -> {}
        }
    }
}
