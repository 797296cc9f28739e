package dev.belay.agent.tenure;

import dev.belay.agent.cloud.AwsCloud;
import dev.belay.agent.cloud.AwsPlace;
import dev.belay.agent.cloud.AwsRoles;
import dev.belay.agent.cloud.CloudAnswer;
import dev.belay.agent.cloud.CloudSteps;
import dev.belay.agent.cloud.InstancePower;
import dev.belay.agent.cloud.RouteWish;
import dev.belay.agent.fence.InstanceFences;
import dev.belay.agent.service.RouteWishes;
import dev.belay.agent.service.ServicePlan;
import dev.belay.agent.service.ServiceResource;
import dev.belay.api.CloudReach.Probe;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.node.CloudInstance;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The cloud as this node has it. Nothing of it is loaded before a design has something in it.
final class OwnCloud implements InstanceFences.Cloud, AutoCloseable {

    /// The design in force, and what it draws this node as.
    record Sight(Design design, Optional<Node> own) {}

    private final AwsCloud aws;
    private final Supplier<Sight> sight;
    private final OwnProxies proxies;
    private final Consumer<String> log;

    /// @param proxies what this node uses of proxies, told with their passwords
    OwnCloud(Supplier<Sight> sight, OwnProxies proxies, Consumer<String> log) {
        this.sight = sight;
        this.proxies = proxies;
        this.log = log;
        this.aws = new AwsCloud(this::place, log);
    }

    CloudSteps steps(ServiceResource.InCloud resource) {
        return switch (resource) {
            case ServiceResource.Routes one -> aws.routes(() -> wish(one), one.onUnknown());
            case ServiceResource.Dns one -> aws.record(one.wish(), one.onUnknown());
            case ServiceResource.ElasticIp one -> aws.elasticIp(one.wish(), one.onUnknown());
            case ServiceResource.SecondaryIp one -> aws.secondaryIp(one.wish(), one.onUnknown());
        };
    }

    /// As the design in force has it now: a table that is drawn at a transit gateway or in another
    /// VPC begins no stay anew.
    private CloudAnswer<RouteWish> wish(ServiceResource.Routes routes) {
        Sight now = sight.get();
        return RouteWishes.at(now.design(), routes.virtualIp(), now.own())
                .orElseGet(() -> former(routes.wish()));
    }

    /// The design has no such virtual IP any more: where there is one place alone, its routes are
    /// looked after until the service ends; which of several the node is in, nobody says.
    private static CloudAnswer<RouteWish> former(RouteWish wish) {
        return wish.places().size() == 1
                ? new CloudAnswer.Done<>(wish)
                : new CloudAnswer.Refused<>(
                        "NotDrawn",
                        "the virtual IP of its routes was wanted in the design in force, and is not there: nothing is changed");
    }

    /// Gets ready for what a design may want of it; does not block.
    void warm(Stream<ServicePlan> plans) {
        List<ServiceResource.InCloud> all = toWarm(plans);
        if (!all.isEmpty()) {
            Thread.ofVirtual().name("warm-cloud").start(() -> all.forEach(this::warm));
        }
    }

    /// One resource for each client: some of EC2 for each set of regions and VPCs, for each VPC may
    /// be called with a role of its own; one of EC2 for the addresses of each region; and one of
    /// Route 53 for each zone, which may have a role, too.
    static List<ServiceResource.InCloud> toWarm(Stream<ServicePlan> plans) {
        Map<String, ServiceResource.InCloud> byClient = new LinkedHashMap<>();
        plans.flatMap(plan -> plan.resources().stream())
                .forEach(resource -> {
                    switch (resource) {
                        case ServiceResource.Routes routes ->
                                byClient.putIfAbsent(
                                        "routes "
                                                + routes.wish().regions()
                                                + " "
                                                + routes.wish().vpcIds(),
                                        routes);
                        case ServiceResource.ElasticIp one ->
                                byClient.putIfAbsent("addresses " + one.wish().region(), one);
                        case ServiceResource.SecondaryIp one ->
                                byClient.putIfAbsent("addresses " + one.wish().region(), one);
                        case ServiceResource.Dns name ->
                                byClient.putIfAbsent("route53 " + name.wish().zoneId(), name);
                        case ServiceResource.Address _,
                                ServiceResource.Ocf _,
                                ServiceResource.Script _,
                                ServiceResource.Systemd _ -> {}
                    }
                });
        return List.copyOf(byClient.values());
    }

