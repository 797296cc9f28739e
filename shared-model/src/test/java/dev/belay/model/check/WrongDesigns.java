package dev.belay.model.check;

import dev.belay.model.cloud.DirectConnectGateway;
import dev.belay.model.cloud.GatewayAssociation;
import dev.belay.model.cloud.Route;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.RouteTarget;
import dev.belay.model.cloud.Subnet;
import dev.belay.model.cloud.TransitGateway;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.cloud.VpcAttachment;
import dev.belay.model.config.ClusterNetwork;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.ConfigFile;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.config.NetworkPurpose;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.Examples;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.network.Link;
import dev.belay.model.network.LinkKind;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.network.Site;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.CloudInstance;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.GuestOptions;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeAddress;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.ColocationConstraint;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.Mirror;
import dev.belay.model.service.MirrorResource;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Operations;
import dev.belay.model.service.OrderConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.station.LoadBalancer;
import dev.belay.model.station.Station;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// For every rule, an example with one thing made wrong.
final class WrongDesigns {

    private static final Design GATEWAY = Examples.design("gateway-cluster");
    private static final Design EC2 = Examples.design("ec2-route-table");
    private static final Design DNS = Examples.design("dns-name-proxy");
    private static final Design STATIONS = Examples.design("stations");
    private static final Design REMOTE = Examples.design("remote-nodes");

    private static final Map<ProblemCode, Design> ALL = new LinkedHashMap<>();

    private WrongDesigns() {}

    static Map<ProblemCode, Design> all() {
        if (ALL.isEmpty()) {
            names();
            references();
            links();
            addresses();
            networks();
            membership();
            cloud();
            routes();
            dnsAndProxies();
            stations();
            services();
            timingAndFencing();
        }
        return ALL;
    }

    static Design of(ProblemCode code) {
        return Objects.requireNonNull(all().get(code));
    }

    static ThingId id(String text) {
        return new ThingId(text);
    }

    static IpAddress ip(String text) {
        return IpAddress.parse(text).orThrow();
    }

    static Cidr net(String text) {
        return Cidr.parse(text).orThrow();
    }

    static Design node(Design design, String id, UnaryOperator<Node> change) {
        return design.with(change.apply(design.find(id(id), Node.class).orElseThrow()));
    }

    private static <T extends Thing> Design change(
            Design design, String id, Class<T> type, UnaryOperator<T> change) {
        return design.with(change.apply(design.find(id(id), type).orElseThrow()));
    }

    private static Design service(Design design, String id, UnaryOperator<Service> change) {
        return change(design, id, Service.class, change);
    }

    private static Design cluster(Design design, UnaryOperator<ClusterSettings> change) {
        return design.withCluster(change.apply(design.cluster()));
    }

    private static <T> List<T> plus(List<T> list, T more) {
        return Stream.concat(list.stream(), Stream.of(more)).toList();
    }

    private static Node worker(String id, String address) {
        return Node.of(id(id), id, NodeRole.WORKER).withAddress(Optional.of(ip(address)));
    }

    private static void names() {
        ALL.put(ProblemCode.BAD_HOST_NAME, node(GATEWAY, "gw-1", n -> n.withName("gw_1")));
        ALL.put(ProblemCode.NAME_MISSING, node(GATEWAY, "gw-1", n -> n.withName(" ")));
        ALL.put(ProblemCode.DUPLICATE_NAME, node(GATEWAY, "gw-1", n -> n.withName("GW-2")));
        ALL.put(
                ProblemCode.REMOTE_NAME_CLASH,
                node(REMOTE, "guest-1", n -> n.withName("vm-guest-1")));
        ALL.put(
                ProblemCode.DUPLICATE_RESOURCE,
                service(
                        REMOTE,
                        "webserver",
                        s -> s.withResources(List.of(OcfResource.of("vm-guest-1", "apache")))));
        ALL.put(
                ProblemCode.DUPLICATE_CONFIG_SET,
                GATEWAY.withConfigSets(plus(GATEWAY.configSets(), ConfigSet.of("edge-nginx"))));
        ALL.put(
                ProblemCode.CONFIG_SET_NAME_MISSING,
                GATEWAY.withConfigSets(plus(GATEWAY.configSets(), ConfigSet.of(" "))));
        ALL.put(
                ProblemCode.DUPLICATE_NETWORK,
                cluster(
                        GATEWAY,
                        c ->
                                c.withNetworks(
                                        plus(
                                                c.networks(),
                                                ClusterNetwork.of("agents", net("10.9.0.0/24"))))));
        ALL.put(ProblemCode.BAD_CLUSTER_ID, cluster(GATEWAY, c -> c.withId("Edge")));
        ALL.put(ProblemCode.CLUSTER_NAME_MISSING, cluster(GATEWAY, c -> c.withName("")));
    }

