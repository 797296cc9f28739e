package dev.belay.model.check;

import dev.belay.model.design.Design;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds all that is wrong with a design, at once.
public final class DesignChecks {

    private DesignChecks() {}

    /// All problems, the worst first, those of the same severity in the order of the things.
    public static List<Problem> check(Design design) {
        Findings findings = new Findings();
        NameChecks.check(design, findings);
        ReferenceChecks.check(design, findings);
        LinkChecks.check(design, findings);
        AddressChecks.check(design, findings);
        PortChecks.check(design, findings);
        NetworkChecks.check(design, findings);
        MembershipChecks.check(design, findings);
        ZoneChecks.check(design, findings);
        CloudChecks.check(design, findings);
        RoleChecks.check(design, findings);
        VirtualIpChecks.check(design, findings);
        DnsAndProxyChecks.check(design, findings);
        StationChecks.check(design, findings);
        ServiceChecks.check(design, findings);
        CloudAddressChecks.check(design, findings);
        MirrorChecks.check(design, findings);
        TimingChecks.check(design, findings);
        FenceChecks.check(design, findings);
        return sorted(design, findings.all());
    }

    private static List<Problem> sorted(Design design, List<Problem> problems) {
        Map<ThingId, Integer> order = new HashMap<>();
        for (Thing thing : design.things()) {
            order.put(thing.id(), order.size());
        }
        List<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(
                Comparator.comparing(Problem::severity)
                        .reversed()
                        .thenComparingInt(problem -> rank(problem.place(), order)));
        return List.copyOf(sorted);
    }

    private static int rank(Place place, Map<ThingId, Integer> order) {
        return switch (place) {
            case Place.AtCluster _, Place.InFile _ -> -1;
            case Place.AtThing(ThingId id, String _) -> order.getOrDefault(id, order.size());
            case Place.AtLink _ -> order.size();
        };
    }
}
