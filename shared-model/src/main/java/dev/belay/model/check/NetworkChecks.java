package dev.belay.model.check;

import dev.belay.model.cloud.Subnet;
import dev.belay.model.cloud.TransitGateway;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.config.ClusterNetwork;
import dev.belay.model.design.Design;
import dev.belay.model.network.Site;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.Cidr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Networks: subnets in their VPC, and nothing overlapping that packets go between.
final class NetworkChecks {

    /// A network and who has it.
    private record Held(String who, Thing thing, Cidr cidr) {}

    private NetworkChecks() {}

    static void check(Design design, Findings findings) {
        subnets(design, findings);
        for (Vpc vpc : design.vpcs()) {
            if (vpc.cidrs().isEmpty()) {
                findings.add(ProblemCode.CIDR_MISSING, vpc, Findings.label(vpc));
            }
        }
        vpcsAtOneGateway(design, findings);
        sites(design, findings);
        clusterNetworks(design, findings);
    }

    private static void subnets(Design design, Findings findings) {
        Map<String, List<Held>> siblings = new HashMap<>();
        for (Subnet subnet : design.subnets()) {
            if (subnet.cidr().isEmpty()) {
                findings.add(ProblemCode.CIDR_MISSING, subnet, Findings.label(subnet));
                continue;
            }
            Cidr cidr = subnet.cidr().get();
            Optional<Vpc> vpc = design.containerOf(subnet, Vpc.class);
            if (vpc.isPresent()
                    && !vpc.get().cidrs().isEmpty()
                    && vpc.get().cidrs().stream().noneMatch(whole -> whole.contains(cidr))) {
                findings.add(
                        Problem.of(
                                ProblemCode.SUBNET_OUTSIDE_VPC,
                                new Place.AtThing(subnet.id(), "/cidr"),
                                Findings.label(subnet),
                                cidr.toString(),
                                Findings.label(vpc.get()),
                                joined(vpc.get().cidrs())));
            }
            List<Thing> containers = design.containersOf(subnet);
            String scope =
                    vpc.<Thing>map(found -> found)
                            .or(() -> containers.stream().reduce((_, outer) -> outer))
                            .map(found -> found.id().text())
                            .orElse("");
            siblings.computeIfAbsent(scope, _ -> new ArrayList<>())
                    .add(new Held(Findings.label(subnet), subnet, cidr));
        }
        siblings.values()
                .forEach(held -> overlaps(held, ProblemCode.SUBNETS_OVERLAP, "/cidr", findings));
    }

    /// Sorted by their first address, a network can only overlap those before it that reach so far;
    /// of these the one that reaches farthest is named.
    private static void overlaps(
            List<Held> held, ProblemCode code, String field, Findings findings) {
        List<Held> sorted = new ArrayList<>(held);
        sorted.sort(Comparator.comparing(Held::cidr));
        Held widest = null;
        for (Held each : sorted) {
            if (widest != null && widest.cidr().overlaps(each.cidr())) {
                findings.add(
                        Problem.of(
                                code,
                                new Place.AtThing(each.thing().id(), field),
                                widest.who(),
                                widest.cidr().toString(),
                                each.who(),
                                each.cidr().toString()));
            } else {
                widest = each;
            }
        }
    }

    private static void vpcsAtOneGateway(Design design, Findings findings) {
        Set<List<String>> said = new TreeSet<>(Comparator.comparing(List::toString));
        for (TransitGateway gateway : design.transitGateways()) {
            List<Vpc> vpcs =
                    gateway.attachments().stream()
                            .flatMap(at -> design.find(at.vpc(), Vpc.class).stream())
                            .distinct()
                            .toList();
            for (int i = 0; i < vpcs.size(); i++) {
                for (int j = i + 1; j < vpcs.size(); j++) {
                    Vpc one = vpcs.get(i);
                    Vpc other = vpcs.get(j);
                    if (overlap(one.cidrs(), other.cidrs())
                            && said.add(List.of(one.id().text(), other.id().text()))) {
                        findings.add(
                                ProblemCode.VPCS_OVERLAP,
                                other,
                                Findings.label(one),
                                joined(one.cidrs()),
                                Findings.label(other),
                                joined(other.cidrs()));
                    }
                }
            }
        }
    }

    private static void sites(Design design, Findings findings) {
        for (Site site : design.sites()) {
            for (Vpc vpc : design.vpcs()) {
                boolean inside = design.containersOf(vpc).contains(site);
                if (!inside && overlap(site.cidrs(), vpc.cidrs())) {
                    findings.add(
                            ProblemCode.SITE_OVERLAPS_VPC,
                            site,
                            Findings.label(site),
                            joined(site.cidrs()),
                            Findings.label(vpc),
                            joined(vpc.cidrs()));
                }
            }
        }
    }

    private static void clusterNetworks(Design design, Findings findings) {
        List<ClusterNetwork> networks = design.cluster().networks();
        for (int i = 0; i < networks.size(); i++) {
            for (int j = i + 1; j < networks.size(); j++) {
                ClusterNetwork one = networks.get(i);
                ClusterNetwork other = networks.get(j);
                if (one.cidr().overlaps(other.cidr()) && one.purpose() == other.purpose()) {
                    findings.add(
                            Problem.of(
                                    ProblemCode.NETWORKS_OVERLAP,
                                    new Place.AtCluster("/networks/" + j + "/cidr"),
                                    one.name(),
                                    one.cidr().toString(),
                                    other.name(),
                                    other.cidr().toString()));
                }
            }
        }
    }

    private static boolean overlap(List<Cidr> some, List<Cidr> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(one::overlaps));
    }

    private static String joined(List<Cidr> cidrs) {
        return String.join(", ", cidrs.stream().map(Cidr::toString).toList());
    }
}
