package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.belay.agent.LiveFolder;
import dev.belay.agent.cli.Belay;
import dev.belay.agent.cloud.MotoServer;
import dev.belay.api.CloudReach;
import dev.belay.api.CloudReach.Probe;
import dev.belay.api.CloudReach.Result;
import dev.belay.api.DesignText;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.api.ProxySecret;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.Resource;
import dev.belay.api.ServiceView.ResourceState;
import dev.belay.api.ServiceView.State;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.proxy.SquidConfig;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.ThingId;
import dev.belay.reach.ApiClient;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// Agents on real hosts whose only way to the cloud is a real Squid, with the configuration that
/// Belay writes for it; their role and their network interface they get from the metadata service.
/// The AWS CLI sees what became of the routes.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ProxyLabTest {

    private static final String VIP = "10.99.0.5";
    private static final String EC2 = "CONNECT ec2.eu-central-1.amazonaws.com:443";
    private static final String STS = "CONNECT sts.eu-central-1.amazonaws.com:443";
    private static final String USER = "belay";
    private static final String PASSWORD = "Pass w:rd/7@%";

    /// From an order to what a person can rely on: active, or told that it is not known.
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Map<String, String> interfaces = new HashMap<>();
    private final List<String> tables = new ArrayList<>();
    private final List<Process> metadata = new ArrayList<>();
    private Path folder;
    private TestLab lab;
    private SquidHost squid;
    private MotoServer moto;
    private CloudFront front;
    private Ec2Client ec2;
    private String vpc = "";
    private String otherTable = "";
    private String otherInterface = "";
    private boolean isChanged;

    @BeforeAll
    void up(@TempDir Path temporary) throws Exception {
        folder = temporary;
        lab = TestLab.start(true, 3);
        squid = SquidHost.make(lab, Files.createDirectory(folder.resolve("squid")));
        InetAddress here = InetAddress.ofLiteral(squid.cloud());
        moto = MotoServer.start(here);
        front = new CloudFront(here, moto.endpoint(), folder);
        ec2 =
                Ec2Client.builder()
                        .endpointOverride(moto.endpoint())
                        .region(Region.of(MotoServer.REGION))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("test", "test")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
        squid.run(SquidConfig.of(proxy()));
        draw();
        for (LabNode node : lab.description.nodes()) {
            furnish(node.id());
        }
        apply(proxy());
    }

    @AfterAll
    void down() throws Exception {
        metadata.forEach(Process::destroyForcibly);
        if (front != null) {
            front.close();
        }
        if (moto != null) {
            ec2.close();
            moto.close();
        }
        if (squid != null) {
            squid.close();
        }
        lab.close();
    }

    /// Whatever a test before left is set right by the active node.
    @BeforeEach
    void settle() throws Exception {
        front.answerInstead(CloudFront.Instead.NOTHING);
        squid.goOn();
        if (isChanged) {
            squid.run(SquidConfig.of(proxy()));
            apply(proxy());
            isChanged = false;
        }
        String node = awaitRunning(_ -> true).node();
        TestLab.await("all routes lead to " + node, () -> leadTo(node));
    }

    /// A VPC with two tables, of which the first gets its line by a start, and another one that has
    /// a line for the same address.
    private void draw() {
        vpc = ec2.createVpc(one -> one.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        String subnet = subnet(vpc, "10.0.1.0/24");
        for (LabNode node : lab.description.nodes()) {
            interfaces.put(node.id(), networkInterface(subnet));
        }
        tables.add(table(vpc));
        tables.add(table(vpc));
        route(tables.getLast(), networkInterface(subnet));
        String other = ec2.createVpc(one -> one.cidrBlock("10.1.0.0/16")).vpc().vpcId();
        otherInterface = networkInterface(subnet(other, "10.1.1.0/24"));
        otherTable = table(other);
        route(otherTable, otherInterface);
    }

    private String interfaceOf(String node) {
        return Objects.requireNonNull(interfaces.get(node));
    }

    private String subnet(String of, String network) {
        return ec2.createSubnet(one -> one.vpcId(of).cidrBlock(network)).subnet().subnetId();
    }

    private String networkInterface(String subnet) {
        return ec2.createNetworkInterface(one -> one.subnetId(subnet))
                .networkInterface()
                .networkInterfaceId();
    }

    private String table(String of) {
        return ec2.createRouteTable(one -> one.vpcId(of)).routeTable().routeTableId();
    }

    private void route(String table, String to) {
        ec2.createRoute(one ->
                one.routeTableId(table).destinationCidrBlock(VIP + "/32").networkInterfaceId(to));
    }

    /// The metadata service, an authority for certificates, and a program of a service.
    private void furnish(String node) throws Exception {
        Path program = folder.resolve("metadata.py");
        try (InputStream in = ProxyLabTest.class.getResourceAsStream("metadata.py")) {
            Files.write(program, Objects.requireNonNull(in).readAllBytes());
        }
        run(
                node,
                """
                set -e
                mount --bind %s "$(readlink -f %s/lib/security/cacerts)"
                ip address add 169.254.169.254/32 dev lo
                mkdir /run/teller
                cat >/run/teller/program <<'EOF'
                #!/bin/sh
                case $1 in
                    start) touch /run/teller/on ;;
                    stop) rm -f /run/teller/on ;;
                    status)
                        [ -e /run/teller/on ] || exit 3
                        curl -sk -m 2 -o /dev/null https://sts.eu-central-1.amazonaws.com/
                        echo "curl=$?" >/run/teller/saw.new
                        env >>/run/teller/saw.new
                        mv /run/teller/saw.new /run/teller/saw
                        ;;
                esac
                exit 0
                EOF
                chmod 755 /run/teller/program
                """
                        .formatted(front.trust(), System.getProperty("java.home")));
        var command = new ArrayList<>(AgentProcess.dyingWithParent());
        command.addAll(
                List.of(
                        Tools.inNetworkOf(
                                lab.view(node).hostPid(),
                                "/usr/bin/python3",
                                program.toString(),
                                metadataLog(node).toString(),
                                interfaceOf(node))));
        Process service =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        metadata.add(service);
        assertThat(service.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
    }

    /// What the metadata service of a node was asked.
    private Path metadataLog(String node) {
        return folder.resolve("metadata-" + node);
    }

    private String run(String node, String script) throws Exception {
        var words = new ArrayList<>(List.of("nsenter", "-t"));
        words.add(Long.toString(lab.view(node).hostPid()));
        words.addAll(List.of("-m", "-u", "-i", "-n", "-p", "--", "sh", "-c", script));
        return Tools.runWith("", words);
    }

    private Proxy proxy() {
        String network = lab.node("node-1").address().replaceFirst("[0-9]+$", "0/24");
        return Proxy.of(new ThingId("squid"), "squid")
                .withHost(Optional.of(squid.address()))
                .withAllowedSources(List.of(Cidr.parse(network).orThrow()));
    }

    private void apply(Proxy proxy) throws Exception {
        var nodes = new ArrayList<String>();
        for (LabNode node : lab.description.nodes()) {
            nodes.add(
                    """
                    { "id": "%s", "name": "%s", "role": "%s", "address": "%s" }
                    """
                            .formatted(
                                    node.id(),
                                    node.id(),
                                    node.id().equals("node-1") ? "admin" : "worker",
                                    node.address()));
        }
        String text =
                """
                { "format": "belay-design", "version": 1, "belay": "0.1",
                  "cluster": { "id": "lab", "name": "lab", "timing": { "name": "default" }, "fencing": false },
                  "vpcs": [ { "id": "vpc", "name": "vpc", "vpcId": "%s", "region": "%s" } ],
                  "nodes": [ %s ],
                  "routeTables": [ { "id": "table", "name": "table", "within": "vpc", "routeTableId": "%s",
                    "routes": [ { "destination": "%s/32", "target": "active-node", "to": "vip" } ] } ],
                  "virtualIps": [ { "id": "vip", "name": "vip", "address": "%s", "means": "route-table",
                    "routeTables": [ "table" ] } ],
                  "proxies": [ { "id": "squid", "name": "squid", "host": "%s", %s "scope": "%s",
                    "allowedSources": [ "%s" ], "users": [ "node-1", "node-2", "node-3" ] } ],
                  "services": [ { "id": "web", "name": "web", "resources": [
                    { "type": "virtual-ip", "name": "address", "virtualIp": "vip" },
                    { "type": "route-table", "name": "route", "virtualIp": "vip",
                      "operations": { "start": "20s", "stop": "20s", "monitor": "10s", "interval": "1s" } },
                    { "type": "script", "name": "teller", "program": "/run/teller/program",
                      "operations": { "start": "5s", "stop": "5s", "monitor": "5s", "interval": "1s" } } ] } ] }
                """
                        .formatted(
                                vpc,
                                MotoServer.REGION,
                                String.join(",", nodes),
                                tables.getFirst(),
                                VIP,
                                VIP,
                                squid.address(),
                                proxy.user().map("\"user\": \"%s\","::formatted).orElse(""),
                                proxy.scope() == ProxyScope.SCRIPTS ? "scripts" : "cloud-calls",
                                proxy.allowedSources().getFirst());
        ApiClient api = lab.api("node-1");
        api.putDesign(new DesignText(text, api.design().version()));
    }

    private ServiceView web() throws Exception {
        return lab.api("node-1").services().services().getFirst();
    }

    private static Resource route(ServiceView web) {
        return web.resources().stream()
                .filter(one -> one.name().equals("route"))
                .findFirst()
                .orElseGet(() -> new Resource("route", "", ResourceState.STOPPED, ""));
    }

    private ServiceView await(String what, Predicate<ServiceView> wanted) throws Exception {
        var last = new ArrayList<ServiceView>();
        TestLab.await(
                what,
                () -> last,
                () -> {
                    last.clear();
                    last.add(web());
                    return wanted.test(last.getFirst());
                });
        return last.getFirst();
    }

    private ServiceView awaitRunning(Predicate<ServiceView> wanted) throws Exception {
        return await(
                "web with its route",
                one ->
                        one.state() == State.ACTIVE
                                && route(one).state() == ResourceState.RUNNING
                                && wanted.test(one));
    }

    private ServiceView awaitSaid(String words) throws Exception {
        return await("the route says " + words, one -> route(one).said().contains(words));
    }

    /// Where the tables of all VPCs send the address, as the AWS CLI sees them.
    private Map<String, String> leads() throws Exception {
        Map<String, String> all = new HashMap<>();
        moto.cli(
                        "ec2",
                        "describe-route-tables",
                        "--query",
                        "RouteTables[].[RouteTableId,Routes[?DestinationCidrBlock=='"
                                + VIP
                                + "/32'].NetworkInterfaceId|[0]]")
                .lines()
                .map(line -> line.split("\\s+"))
                .filter(words -> words[1].startsWith("eni-"))
                .forEach(words -> all.put(words[0], words[1]));
        return all;
    }

    /// All tables of the cluster's VPC lead to a node, and that of the other VPC where it led: the
    /// same address there is somebody else's.
    private void assertLeadsTo(String node) throws Exception {
        Map<String, String> wanted = new HashMap<>();
        tables.forEach(table -> wanted.put(table, interfaceOf(node)));
        wanted.put(otherTable, otherInterface);
        assertThat(leads()).isEqualTo(wanted);
    }

    private void assertLeadsElsewhere(String node) throws Exception {
        assertThat(leads())
                .hasSize(tables.size() + 1)
                .doesNotContainValue(interfaceOf(node))
                .containsEntry(otherTable, otherInterface);
    }

    private boolean leadTo(String node) {
        return ec2.describeRouteTables(one -> one.routeTableIds(tables)).routeTables().stream()
                .allMatch(table ->
                        table.routes().stream()
                                .anyMatch(route ->
                                        (VIP + "/32").equals(route.destinationCidrBlock())
                                                && Objects.equals(
                                                        interfaceOf(node),
                                                        route.networkInterfaceId())));
    }

    private static boolean isSettled(ServiceView web, String node) {
        return web.node().equals(node)
                && web.state() == State.ACTIVE
                && (route(web).state() == ResourceState.RUNNING
                        || route(web).state() == ResourceState.DEGRADED);
    }

    /// Orders a move and sees how long it takes until it is over.
    private ServiceView moved(String what, String to, Predicate<ServiceView> isOver)
            throws Exception {
        long begin = System.nanoTime();
        lab.api("node-1").moveService("web", to);
        ServiceView after = await(what, isOver);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf(
                "%s: over %d ms after the order, route %s: %s%n",
                what, took.toMillis(), route(after).state(), route(after).said());
        assertThat(took).as(what).isLessThan(LONGEST);
        return after;
    }

    private String next(ServiceView web) {
        return lab.others(web.node()).getFirst();
    }

    private long logged(String... words) throws Exception {
        return squid.log().stream()
                .filter(line -> Stream.of(words).allMatch(line::contains))
                .count();
    }

    @Test
    void calls_go_through_the_proxy_and_the_metadata_past_it() throws Exception {
        String to = next(web());
        long before = logged(lab.node(to).address(), EC2, "TCP_TUNNEL/200");

        moved("calls by proxy", to, one -> isSettled(one, to));

        assertLeadsTo(to);
        TestLab.await(
                "the proxy's log has the calls",
                () -> logged(lab.node(to).address(), EC2, "TCP_TUNNEL/200") > before);
        assertThat(squid.log()).noneMatch(line -> line.contains("169.254"));
        assertThat(Files.readString(metadataLog(to)))
                .contains("PUT /latest/api/token 200")
                .contains("interface-id 200")
                .contains("GET /latest/meta-data/iam/security-credentials/cluster 200");
    }

    /// The change that is only to be tried does not get to the API server: it would make it.
    @Test
    void each_member_says_what_it_reaches_and_may() throws Exception {
        String node = web().node();
        List<CloudReach.Node> nodes = reach();

        assertThat(nodes).hasSize(3);
        for (CloudReach.Node one : nodes) {
            assertThat(one.proxy()).isEqualTo(squid.address() + ":3128");
            assertThat(one.agentVersion()).isNotEmpty();
            assertThat(one.probes())
                    .extracting(Probe::target, Probe::result)
                    .containsExactly(
                            tuple("http://169.254.169.254", Result.DIRECT),
                            tuple("https://ec2.eu-central-1.amazonaws.com", Result.BY_PROXY),
                            tuple("ec2:DescribeRouteTables", Result.ALLOWED),
                            tuple("ec2:ReplaceRoute", Result.ALLOWED));
        }
        assertLeadsTo(node);
    }

    private List<CloudReach.Node> reach() throws Exception {
        return new ApiClient(lab.api("node-1").path(), ApiClient.MEMBERSHIP).cloudReach().nodes();
    }

    @Test
    void programs_follow_the_scope() throws Exception {
        String node = awaitRunning(_ -> true).node();
        long before = logged(STS);
        run(node, "rm -f /run/teller/saw");
        TestLab.await("a look", () -> run(node, "cat /run/teller/saw || true").contains("PATH="));
        assertThat(run(node, "grep -ic proxy /run/teller/saw || true").strip()).isEqualTo("0");
        assertThat(run(node, "cat /run/teller/saw")).doesNotContain("curl=0");
        assertThat(logged(STS)).isEqualTo(before);

        isChanged = true;
        apply(proxy().withScope(ProxyScope.SCRIPTS));

        String now = awaitRunning(_ -> true).node();
        TestLab.await(
                "a look through the proxy",
                () -> run(now, "cat /run/teller/saw || true").contains("curl=0"));
        assertThat(run(now, "cat /run/teller/saw"))
                .contains("HTTPS_PROXY=http://" + squid.address() + ":3128")
                .containsPattern("no_proxy=169\\.254\\.169\\.254,");
        TestLab.await("the proxy's log has the call of the program", () -> logged(STS) > before);
        assertThat(logged(lab.node(now).address(), STS, "TCP_TUNNEL/200")).isPositive();
    }

    @Test
    void a_proxy_that_asks_for_a_password_gets_it_and_nobody_else_does() throws Exception {
        Proxy asking = proxy().withScope(ProxyScope.SCRIPTS).withUser(Optional.of(USER));
        isChanged = true;
        squid.know(USER, PASSWORD);
        squid.run(SquidConfig.of(asking));
        awaitSaid("the proxy answered 407");
        apply(asking);
        awaitSaid("was not told it: run 'belay proxy secret squid'");

        lab.api("node-2").keepProxySecret(new ProxySecret("squid", "wrong"));
        awaitSaid("the proxy answered 407, it asks for a user and a password that are right");
        assertThat(lab.api("node-1").keepProxySecret(new ProxySecret("squid", PASSWORD)).missing())
                .isEmpty();

        ServiceView web = awaitRunning(one -> !route(one).said().contains("407"));
        TestLab.await("calls with it", () -> logged(EC2 + " " + USER, "TCP_TUNNEL/200") > 0);
        TestLab.await(
                "curl with the password", () -> logged(STS + " " + USER, "TCP_TUNNEL/200") > 0);
        assertThat(run(web.node(), "cat /run/teller/saw"))
                .contains("HTTPS_PROXY=http://belay:Pass%20w%3Ard%2F7%40%25@" + squid.address());
        assertUntold(PASSWORD);
        lab.api("node-1").keepProxySecret(new ProxySecret("squid", ""));
    }

    /// In no file of a node but its own one for secrets, and in no list of processes.
    private void assertUntold(String secret) throws Exception {
        for (LabNode node : lab.description.nodes()) {
            assertThat(run(node.id(), "cat /proc/[0-9]*/cmdline | tr '\\0' '\\n'"))
                    .doesNotContain(secret)
                    .doesNotContain("Pass%20w");
        }
        List<Path> with = new ArrayList<>();
        for (Path file : LiveFolder.files(lab.folder.path())) {
            if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains(secret)) {
                with.add(file);
            }
        }
        assertThat(with).hasSize(3).allMatch(one -> one.endsWith("fence-secrets.json"));
        for (Path file : with) {
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
    }

    /// To Squid such a file is good; what is asked for is refused all the same.
    @Test
    void an_access_list_after_the_last_line_is_told_and_found_in_the_file() throws Exception {
        isChanged = true;
        squid.run(
                SquidConfig.of(proxy())
                        .replace("http_access deny all\n", "")
                        .replace("http_access allow", "http_access deny all\nhttp_access allow"));

        awaitSaid("the proxy answered 403, its rules do not let this node through");
        assertThat(reach())
                .allMatch(node ->
                        node.probes().stream()
                                .anyMatch(one -> one.result() == Result.REFUSED_BY_PROXY));
        Process check = belay("proxy", "check", squid.file().toString(), "--json");
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(check.waitFor()).isEqualTo(3);
        assertThat(said)
                .contains("\"squid\":\"good\"")
                .contains("\"kind\":\"never-reached\"")
                .contains("http_access allow cluster cloud");
    }

    private static Process belay(String... arguments) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Belay.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /// One that lacks the permission for one table: the service does not stay where it is not
    /// reached.
    @Test
    void a_table_that_refuses_is_over_in_time_and_named() throws Exception {
        ServiceView before = web();
        String to = next(before);
        String refusing = tables.getLast();
        front.answerInstead(
                new CloudFront.Instead(
                        body ->
                                body.contains("Action=ReplaceRoute")
                                        && body.contains(refusing)
                                        && body.contains(interfaceOf(to)),
                        403,
                        "UnauthorizedOperation"));

        ServiceView after =
                moved(
                        "a table refuses",
                        to,
                        one ->
                                one.failures().stream().anyMatch(f -> f.node().equals(to))
                                        && one.state() == State.ACTIVE
                                        && !one.node().equals(to)
                                        && route(one).state() == ResourceState.RUNNING);

        assertThat(after.failures().getFirst().last())
                .contains(refusing, "allow 'ec2:ReplaceRoute' in the role of the instance");
        assertLeadsTo(after.node());
        lab.api("node-1").clearService("web");
    }

    @Test
    void throttling_for_ever_is_over_in_time_and_not_known() throws Exception {
        String to = next(web());
        front.answerInstead(
                new CloudFront.Instead(
                        body -> body.contains("Action=ReplaceRoute"), 503, "RequestLimitExceeded"));

        ServiceView after = moved("throttled for ever", to, one -> isSettled(one, to));

        assertThat(route(after).state()).isEqualTo(ResourceState.DEGRADED);
        assertThat(route(after).said()).contains("it is not known", "calls too often");
        assertLeadsElsewhere(to);
    }

    @Test
    void a_proxy_that_never_answers_is_over_in_time_and_not_known() throws Exception {
        String to = next(web());
        squid.hang();

        ServiceView after = moved("a proxy that hangs", to, one -> isSettled(one, to));

        assertThat(route(after).state()).isEqualTo(ResourceState.DEGRADED);
        assertThat(route(after).said())
                .contains("it is not known", "look at the network and the proxy");
        assertLeadsElsewhere(to);
    }

    /// An agent that starts without it knows neither its interface nor its credentials.
    @Test
    void metadata_that_is_dropped_is_over_in_time_and_not_known() throws Exception {
        String to = lab.others(web().node(), "node-1").getFirst();
        lab.order(LabOrder.Verb.KILL, to);
        run(
                to,
                """
                nft add table ip dropped
                nft add chain ip dropped out '{ type filter hook output priority 0; }'
                nft add rule ip dropped out ip daddr 169.254.169.254 drop
                """);
        try {
            lab.order(LabOrder.Verb.START, to);
            TestLab.await(
                    to + " is ready",
                    () ->
                            lab.api(to).services().services().getFirst().state() == State.ACTIVE
                                    && lab.api("node-1").services().hosts().stream()
                                            .anyMatch(one ->
                                                    one.node().equals(to)
                                                            && one.hindrance().isEmpty()));

            ServiceView after = moved("metadata dropped", to, one -> isSettled(one, to));

            assertThat(route(after).state()).isEqualTo(ResourceState.DEGRADED);
            assertThat(route(after).said())
                    .contains("the instance was asked for its network interface");
            assertLeadsElsewhere(to);
        } finally {
            run(to, "nft delete table ip dropped");
        }
    }
}