    private static void references() {
        ALL.put(
                ProblemCode.UNKNOWN_REFERENCE,
                change(
                        GATEWAY,
                        "balancer",
                        LoadBalancer.class,
                        b -> b.withMembers(plus(b.members(), id("gw-9")))));
        ALL.put(
                ProblemCode.WRONG_REFERENCE,
                change(
                        GATEWAY,
                        "balancer",
                        LoadBalancer.class,
                        b -> b.withMembers(plus(b.members(), id("dc")))));
        ALL.put(
                ProblemCode.DUPLICATE_REFERENCE,
                change(
                        GATEWAY,
                        "balancer",
                        LoadBalancer.class,
                        b -> b.withMembers(plus(b.members(), id("gw-1")))));
        ALL.put(
                ProblemCode.UNKNOWN_CONTAINER,
                node(GATEWAY, "gw-1", n -> n.withWithin(Optional.of(id("rack-z")))));
        ALL.put(
                ProblemCode.WRONG_CONTAINER,
                node(GATEWAY, "gw-1", n -> n.withWithin(Optional.of(id("gw-2")))));
        ALL.put(
                ProblemCode.CONTAINER_CIRCLE,
                GATEWAY.with(Subnet.of(id("s"), "s").withWithin(Optional.of(id("rack-a"))))
                        .with(circling("rack-a", "v"))
                        .with(
                                Vpc.of(id("v"), "v")
                                        .withCidrs(List.of(net("10.77.0.0/16")))
                                        .withWithin(Optional.of(id("dc"))))
                        .with(Site.of(id("dc"), "dc").withWithin(Optional.of(id("v")))));
        ALL.put(
                ProblemCode.UNKNOWN_CONFIG_SET,
                GATEWAY.withConfigSets(List.of(ConfigSet.of("other"))));
        ALL.put(
                ProblemCode.UNKNOWN_NETWORK,
                cluster(GATEWAY, c -> c.withNetworks(c.networks().subList(0, 1))));
        ALL.put(
                ProblemCode.UNKNOWN_MACHINE,
                node(REMOTE, "guest-1", n -> n.withGuest(Optional.of(GuestOptions.of("vm-9")))));
    }

    private static Thing circling(String zone, String container) {
        return GATEWAY.find(id(zone)).orElseThrow().withWithin(Optional.of(id(container)));
    }

    private static void links() {
        Link good = GATEWAY.links().getFirst();
        ALL.put(
                ProblemCode.LINK_END_MISSING,
                GATEWAY.withLinks(List.of(good.withTo(id("nobody")))));
        ALL.put(ProblemCode.ILLEGAL_LINK, GATEWAY.withLinks(List.of(good.withTo(id("portal")))));
        ALL.put(
                ProblemCode.DUPLICATE_LINK,
                GATEWAY.withLinks(
                        List.of(
                                good,
                                new Link(id("l"), LinkKind.NETWORK, good.to(), good.from(), ""))));
    }

