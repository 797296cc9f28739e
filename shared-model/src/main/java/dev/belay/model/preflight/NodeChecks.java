package dev.belay.model.preflight;

import dev.belay.model.preflight.CheckResult.Look;
import dev.belay.model.preflight.CloudPicture.Instance;
import dev.belay.model.preflight.CloudPicture.Interface;
import dev.belay.model.preflight.Wanted.NodeAt;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the nodes' instances have to be like.
record NodeChecks(Ground ground) {

    private static final int FEWEST = 2;

    List<CheckResult> all() {
        return List.of(instances(), nodeZones(), subnetZones(), sourceCheck());
    }

    private CheckResult instances() {
        Look look = new Look(PreflightCheck.INSTANCES);
        if (ground.wanted().nodes().isEmpty()) {
            look.unknown(Cause.NO_NODES, ground.wanted().vpcId(), "", ground.wanted().vpcId());
        }
        for (NodeAt node : ground.wanted().nodes()) {
            Optional<Instance> instance = ground.instance(node);
            if (instance.isPresent()) {
                instance(node, instance.get(), look);
            } else if (node.instanceId().isPresent()) {
                notGiven(Described.INSTANCES, node.instanceId().get(), look);
            } else {
                look.unknown(Cause.INSTANCE_NOT_SAID, node.name(), "", node.name());
            }
        }
        return look.done();
    }

    private void instance(NodeAt node, Instance instance, Look look) {
        look.saw(
                node.name()
                        + ": "
                        + instance.id()
                        + " "
                        + instance.state()
                        + " "
                        + instance.zone()
                        + instance.vpcId().map(id -> " " + id).orElse(""));
        if (!instance.state().equals("running")) {
            look.warn(
                    Cause.INSTANCE_NOT_RUNNING,
                    instance.id(),
                    node.name(),
                    instance.id(),
                    instance.state());
        }
        String vpc = instance.vpcId().orElse("");
        if (!vpc.isEmpty() && !vpc.equals(ground.wanted().vpcId())) {
            look.fail(
                    Cause.INSTANCE_IN_OTHER_VPC,
                    instance.id(),
                    node.name(),
                    instance.id(),
                    vpc,
                    ground.wanted().vpcId());
        }
        Optional<Interface> said =
                node.interfaceId()
                        .flatMap(id -> CloudPicture.find(ground.picture().interfaces(), id));
        if (said.isPresent()
                && said.get().instanceId().filter(instance.id()::equals).isEmpty()
                && !instance.interfaces().contains(said.get().id())) {
            look.fail(
                    Cause.INTERFACE_NOT_OF_NODE,
                    said.get().id(),
                    said.get().id(),
                    node.name(),
                    said.get().instanceId().orElse("-"),
                    instance.id());
        }
    }

    private void notGiven(Described what, String id, Look look) {
        look.unknown(Cause.NOT_GIVEN, id, ground.ask(what), id);
    }

    private boolean isTooFew(Look look) {
        int count = ground.wanted().nodes().size();
        if (count == 0) {
            look.unknown(Cause.NO_NODES, ground.wanted().vpcId(), "", ground.wanted().vpcId());
        } else if (count < FEWEST) {
            look.fail(
                    Cause.TOO_FEW_NODES,
                    ground.wanted().vpcId(),
                    Integer.toString(count),
                    ground.wanted().nodes().getFirst().name());
        }
        return count < FEWEST;
    }

    private CheckResult nodeZones() {
        Look look = new Look(PreflightCheck.NODE_ZONES);
        if (isTooFew(look)) {
            return look.done();
        }
        Set<String> zones = new LinkedHashSet<>();
        boolean isKnown = true;
        for (NodeAt node : ground.wanted().nodes()) {
            Optional<String> zone =
                    ground.instance(node).map(Instance::zone).filter(it -> !it.isEmpty());
            if (zone.isPresent()) {
                zones.add(zone.get());
                look.saw(node.name() + ": " + zone.get());
            } else {
                isKnown = false;
            }
        }
        if (zones.size() < FEWEST && isKnown) {
            String zone = String.join(", ", zones);
            look.fail(Cause.ONE_ZONE, zone, zone);
        } else if (zones.size() < FEWEST) {
            ground.wanted().nodes().stream()
                    .filter(node -> ground.instance(node).isEmpty())
                    .forEach(node ->
                            notGiven(
                                    Described.INSTANCES,
                                    node.instanceId().orElse(node.name()),
                                    look));
        }
        return look.done();
    }

