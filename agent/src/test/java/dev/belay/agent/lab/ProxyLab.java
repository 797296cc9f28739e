package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.MotoServer;
import dev.belay.api.CloudReach;
import dev.belay.api.LabDescription.LabNode;
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
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Agents on real hosts whose only way to the cloud is a real Squid, with the configuration that
/// Belay writes for it; their role and their network interface they get from the metadata service.
final class ProxyLab implements AutoCloseable {

    static final String EC2 = "CONNECT ec2.eu-central-1.amazonaws.com:443";
    static final String STS = "CONNECT sts.eu-central-1.amazonaws.com:443";

    /// From an order to what a person can rely on: active, or told that it is not known.
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Path folder;
    private final List<Process> metadata = new ArrayList<>();
    final TestLab lab;
    final CloudLab cloud;
    final SquidHost squid;
    final CloudFront front;
    final CloudRoutes routes;
    private @Nullable String configured;
    private @Nullable Proxy applied;

    private ProxyLab(Path folder, TestLab lab, SquidHost squid) throws Exception {
        this.folder = folder;
        this.lab = lab;
        this.squid = squid;
        InetAddress here = InetAddress.ofLiteral(squid.cloud());
        cloud = new CloudLab(lab, MotoServer.start(here));
        front = new CloudFront(here, cloud.moto.endpoint(), folder);
        routes = new CloudRoutes(cloud, 2);
    }

    /// @param folder for its files
    static ProxyLab start(Path folder) throws Exception {
        TestLab lab = TestLab.start(true, 3);
        try {
            SquidHost squid = SquidHost.make(lab, Files.createDirectory(folder.resolve("squid")));
            return new ProxyLab(folder, lab, squid);
        } catch (Exception | Error e) {
            lab.close();
            throw e;
        }
    }

    /// Gives the nodes what they need, and puts the design in force.
    void furnish() throws Exception {
        Path program = folder.resolve("metadata.py");
        try (InputStream in = ProxyLab.class.getResourceAsStream("metadata.py")) {
            Files.write(program, Objects.requireNonNull(in).readAllBytes());
        }
        for (LabNode node : lab.description.nodes()) {
            install(node.id());
            serveMetadata(program, node.id());
        }
        configure(SquidConfig.of(usual()));
        apply(usual());
    }

    /// An authority for certificates, and a program of a service, which tells what it sees.
    private void install(String node) throws Exception {
        lab.run(
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
    }

    private void serveMetadata(Path program, String node) throws Exception {
        var command = new ArrayList<>(AgentProcess.dyingWithParent());
        command.addAll(
                List.of(
                        Tools.inNetworkOf(
                                lab.view(node).hostPid(),
                                "/usr/bin/python3",
                                program.toString(),
                                metadataLog(node).toString(),
                                routes.interfaceOf(node))));
        Process service =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        metadata.add(service);
        assertThat(service.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
    }

    /// What the metadata service of a node was asked.
    Path metadataLog(String node) {
        return folder.resolve("metadata-" + node);
    }

    /// As it is unless a test wants another.
    Proxy usual() {
        String network = lab.node("node-1").address().replaceFirst("[0-9]+$", "0/24");
        return Proxy.of(new ThingId("squid"), "squid")
                .withHost(Optional.of(squid.address()))
                .withAllowedSources(List.of(Cidr.parse(network).orThrow()));
    }

    /// Has the proxy run with a configuration until the next test.
    void configure(String configuration) throws Exception {
        if (!configuration.equals(configured)) {
            configured = configuration;
            squid.run(configuration);
        }
    }

    /// Puts a design with a proxy in force until the next test.
    void apply(Proxy proxy) throws Exception {
        if (proxy.equals(applied)) {
            return;
        }
        applied = proxy;
        cloud.apply(
                false,
                _ -> "",
                """
                %s,
                "proxies": [ { "id": "squid", "name": "squid", "host": "%s", %s "scope": "%s",
                  "allowedSources": [ "%s" ], "users": [ "node-1", "node-2", "node-3" ] } ],
                "services": [ { "id": "web", "name": "web", "resources": [
                  %s,
                  { "type": "script", "name": "teller", "program": "/run/teller/program",
                    "operations": { "start": "5s", "stop": "5s", "monitor": "5s", "interval": "1s" } } ] } ]
                """
                        .formatted(
                                routes.design(),
                                squid.address(),
                                proxy.user().map("\"user\": \"%s\","::formatted).orElse(""),
                                proxy.scope() == ProxyScope.SCRIPTS ? "scripts" : "cloud-calls",
                                proxy.allowedSources().getFirst(),
                                CloudRoutes.RESOURCES));
    }

    /// Puts right what a test before left, however that one ended: all is as it was furnished, and
    /// the active node has the routes.
    ServiceView settle() throws Exception {
        front.answerInstead(CloudFront.Instead.NOTHING);
        squid.goOn();
        configure(SquidConfig.of(usual()));
        cloud.settleAgents();
        apply(usual());
        ServiceView web = cloud.settle();
        routes.awaitLeadTo(web.node());
        return web;
    }

    static Resource route(ServiceView web) {
        return web.resources().stream()
                .filter(one -> one.name().equals("route"))
                .findFirst()
                .orElseGet(() -> new Resource("route", "", ResourceState.STOPPED, ""));
    }

    ServiceView awaitRunning(Predicate<ServiceView> wanted) throws Exception {
        return cloud.await(
                "web with its route",
                one ->
                        one.state() == State.ACTIVE
                                && route(one).state() == ResourceState.RUNNING
                                && wanted.test(one));
    }

    void awaitSaid(String words) throws Exception {
        cloud.await("the route says " + words, one -> route(one).said().contains(words));
    }

    /// Orders a move and sees how long it takes until it is over.
    ServiceView moved(String what, String to, Predicate<ServiceView> isOver) throws Exception {
        long begin = System.nanoTime();
        lab.api("node-1").moveService("web", to);
        ServiceView after = cloud.await(what, isOver);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf(
                "%s: over %d ms after the order, route %s: %s%n",
                what, took.toMillis(), route(after).state(), route(after).said());
        assertThat(took).as(what).isLessThan(LONGEST);
        return after;
    }

    /// The move is over when it is active there, with its route or without.
    ServiceView moved(String what, String to) throws Exception {
        return moved(
                what,
                to,
                one ->
                        one.node().equals(to)
                                && one.state() == State.ACTIVE
                                && (route(one).state() == ResourceState.RUNNING
                                        || route(one).state() == ResourceState.DEGRADED));
    }

    /// What each member says that it reaches.
    List<CloudReach.Node> reach() throws Exception {
        return new ApiClient(lab.api("node-1").path(), ApiClient.MEMBERSHIP).cloudReach().nodes();
    }

    /// How many lines of the proxy's log have all the words.
    long logged(String... words) throws IOException {
        return squid.log().stream()
                .filter(line -> Stream.of(words).allMatch(line::contains))
                .count();
    }

    @Override
    public void close() throws IOException, LabException {
        metadata.forEach(Process::destroyForcibly);
        routes.close();
        front.close();
        try {
            squid.close();
        } finally {
            // Only now the number of the lab, by which Squid's cable is named, is free again.
            cloud.close();
        }
    }
}