    private static void addresses() {
        ALL.put(
                ProblemCode.ADDRESS_MISSING,
                node(GATEWAY, "gw-1", n -> n.withAddress(Optional.empty())));
        ALL.put(
                ProblemCode.DUPLICATE_ADDRESS,
                node(GATEWAY, "gw-1", n -> n.withAddress(Optional.of(ip("10.20.0.12")))));
        ALL.put(
                ProblemCode.UNUSABLE_ADDRESS,
                node(GATEWAY, "gw-1", n -> n.withAddress(Optional.of(ip("224.0.0.1")))));
        ALL.put(
                ProblemCode.RESERVED_ADDRESS,
                node(EC2, "gw-1", n -> n.withAddress(Optional.of(ip("10.0.110.255")))));
        ALL.put(
                ProblemCode.ADDRESS_OUTSIDE_SUBNET,
                node(EC2, "gw-1", n -> n.withAddress(Optional.of(ip("10.0.111.9")))));
        ALL.put(
                ProblemCode.ADDRESS_OUTSIDE_NETWORK,
                node(
                        GATEWAY,
                        "gw-1",
                        n ->
                                n.withAddresses(
                                        List.of(
                                                new NodeAddress(
                                                        "eth1", ip("10.20.2.1"), "clients")))));
        ALL.put(
                ProblemCode.DUPLICATE_PORT,
                node(GATEWAY, "gw-1", n -> n.withAgentPort(new Port(22))));
    }

    private static void networks() {
        Class<Subnet> subnet = Subnet.class;
        Class<Vpc> vpc = Vpc.class;
        ALL.put(
                ProblemCode.CIDR_MISSING,
                change(EC2, "subnet-a", subnet, s -> s.withCidr(Optional.empty())));
        ALL.put(
                ProblemCode.SUBNET_OUTSIDE_VPC,
                change(EC2, "subnet-a", subnet, s -> s.withCidr(Optional.of(net("10.9.0.0/24")))));
        ALL.put(
                ProblemCode.SUBNETS_OVERLAP,
                change(EC2, "subnet-a", subnet, s -> s.withCidr(Optional.of(net("10.0.96.0/19")))));
        Design twoVpcs =
                EC2.with(Vpc.of(id("vpc-2"), "Other VPC").withCidrs(List.of(net("10.0.128.0/17"))));
        ALL.put(
                ProblemCode.VPCS_OVERLAP,
                change(
                        twoVpcs,
                        "tgw",
                        TransitGateway.class,
                        t ->
                                t.withAttachments(
                                        plus(t.attachments(), VpcAttachment.of(id("vpc-2"))))));
        ALL.put(
                ProblemCode.SITE_OVERLAPS_VPC,
                change(EC2, "vpc", vpc, v -> v.withCidrs(plus(v.cidrs(), net("172.16.5.0/24")))));
        ALL.put(
                ProblemCode.NETWORKS_OVERLAP,
                cluster(
                        GATEWAY,
                        c ->
                                c.withNetworks(
                                        plus(
                                                c.networks(),
                                                new ClusterNetwork(
                                                        "more",
                                                        net("10.20.0.0/25"),
                                                        NetworkPurpose.AGENTS)))));
    }

    private static void membership() {
        ALL.put(ProblemCode.NO_NODES, Design.empty(GATEWAY.cluster()));
        ALL.put(ProblemCode.ADMIN_MISSING, node(GATEWAY, "gw-1", n -> n.withRole(NodeRole.WORKER)));
        ALL.put(
                ProblemCode.MORE_THAN_ONE_ADMIN,
                node(GATEWAY, "gw-2", n -> n.withRole(NodeRole.ADMIN)));
        ALL.put(
                ProblemCode.TWO_NODES_NEED_WITNESS,
                EC2.withThings(EC2.things().without(id("gw-3"))));
        ALL.put(
                ProblemCode.SINGLE_VOTE,
                node(
                        node(GATEWAY, "gw-2", n -> n.withLearner(true)),
                        "gw-3",
                        n -> n.withLearner(true)));
        ALL.put(
                ProblemCode.NO_VOTES,
                Design.empty(GATEWAY.cluster()).with(Node.of(id("r"), "r", NodeRole.REMOTE)));
        ALL.put(ProblemCode.EVEN_VOTES, GATEWAY.with(worker("gw-4", "10.20.0.14")));
        ALL.put(ProblemCode.TOO_MANY_VOTES, workers(5, false));
        ALL.put(ProblemCode.TOO_MANY_MEMBERS, workers(30, true));
        ALL.put(
                ProblemCode.VOTES_IN_ONE_ZONE,
                node(GATEWAY, "gw-3", n -> n.withWithin(Optional.of(id("rack-b")))));
        ALL.put(
                ProblemCode.VOTE_WITHOUT_ZONE,
                node(GATEWAY, "gw-3", n -> n.withWithin(Optional.of(id("dc")))));
        ALL.put(ProblemCode.WRONG_LEARNER, node(EC2, "gw-3", n -> n.withLearner(true)));
        ALL.put(
                ProblemCode.UNUSED_OPTIONS,
                node(REMOTE, "remote-1", n -> n.withRole(NodeRole.WORKER)));
        ALL.put(
                ProblemCode.GUEST_WITHOUT_MACHINE,
                node(REMOTE, "guest-1", n -> n.withGuest(Optional.empty())));
        ALL.put(
                ProblemCode.DATA_NODES_IN_ONE_ZONE,
                node(EC2, "gw-2", n -> n.withWithin(Optional.of(id("subnet-a")))));
    }