    private CheckResult subnetZones() {
        Look look = new Look(PreflightCheck.SUBNET_ZONES);
        if (isTooFew(look)) {
            return look.done();
        }
        Map<NodeAt, String> subnets = ground.subnets();
        Set<String> zones = new LinkedHashSet<>();
        boolean isKnown = true;
        for (NodeAt node : ground.wanted().nodes()) {
            Optional<String> subnet = Optional.ofNullable(subnets.get(node));
            Optional<String> zone = subnet.flatMap(ground::zoneOf);
            if (zone.isPresent()) {
                zones.add(zone.get());
                look.saw(node.name() + ": " + subnet.orElse("") + " " + zone.get());
            } else {
                isKnown = false;
            }
        }
        if (zones.size() < FEWEST && isKnown) {
            String zone = String.join(", ", zones);
            look.fail(
                    Cause.SUBNETS_IN_ONE_ZONE,
                    zone,
                    String.join(", ", Set.copyOf(subnets.values()).stream().sorted().toList()),
                    zone);
        } else if (zones.size() < FEWEST) {
            for (NodeAt node : ground.wanted().nodes()) {
                Optional<String> subnet = Optional.ofNullable(subnets.get(node));
                if (subnet.isEmpty()) {
                    notGiven(Described.INSTANCES, node.instanceId().orElse(node.name()), look);
                } else if (ground.zoneOf(subnet.get()).isEmpty()) {
                    notGiven(Described.SUBNETS, subnet.get(), look);
                }
            }
        }
        return look.done();
    }

    private CheckResult sourceCheck() {
        Look look = new Look(PreflightCheck.SOURCE_CHECK);
        if (ground.wanted().nodes().isEmpty()) {
            look.unknown(Cause.NO_NODES, ground.wanted().vpcId(), "", ground.wanted().vpcId());
        }
        for (NodeAt node : ground.wanted().nodes()) {
            sourceCheck(node, look);
        }
        return look.done();
    }

    private void sourceCheck(NodeAt node, Look look) {
        Optional<Instance> instance = ground.instance(node);
        Optional<String> id = ground.interfaceOf(node);
        if (id.isEmpty()) {
            notGiven(Described.INSTANCES, node.instanceId().orElse(node.name()), look);
            return;
        }
        Optional<Interface> at = CloudPicture.find(ground.picture().interfaces(), id.get());
        Optional<Boolean> byInterface = at.flatMap(Interface::sourceDestCheck);
        // The attribute of the instance is that of its first interface: it says nothing of another.
        Optional<Boolean> byInstance =
                instance.filter(it ->
                                it.interfaces().stream()
                                        .findFirst()
                                        .filter(id.get()::equals)
                                        .isPresent())
                        .flatMap(Instance::sourceDestCheck);
        if (byInterface.isEmpty() && byInstance.isEmpty()) {
            notGiven(Described.INTERFACES, id.get(), look);
            return;
        }
        byInterface.ifPresent(on -> look.saw(id.get() + " SourceDestCheck " + on));
        byInstance.ifPresent(
                on -> look.saw(instance.orElseThrow().id() + " SourceDestCheck " + on));
        Change change =
                new Change.TurnOffSourceCheck(
                        id.get(), at.map(Interface::subnetId).filter(it -> !it.isEmpty()));
        if (byInterface.orElse(false)) {
            look.fail(change, Cause.CHECK_ON_INTERFACE, id.get(), id.get(), node.name());
        } else if (byInstance.orElse(false)) {
            look.fail(
                    change,
                    Cause.CHECK_ON_INSTANCE,
                    id.get(),
                    instance.orElseThrow().id(),
                    id.get(),
                    node.name());
        }
    }
}
