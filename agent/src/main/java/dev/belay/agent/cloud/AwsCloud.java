package dev.belay.agent.cloud;

import dev.belay.api.CloudReach.Probe;
import dev.belay.api.CloudReach.Result;
import dev.belay.model.proxy.ProxySettings;
import dev.belay.model.value.IpAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.route53.Route53Client;

/// Amazon's cloud, as this node calls it: one client for each service and way to it, built before
/// it is needed, because the first call of a new one takes seconds. Safe for use by several
/// threads.
public final class AwsCloud implements AutoCloseable {

    /// @param proxy clients go through it or not for all of their life
    private record Way(String region, Optional<ProxySettings> proxy) {}

    private final Supplier<AwsPlace> here;
    private final Optional<URI> endpoint;
    private final Consumer<String> log;
    private final Map<Way, Ec2Client> routes = new HashMap<>();
    private final Map<Optional<ProxySettings>, Route53Client> names = new HashMap<>();

    /// Of instances, and of this host under its empty name: none changes while its instance lives.
    private final Map<String, String> interfaces = new ConcurrentHashMap<>();

    /// That this node runs on, as its metadata tells; empty while it has not.
    private volatile String instance = "";

    /// @param here what the design in force says of this node; asked anew with each step
    public AwsCloud(Supplier<AwsPlace> here, Consumer<String> log) {
        this(here, Optional.empty(), log);
    }

    /// @param endpoint instead of that of each service; empty: by the SDK's settings
    AwsCloud(Supplier<AwsPlace> here, Optional<URI> endpoint, Consumer<String> log) {
        this.here = here;
        this.endpoint = endpoint;
        this.log = log;
    }

    /// Routes to a virtual IP, for one stay.
    ///
    /// @param wish asked anew with each step
    public CloudSteps routes(Supplier<CloudAnswer<RouteWish>> wish) {
        return new RouteSteps(() -> goals(wish.get()), this::in, Pace.real(), log);
    }

    private CloudAnswer<List<RouteGoal>> goals(CloudAnswer<RouteWish> wish) {
        if (!(wish instanceof CloudAnswer.Done<RouteWish>(RouteWish now))) {
            return wish.map(_ -> List.of());
        }
        return networkInterface(in(now.region()))
                .map(now::to)
                .because("the network interface of this node was wanted: ");
    }

    private RouteApi in(String region) {
        return new LateRoutes(() -> new Ec2Routes(ec2(region)));
    }

    /// A DNS record, for one stay.
    public CloudSteps record(DnsWish wish) {
        return new DnsSteps(
                wish,
                () -> address(wish),
                new LateRecords(() -> new Route53Records(route53())),
                Pace.real(),
                log);
    }

    /// An Elastic IP, for one stay.
    public CloudSteps elasticIp(ElasticIpWish wish) {
        return held(held(wish), wish.region());
    }

    /// A secondary private address, for one stay.
    public CloudSteps secondaryIp(SecondaryIpWish wish) {
        return held(held(wish), wish.region());
    }

    private Held held(ElasticIpWish wish) {
        return new ElasticHeld(wish, new Ec2ElasticIps(new Ec2Calls(() -> ec2(wish.region()))));
    }

    private Held held(SecondaryIpWish wish) {
        return new SecondaryHeld(wish, new Ec2PrivateIps(new Ec2Calls(() -> ec2(wish.region()))));
    }

    private CloudSteps held(Held held, String region) {
        RouteApi api = new LateRoutes(() -> new Ec2Routes(ec2(region)));
        return new HeldSteps(held, () -> networkInterface(api), Pace.real(), log);
    }

    /// Builds what moves this, looks at it once, and finds out where it is to be. Blocks for some
    /// seconds at most.
    public void warm(ElasticIpWish wish) {
        warm(held(wish), wish.region());
    }

    /// Likewise.
    public void warm(SecondaryIpWish wish) {
        warm(held(wish), wish.region());
    }

    private void warm(Held held, String region) {
        CloudAnswer<String> own =
                networkInterface(new LateRoutes(() -> new Ec2Routes(ec2(region))));
        warmed(
                held.name(),
                own instanceof CloudAnswer.Done<String>(String here) ? held.look(here) : own);
    }

