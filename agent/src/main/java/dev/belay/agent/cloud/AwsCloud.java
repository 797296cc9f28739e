package dev.belay.agent.cloud;

import dev.belay.api.CloudReach.Probe;
import dev.belay.api.CloudReach.Result;
import dev.belay.model.route.RoutePlace;
import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.IpAddress;
import java.net.URI;
import java.util.ArrayList;
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
import software.amazon.awssdk.services.ec2.Ec2Client;

/// Amazon's cloud, as this node calls it. Safe for use by several threads.
public final class AwsCloud implements AutoCloseable {

    private final Supplier<AwsPlace> here;
    private final AwsClients clients;
    private final Consumer<String> log;

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
        this.clients = new AwsClients(here, this::ownInstance, endpoint);
        this.log = log;
    }

    /// Routes to a virtual IP, for one stay.
    ///
    /// @param wish asked anew with each step
    public CloudSteps routes(Supplier<CloudAnswer<RouteWish>> wish, UnknownPolicy onUnknown) {
        return new RouteSteps(
                () -> goals(wish.get()), this::at, Pace.real(), new Patience(onUnknown), log);
    }

    private CloudAnswer<List<RouteGoal>> goals(CloudAnswer<RouteWish> wish) {
        if (!(wish instanceof CloudAnswer.Done<RouteWish>(RouteWish now))) {
            return wish.map(_ -> List.of());
        }
        return networkInterface(now.region())
                .map(now::to)
                .because("the network interface of this node was wanted: ");
    }

    /// With the role of the VPC, where the design names one.
    private RouteApi at(RoutePlace place) {
        return new LateRoutes(() -> new Ec2Routes(clients.ec2(place.region(), role(place))));
    }

    /// Transit gateways are called with the node's own: a shared one is its account's to change.
    private Optional<String> role(RoutePlace place) {
        return switch (place) {
            case RoutePlace.InVpc one -> here.get().roles().ofVpc(one.vpcId());
            case RoutePlace.Transit _ -> Optional.empty();
        };
    }

    /// A DNS record, for one stay.
    public CloudSteps record(DnsWish wish, UnknownPolicy onUnknown) {
        return new DnsSteps(
                wish,
                () -> address(wish),
                new LateRecords(() -> new Route53Records(clients.route53(wish))),
                Pace.real(),
                new Patience(onUnknown),
                log);
    }

    /// An Elastic IP, for one stay.
    public CloudSteps elasticIp(ElasticIpWish wish, UnknownPolicy onUnknown) {
        return held(held(wish), wish.region(), onUnknown);
    }

    /// A secondary private address, for one stay.
    public CloudSteps secondaryIp(SecondaryIpWish wish, UnknownPolicy onUnknown) {
        return held(held(wish), wish.region(), onUnknown);
    }

    private Held held(ElasticIpWish wish) {
        return new ElasticHeld(wish, new Ec2ElasticIps(new Ec2Calls(() -> own(wish.region()))));
    }

    private Held held(SecondaryIpWish wish) {
        return new SecondaryHeld(wish, new Ec2PrivateIps(new Ec2Calls(() -> own(wish.region()))));
    }

    private CloudSteps held(Held held, String region, UnknownPolicy onUnknown) {
        return new HeldSteps(
                held, () -> networkInterface(region), Pace.real(), new Patience(onUnknown), log);
    }

    /// With the node's own credentials.
    private Ec2Client own(String region) {
        return clients.ec2(region, Optional.empty());
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
        CloudAnswer<String> own = networkInterface(region);
        warmed(
                held.name(),
                own instanceof CloudAnswer.Done<String>(String here) ? held.look(here) : own);
    }

    /// Builds what moves these routes, looks at them once, and finds out where they are to lead.
    /// Blocks for some seconds at most.
    public void warm(RouteWish wish) {
        CloudAnswer<String> own = networkInterface(wish.region());
        String what = "routes to '" + wish.destination() + "'";
        for (RouteGoal goal : wish.to(own instanceof CloudAnswer.Done<String>(var id) ? id : "")) {
            warmed(what + " in '" + goal.where() + "'", goal.read(at(goal.place())));
        }
        warmed(what, own);
    }

    /// Builds what sets this record, and looks at it once. Blocks for some seconds at most.
    public void warm(DnsWish wish) {
        CloudAnswer<?> answer =
                new LateRecords(() -> new Route53Records(clients.route53(wish)))
                        .find(wish.zoneId(), wish.host(), wish.type());
        warmed("the record '" + wish.host() + "'", answer);
    }

    /// The power of instances of a region.
    ///
    /// @param region empty: the one that this node is in
    public InstancePower power(String region) {
        return new InstancePower(
                new LateInstances(() -> new Ec2Instances(own(region))),
                this::ownInstance,
                Pace.real());
    }

    /// Asks which instance this node runs on, which nobody has to be asked twice; one that runs on
    /// none has nobody to ask. Another one than the design says is told: who fences by that id
    /// stops somebody else, and this node goes on. Blocks for some seconds at most.
    public void learnInstance() {
        if (!instance.isEmpty()
                || !(InstanceMetadata.own().instance()
                        instanceof CloudAnswer.Done<String>(String own))) {
            return;
        }
        instance = own;
        here.get()
                .instanceId()
                .filter(drawn -> !drawn.equals(own))
                .ifPresent(drawn ->
                        log.accept(
                                "the design says that this node is instance '%s', and it is '%s': a fence device would stop another one, and count this one as stopped; correct the design"
                                        .formatted(drawn, own)));
    }

    private Optional<String> ownInstance() {
        return Optional.of(instance).filter(id -> !id.isEmpty()).or(() -> here.get().instanceId());
    }

    /// What this node reaches and may do of what a design wants, in its own VPC and with each role,
    /// found out without a change; of several routes in a region, and of several names, the first
    /// for each role. Blocks for as long as three calls take at most.
    public List<Probe> reach(List<RouteWish> routes, List<DnsWish> names)
            throws InterruptedException {
        List<Callable<List<Probe>>> all = new ArrayList<>();
        all.add(() -> List.of(Reach.metadata()));
        all.addAll(reachable(routes).values());
        Map<String, Callable<List<Probe>>> byRole = new TreeMap<>();
        for (DnsWish one : names) {
            Optional<String> role = here.get().roles().of(one);
            byRole.putIfAbsent(
                    role.orElse(""), () -> reach(role).names(one, () -> clients.route53(one)));
        }
        all.addAll(byRole.values());
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

    /// By region and role; the node's own first.
    private Map<String, Callable<List<Probe>>> reachable(List<RouteWish> routes) {
        Map<String, Callable<List<Probe>>> all = new TreeMap<>();
        for (RouteWish wish : routes) {
            for (RouteGoal goal : wish.to("")) {
                RoutePlace place = goal.place();
                Optional<String> role = role(place);
                if (role.isPresent() || place.equals(wish.places().getFirst())) {
                    all.putIfAbsent(
                            place.region() + " " + role.orElse(""),
                            () ->
                                    reach(role)
                                            .routes(goal, () -> clients.ec2(place.region(), role)));
                }
            }
        }
        return all;
    }

    private Reach reach(Optional<String> role) {
        return new Reach(here.get().proxy(), role);
    }

    private void warmed(String what, CloudAnswer<?> answer) {
        if (!(answer instanceof CloudAnswer.Done<?>)) {
            log.accept("%s cannot be moved from here as it is: %s".formatted(what, answer.why()));
        }
    }

    /// It is this account's, whosever the route tables are.
    private CloudAnswer<String> networkInterface(String region) {
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
                        : new LateRoutes(() -> new Ec2Routes(own(region))).interfaceOf(instance);
        if (found instanceof CloudAnswer.Done<String>(String networkInterface)) {
            interfaces.put(instance, networkInterface);
        }
        return found;
    }

    private Optional<IpAddress> address(DnsWish wish) {
        return here.get().addresses().stream().filter(wish::takes).findFirst();
    }

    @Override
    public void close() {
        clients.close();
    }
}
