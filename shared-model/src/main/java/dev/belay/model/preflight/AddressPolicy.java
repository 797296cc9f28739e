package dev.belay.model.preflight;

import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.node.CloudInstance;
import dev.belay.model.node.Node;
import dev.belay.model.plan.NodeVpcs;
import dev.belay.model.preflight.LeastPolicy.Condition;
import dev.belay.model.preflight.LeastPolicy.Statement;
import dev.belay.model.service.ElasticIpResource;
import dev.belay.model.service.SecondaryIpResource;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What nodes have to be allowed for Elastic IPs and secondary private addresses: at the nodes'
/// network interfaces alone where all of those are known, else at those of their VPCs. IAM cannot
/// tell which address is assigned.
final class AddressPolicy {

    private final Design design;
    private final List<Statement> all;
    private final List<String> gaps;
    private final List<Vpc> vpcs;

    private AddressPolicy(Design design, List<Statement> all, List<String> gaps) {
        this.design = design;
        this.all = all;
        this.gaps = gaps;
        List<Vpc> drawn = NodeVpcs.of(design).vpcs();
        this.vpcs = drawn.isEmpty() ? List.of(Vpc.of(new ThingId("any"), "")) : drawn;
    }

    static void add(Design design, List<Statement> all, List<String> gaps) {
        var policy = new AddressPolicy(design, all, gaps);
        policy.elasticIps();
        policy.secondaryIps();
    }

    private void elasticIps() {
        Set<String> arns = new LinkedHashSet<>();
        boolean isTakenOff = false;
        for (Service service : design.services()) {
            for (var resource : service.resources()) {
                if (resource instanceof ElasticIpResource one) {
                    isTakenOff |= one.disassociateOnStop();
                    one.allocationId()
                            .ifPresentOrElse(
                                    id ->
                                            vpcs.forEach(vpc ->
                                                    arns.add(Arns.ofEc2(vpc, "elastic-ip/" + id))),
                                    () -> gap(service.id().toString()));
                }
            }
        }
        if (arns.isEmpty()) {
            return;
        }
        List<String> actions =
                isTakenOff
                        ? List.of("ec2:AssociateAddress", "ec2:DisassociateAddress")
                        : List.of("ec2:AssociateAddress");
        all.add(new Statement("MoveElasticIps", actions, List.copyOf(arns), List.of()));
        atInterfaces("MoveElasticIpsToNodes", actions);
        List<String> reads = new ArrayList<>(List.of("ec2:DescribeAddresses"));
        if (runners().stream()
                .anyMatch(node ->
                        node.instance().flatMap(CloudInstance::instanceId).isPresent()
                                && networkInterface(node).isEmpty())) {
            reads.add("ec2:DescribeNetworkInterfaces");
        }
        all.add(
                new Statement(
                        "ReadElasticIpsAnyResource",
                        reads,
                        List.of("*"),
                        LeastPolicy.in(regions())));
    }

    private void secondaryIps() {
        List<SecondaryIpResource> resources =
                design.services().stream()
                        .flatMap(service -> service.resources().stream())
                        .filter(SecondaryIpResource.class::isInstance)
                        .map(SecondaryIpResource.class::cast)
                        .toList();
        if (resources.isEmpty()) {
            return;
        }
        atInterfaces(
                "MoveSecondaryIps",
                resources.stream().anyMatch(SecondaryIpResource::unassignOnStop)
                        ? List.of("ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses")
                        : List.of("ec2:AssignPrivateIpAddresses"));
        all.add(
                new Statement(
                        "ReadSecondaryIpsAnyResource",
                        List.of("ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"),
                        List.of("*"),
                        LeastPolicy.in(regions())));
    }

    private void atInterfaces(String sid, List<String> actions) {
        List<Node> runners = runners();
        boolean areKnown =
                !runners.isEmpty()
                        && runners.stream().allMatch(node -> networkInterface(node).isPresent());
        Set<String> arns = new LinkedHashSet<>();
        if (areKnown) {
            runners.forEach(node ->
                    arns.add(
                            Arns.ofEc2(
                                    design.containerOf(node, Vpc.class).orElse(vpcs.getFirst()),
                                    "network-interface/" + networkInterface(node).orElseThrow())));
            all.add(new Statement(sid, actions, List.copyOf(arns), List.of()));
            return;
        }
        Set<String> within = new LinkedHashSet<>();
        for (Vpc vpc : vpcs) {
            if (vpc.vpcId().isEmpty()) {
                gap(vpc.id().toString());
                continue;
            }
            arns.add(Arns.ofEc2(vpc, "network-interface/*"));
            within.add(Arns.ofEc2(vpc, "vpc/" + vpc.vpcId().get()));
        }
        if (!arns.isEmpty()) {
            boolean isExact = within.stream().noneMatch(arn -> arn.contains("*"));
            all.add(
                    new Statement(
                            sid,
                            actions,
                            List.copyOf(arns),
                            List.of(
                                    new Condition(
                                            isExact ? "ArnEquals" : "ArnLike",
                                            "ec2:Vpc",
                                            List.copyOf(within)))));
        }
    }

    /// Nodes that are in no VPC have no network interface of the cloud's, unless they name one.
    private List<Node> runners() {
        return design.nodes().stream()
                .filter(node -> node.role().runsServices())
                .filter(node ->
                        design.containerOf(node, Vpc.class).isPresent()
                                || networkInterface(node).isPresent())
                .toList();
    }

    private static Optional<String> networkInterface(Node node) {
        return node.instance().flatMap(CloudInstance::networkInterface);
    }

    private Set<String> regions() {
        Set<String> regions = new LinkedHashSet<>();
        vpcs.stream().map(Vpc::region).filter(one -> !one.isEmpty()).forEach(regions::add);
        return regions;
    }

    private void gap(String thing) {
        if (!gaps.contains(thing)) {
            gaps.add(thing);
        }
    }
}