    private static Design workers(int count, boolean learners) {
        Design design = GATEWAY;
        for (int i = 0; i < count; i++) {
            design = design.with(worker("more-" + i, "10.20.0." + (50 + i)).withLearner(learners));
        }
        return design;
    }

    private static void cloud() {
        ALL.put(
                ProblemCode.CHECK_IS_ON,
                node(
                        EC2,
                        "gw-1",
                        n ->
                                n.withInstance(
                                        n.instance()
                                                .map(i -> i.withSourceDestinationCheck(true)))));
        ALL.put(
                ProblemCode.INTERFACE_MISSING,
                node(EC2, "gw-1", n -> n.withInstance(Optional.of(CloudInstance.DEFAULT))));
        ALL.put(
                ProblemCode.BAD_CLOUD_ID,
                node(
                        EC2,
                        "gw-1",
                        n ->
                                n.withInstance(
                                        n.instance()
                                                .map(i -> i.withInstanceId(Optional.of("gw-1"))))));
        ALL.put(ProblemCode.TWO_MAIN_TABLES, table(EC2, "rtb-c", t -> t.withMain(true)));
        ALL.put(
                ProblemCode.DUPLICATE_ROUTE,
                table(EC2, "rtb-c", t -> t.withRoutes(plus(t.routes(), t.routes().getFirst()))));
        ALL.put(
                ProblemCode.ROUTE_TARGET_MISSING,
                table(
                        EC2,
                        "rtb-c",
                        t ->
                                t.withRoutes(
                                        plus(
                                                t.routes(),
                                                Route.of(net("10.50.0.0/16"), RouteTarget.NODE)))));
    }

    private static Design table(Design design, String id, UnaryOperator<RouteTable> change) {
        return change(design, id, RouteTable.class, change);
    }

    private static Design vip(Design design, String id, UnaryOperator<VirtualIp> change) {
        return change(design, id, VirtualIp.class, change);
    }