    /// What this node reaches of what plans want of it; blocks for some seconds.
    List<Probe> reach(Stream<ServicePlan> plans) throws InterruptedException {
        List<ServiceResource> all = plans.flatMap(one -> one.resources().stream()).toList();
        return all.stream().noneMatch(ServiceResource.InCloud.class::isInstance)
                ? List.of()
                : aws.reach(
                        all.stream()
                                .filter(ServiceResource.Routes.class::isInstance)
                                .flatMap(one ->
                                        wish((ServiceResource.Routes) one)
                                                        instanceof
                                                        CloudAnswer.Done<RouteWish>(RouteWish known)
                                                ? Stream.of(known)
                                                : Stream.empty())
                                .toList(),
                        all.stream()
                                .filter(ServiceResource.Dns.class::isInstance)
                                .map(one -> ((ServiceResource.Dns) one).wish())
                                .toList());
    }

    /// Where its calls go through, as `host:port`; empty: straight there.
    String proxy() {
        return place().proxy().map(one -> one.host() + ":" + one.port().number()).orElse("");
    }

    private void warm(ServiceResource.InCloud resource) {
        try {
            switch (resource) {
                case ServiceResource.Routes one -> {
                    if (wish(one) instanceof CloudAnswer.Done<RouteWish>(RouteWish known)) {
                        aws.warm(known);
                    }
                }
                case ServiceResource.Dns one -> aws.warm(one.wish());
                case ServiceResource.ElasticIp one -> aws.warm(one.wish());
                case ServiceResource.SecondaryIp one -> aws.warm(one.wish());
            }
        } catch (RuntimeException e) {
            // The others are made ready all the same; this one is when it is needed.
            log.accept(
                    "resource '%s' was to be made ready in the cloud, and was not: %s"
                            .formatted(resource.name(), e));
        }
    }

    @Override
    public InstancePower power(String region) {
        return aws.power(region);
    }

    @Override
    public void learnOwn() {
        aws.learnInstance();
    }

    private AwsPlace place() {
        Sight now = sight.get();
        return now.own().map(node -> place(now.design(), node)).orElse(AwsPlace.NOWHERE);
    }

    private AwsPlace place(Design design, Node node) {
        return new AwsPlace(
                node.instance().flatMap(CloudInstance::networkInterface),
                node.instance().flatMap(CloudInstance::instanceId),
                Stream.concat(
                                node.address().stream(),
                                node.addresses().stream().map(NodeAddress::address))
                        .toList(),
                proxies.of(design, node, ProxyScope.CLOUD_CALLS),
                roles(design, node));
    }

    static AwsRoles roles(Design design, Node node) {
        Map<String, String> byVpc = new LinkedHashMap<>();
        design.vpcs()
                .forEach(vpc ->
                        vpc.assumeRole()
                                .ifPresent(
                                        role -> vpc.vpcId().ifPresent(id -> byVpc.put(id, role))));
        Map<String, String> byRecord = new LinkedHashMap<>();
        design.dnsRecords()
                .forEach(one ->
                        one.assumeRole()
                                .ifPresent(role ->
                                        one.zoneId()
                                                .ifPresent(zone ->
                                                        byRecord.put(
                                                                AwsRoles.record(zone, one.host()),
                                                                role))));
        return new AwsRoles(
                byVpc, byRecord, design.containerOf(node, Vpc.class).map(Vpc::region).orElse(""));
    }

    @Override
    public void close() {
        aws.close();
    }
}