    /// Builds what moves these routes, looks at them once, and finds out where they are to lead.
    /// Blocks for some seconds at most.
    public void warm(RouteWish wish) {
        CloudAnswer<String> own = networkInterface(in(wish.region()));
        String what = "routes to '" + wish.destination() + "'";
        for (RouteGoal goal : wish.to(own instanceof CloudAnswer.Done<String>(var id) ? id : "")) {
            warmed(what + " in '" + goal.where() + "'", goal.read(in(goal.place().region())));
        }
        warmed(what, own);
    }

    /// Builds what sets this record, and looks at it once. Blocks for some seconds at most.
    public void warm(DnsWish wish) {
        CloudAnswer<?> answer =
                new LateRecords(() -> new Route53Records(route53()))
                        .find(wish.zoneId(), wish.host(), wish.type());
        warmed("the record '" + wish.host() + "'", answer);
    }

    /// The power of instances of a region.
    ///
    /// @param region empty: the one that this node is in
    public InstancePower power(String region) {
        return new InstancePower(
                new LateInstances(() -> new Ec2Instances(ec2(region))),
                this::ownInstance,
                Pace.real());
    }

    /// Asks which instance this node runs on, where the design does not say it and nobody has said
    /// it yet; one that runs on none has nobody to ask. Blocks for some seconds at most.
    public void learnInstance() {
        if (ownInstance().isEmpty()
                && InstanceMetadata.own().instance()
                        instanceof CloudAnswer.Done<String>(String own)) {
            instance = own;
        }
    }

    private Optional<String> ownInstance() {
        return here.get().instanceId().or(() -> Optional.of(instance).filter(id -> !id.isEmpty()));
    }

    /// What this node reaches and may do of what a design wants, in its own VPC, found out without
    /// a change; of several routes in a region the first. Blocks for as long as three calls take at
    /// most.
    public List<Probe> reach(List<RouteWish> routes, List<DnsWish> names)
            throws InterruptedException {
        var reach = new Reach(here.get().proxy());
        Map<String, RouteWish> byRegion = new TreeMap<>();
        routes.forEach(one -> byRegion.putIfAbsent(one.region(), one));
        List<Callable<List<Probe>>> all = new ArrayList<>();
        all.add(() -> List.of(Reach.metadata()));
        byRegion.values().forEach(one -> all.add(() -> reach.routes(one, this::ec2)));
        names.stream().limit(1).forEach(one -> all.add(() -> reach.names(one, this::route53)));
        List<Probe> found = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Probe>> one : threads.invokeAll(all)) {
                found.addAll(
                        one.state() == Future.State.SUCCESS
                                ? one.resultNow()
                                : List.of(
                                        new Probe(
                                                "aws",
                                                Result.UNKNOWN,
                                                "a call ended by a fault: " + one.exceptionNow())));
            }
        }
        return found;
    }

    private void warmed(String what, CloudAnswer<?> answer) {
        if (!(answer instanceof CloudAnswer.Done<?>)) {
            log.accept("%s cannot be moved from here as it is: %s".formatted(what, answer.why()));
        }
    }

    private CloudAnswer<String> networkInterface(RouteApi api) {
        AwsPlace own = here.get();
        if (own.networkInterface().isPresent()) {
            return new CloudAnswer.Done<>(own.networkInterface().get());
        }
        String instance = own.instanceId().orElse("");
        String known = interfaces.get(instance);
        if (known != null) {
            return new CloudAnswer.Done<>(known);
        }
        CloudAnswer<String> found =
                instance.isEmpty()
                        ? InstanceMetadata.own().networkInterface()
                        : api.interfaceOf(instance);
        if (found instanceof CloudAnswer.Done<String>(String networkInterface)) {
            interfaces.put(instance, networkInterface);
        }
        return found;
    }

    private Optional<IpAddress> address(DnsWish wish) {
        return here.get().addresses().stream().filter(wish::takes).findFirst();
    }

    private synchronized Ec2Client ec2(String region) {
        Optional<ProxySettings> proxy = here.get().proxy();
        return routes.computeIfAbsent(
                new Way(region, proxy),
                _ ->
                        new AwsSettings(region, proxy, endpoint)
                                .build(Ec2Client.builder(), Optional.empty()));
    }

    /// Route 53 is one for all regions.
    private synchronized Route53Client route53() {
        return names.computeIfAbsent(
                here.get().proxy(),
                proxy ->
                        new AwsSettings("", proxy, endpoint)
                                .build(Route53Client.builder(), Optional.of(Region.AWS_GLOBAL)));
    }

    @Override
    public synchronized void close() {
        routes.values().forEach(Ec2Client::close);
        names.values().forEach(Route53Client::close);
    }
}