    private static void routes() {
        ALL.put(
                ProblemCode.VIP_IN_VPC,
                vip(EC2, "vip-web", v -> v.withAddress(Optional.of(ip("10.0.1.9")))));
        ALL.put(
                ProblemCode.VIP_OUTSIDE_NETWORKS,
                vip(GATEWAY, "portal-ip", v -> v.withAddress(Optional.of(ip("10.99.1.9")))));
        ALL.put(
                ProblemCode.VIP_WITHOUT_TABLE,
                vip(EC2, "vip-web", v -> v.withRouteTables(List.of())));
        ALL.put(
                ProblemCode.VIP_ROUTE_MISSING,
                table(EC2, "rtb-c", t -> t.withRoutes(t.routes().subList(0, 3))));
        ALL.put(
                ProblemCode.RETURN_ROUTE_MISSING,
                table(EC2, "rtb-c", t -> t.withRoutes(t.routes().subList(2, 4))));
        ALL.put(
                ProblemCode.VIP_UNUSED,
                service(GATEWAY, "portal", s -> s.withResources(s.resources().subList(0, 1))));
        ALL.put(
                ProblemCode.PREFIX_NOT_ALLOWED,
                change(
                        EC2,
                        "dxgw",
                        DirectConnectGateway.class,
                        d ->
                                d.withAssociations(
                                        List.of(
                                                new GatewayAssociation(
                                                        id("tgw"), List.of(net("10.0.0.0/16")))))));
        ALL.put(
                ProblemCode.TRANSIT_ROUTE_MISSING,
                change(
                        EC2,
                        "tgw",
                        TransitGateway.class,
                        t -> t.withRoutes(t.routes().subList(0, 1))));
        ALL.put(
                ProblemCode.TRANSIT_DEFAULTS_OFF,
                change(EC2, "tgw", TransitGateway.class, t -> t.withDefaultPropagation(false)));
        ALL.put(
                ProblemCode.TRANSIT_WAY_MISSING,
                change(
                        EC2,
                        "tgw",
                        TransitGateway.class,
                        t ->
                                t.withRouteTableIds(List.of("tgw-rtb-0a1b2c3d"))
                                        .withAttachments(List.of(VpcAttachment.of(id("vpc"))))));
        Design apart =
                table(EC2, "rtb-c", t -> t.withWithin(Optional.of(id("vpc-2"))))
                        .with(Vpc.of(id("vpc-2"), "Second VPC"))
                        .with(
                                EC2.find(id("gw-2"))
                                        .orElseThrow()
                                        .withWithin(Optional.of(id("vpc-2"))));
        ALL.put(ProblemCode.TRANSIT_TABLE_MISSING, apart);
        ALL.put(ProblemCode.VPC_WITHOUT_GATEWAY, apart);
    }

    private static void dnsAndProxies() {
        Class<DnsRecord> dns = DnsRecord.class;
        Class<Proxy> proxy = Proxy.class;
        ALL.put(
                ProblemCode.ZONE_ID_MISSING,
                change(DNS, "app-name", dns, d -> d.withZoneId(Optional.empty())));
        ALL.put(
                ProblemCode.BAD_RECORD_NAME,
                change(DNS, "app-name", dns, d -> d.withHost("app_1.example.com")));
        ALL.put(
                ProblemCode.DUPLICATE_RECORD,
                DNS.with(
                        DNS.find(id("app-name"))
                                .orElseThrow()
                                .withId(id("again"))
                                .withName("again")));
        ALL.put(
                ProblemCode.TTL_OVER_BUDGET,
                change(DNS, "app-name", dns, d -> d.withTtl(Duration.ofMinutes(5))));
        ALL.put(
                ProblemCode.PROXY_HOST_MISSING,
                change(DNS, "squid", proxy, p -> p.withHost(Optional.empty())));
        ALL.put(
                ProblemCode.BAD_PROXY_HOST,
                change(DNS, "squid", proxy, p -> p.withHost(Optional.of("x; reboot"))));
        ALL.put(
                ProblemCode.BAD_PROXY_USER,
                change(DNS, "squid", proxy, p -> p.withUser(Optional.of("who:ever"))));
        ALL.put(
                ProblemCode.BAD_PROXY_EXCEPTION,
                change(DNS, "squid", proxy, p -> p.withNoProxy(List.of("$(reboot)"))));
        ALL.put(
                ProblemCode.PROXY_REFUSES_NODE,
                change(
                        DNS,
                        "squid",
                        proxy,
                        p -> p.withAllowedSources(List.of(net("10.0.110.0/24")))));
        ALL.put(ProblemCode.PROXY_UNUSED, change(DNS, "squid", proxy, p -> p.withUsers(List.of())));
        ALL.put(
                ProblemCode.SCRIPTS_WITHOUT_PROXY,
                service(
                        change(DNS, "squid", proxy, p -> p.withScope(ProxyScope.CLOUD_CALLS)),
                        "app",
                        s -> s.withResources(List.of(OcfResource.of("script", "anything")))));
    }

    private static void stations() {
        Class<Station> station = Station.class;
        ALL.put(
                ProblemCode.STATION_DIFFERS,
                change(STATIONS, "station-b", station, s -> s.withProxyPort(new Port(16081))));
        ALL.put(
                ProblemCode.STATION_HOST_NAME,
                change(STATIONS, "station-b", station, s -> s.withHostName("station-b")));
        ALL.put(
                ProblemCode.BALANCER_NOT_ALLOWED,
                change(
                        STATIONS,
                        "station-b",
                        station,
                        s -> s.withAllowedAddresses(List.of(net("192.168.0.0/16")))));
        ALL.put(
                ProblemCode.STATION_IN_TWO_SETS,
                STATIONS.with(
                        STATIONS.find(id("balancer"))
                                .orElseThrow()
                                .withId(id("second"))
                                .withName("second")));
        ALL.put(
                ProblemCode.STATION_WITHOUT_BALANCER,
                balancer(b -> b.withMembers(List.of(id("station-a")))));
        ALL.put(
                ProblemCode.FRONTEND_MISSING,
                balancer(b -> b.withFrontends(b.frontends().subList(0, 2))));
        ALL.put(ProblemCode.BALANCER_HOST_MISSING, balancer(b -> b.withHost(Optional.empty())));
        ALL.put(ProblemCode.BALANCER_EMPTY, balancer(b -> b.withMembers(List.of())));
        ALL.put(
                ProblemCode.PATH_NOT_ABSOLUTE,
                GATEWAY.withConfigSets(
                        List.of(
                                ConfigSet.of("edge-nginx")
                                        .withFiles(List.of(ConfigFile.of("nginx.conf"))))));
        ALL.put(
                ProblemCode.BAD_FILE_MODE,
                GATEWAY.withConfigSets(
                        List.of(
                                ConfigSet.of("edge-nginx")
                                        .withFiles(
                                                List.of(
                                                        ConfigFile.of("/etc/nginx/nginx.conf")
                                                                .withMode("rw-r--r--"))))));
    }

    private static Design balancer(UnaryOperator<LoadBalancer> change) {
        return change(STATIONS, "balancer", LoadBalancer.class, change);
    }

    private static void services() {
        ALL.put(
                ProblemCode.SERVICE_EMPTY,
                service(GATEWAY, "portal", s -> s.withResources(List.of())));
        ALL.put(
                ProblemCode.SERVICE_WITHOUT_NODES,
                Design.empty(GATEWAY.cluster())
                        .with(Node.of(id("w"), "w", NodeRole.WITNESS))
                        .with(Service.of(id("s"), "s")));
        ALL.put(
                ProblemCode.SHARED_BY_SERVICES,
                service(
                        EC2,
                        "batch",
                        s ->
                                s.withResources(
                                        List.of(
                                                MirrorResource.of(
                                                        "batch-data", id("mirror-web"))))));
        ALL.put(
                ProblemCode.ROUTE_BEFORE_ADDRESS,
                service(EC2, "web", s -> s.withResources(s.resources().reversed())));
        ALL.putAll(WrongCloudAddresses.all(EC2));
        ALL.put(
                ProblemCode.CONSTRAINT_ON_ITSELF,
                service(
                        EC2,
                        "web",
                        s -> s.withConstraints(List.of(new ColocationConstraint(id("web"), 5)))));
        ALL.put(
                ProblemCode.ORDER_CIRCLE,
                service(
                        EC2,
                        "web",
                        s -> s.withConstraints(List.of(OrderConstraint.of(id("batch"))))));
        ALL.put(
                ProblemCode.SCORE_OUT_OF_RANGE,
                service(
                        EC2,
                        "web",
                        s ->
                                s.withConstraints(
                                        List.of(new LocationConstraint(id("gw-1"), 1_000_001)))));
        ALL.put(
                ProblemCode.MIRROR_MEMBERS,
                change(EC2, "mirror-web", Mirror.class, m -> m.withMembers(List.of(id("gw-1")))));
        ALL.put(
                ProblemCode.DURATION_NOT_POSITIVE,
                service(
                        REMOTE,
                        "webserver",
                        s ->
                                s.withResources(
                                        List.of(
                                                OcfResource.of("apache", "apache")
                                                        .withOperations(
                                                                Operations.DEFAULT.withStart(
                                                                        Duration.ZERO))))));
    }

    private static void timingAndFencing() {
        ALL.put(
                ProblemCode.TIMING_INCOHERENT,
                cluster(
                        GATEWAY,
                        c ->
                                c.withTiming(
                                        TimingProfile.STANDARD.withRenew(Duration.ofMillis(451)))));
        ALL.put(
                ProblemCode.LEASE_OVER_BUDGET,
                service(
                        GATEWAY,
                        "portal",
                        s -> s.withOutageBudget(Optional.of(Duration.ofSeconds(1)))));
        ALL.put(
                ProblemCode.MONITOR_OVER_BUDGET,
                service(
                        GATEWAY,
                        "portal",
                        s -> s.withOutageBudget(Optional.of(Duration.ofSeconds(9)))));
        ALL.put(
                ProblemCode.FAILURES_FORGOTTEN_EARLY,
                service(GATEWAY, "portal", s -> s.withFailureTimeout(Duration.ofSeconds(20))));
        ALL.put(
                ProblemCode.SYNC_OVER_START,
                change(
                        DNS,
                        "app-name",
                        DnsRecord.class,
                        d -> d.withSyncTimeout(Duration.ofMinutes(3))));
        ALL.put(
                ProblemCode.CLOUD_CALLS_OVER_START,
                service(
                        DNS,
                        "app",
                        s ->
                                s.withResources(
                                        s.resources().stream()
                                                .map(one ->
                                                        one.withOperations(
                                                                one.operations()
                                                                        .withStart(
                                                                                Duration.ofSeconds(
                                                                                        5))))
                                                .toList())));
        Class<FenceDevice> device = FenceDevice.class;
        ALL.put(
                ProblemCode.NODE_NOT_FENCED,
                change(REMOTE, "ipmi-4", device, d -> d.withTargets(List.of(id("node-1")))));
        ALL.put(ProblemCode.FENCE_LEVEL, change(REMOTE, "ipmi-1", device, d -> d.withLevel(10)));
        ALL.put(
                ProblemCode.FENCE_WITHOUT_TARGETS,
                change(REMOTE, "ipmi-1", device, d -> d.withTargets(List.of())));
        ALL.put(
                ProblemCode.BAD_ROLE,
                change(EC2, "vpc", Vpc.class, v -> v.withAssumeRole(Optional.of("belay-routes"))));
        ALL.put(
                ProblemCode.FENCE_WITHOUT_INSTANCE,
                change(REMOTE, "ipmi-1", device, d -> d.withAgent("ec2")));
        ALL.put(
                ProblemCode.FENCE_SAME_INSTANCE,
                change(
                        REMOTE,
                        "ipmi-1",
                        device,
                        d ->
                                d.withAgent("ec2")
                                        .withTargets(List.of(id("node-1"), id("node-2")))
                                        .withPorts(
                                                new TreeMap<>(
                                                        Map.of(
                                                                "node-1", "i-0a1b2c3d",
                                                                "node-2", "i-0a1b2c3d")))));
        ALL.put(
                ProblemCode.FENCE_OTHER_INSTANCE,
                change(
                        change(
                                REMOTE,
                                "ipmi-1",
                                device,
                                d ->
                                        d.withAgent("ec2")
                                                .withTargets(List.of(id("node-1")))
                                                .withPorts(
                                                        new TreeMap<>(
                                                                Map.of("node-1", "i-0a1b2c3d")))),
                        "node-1",
                        Node.class,
                        n ->
                                n.withInstance(
                                        Optional.of(
                                                new CloudInstance(
                                                        Optional.of("i-0d3c2b1a"),
                                                        Optional.empty(),
                                                        false)))));
        ALL.put(
                ProblemCode.SECRET_IN_DESIGN,
                change(
                        REMOTE,
                        "ipmi-1",
                        device,
                        d -> {
                            TreeMap<String, String> parameters = new TreeMap<>(d.parameters());
                            parameters.put("password", "hunter2");
                            return d.withParameters(parameters);
                        }));
    }
}
