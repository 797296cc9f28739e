package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.MotoServer;
import dev.belay.agent.cloud.ZoneServer;
import dev.belay.api.DesignText;
import dev.belay.api.DrillKind;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.drill.DrillReport;
import dev.belay.drill.DrillResult;
import dev.belay.drill.DrillStep;
import dev.belay.drill.DrillText;
import dev.belay.drill.NameSeen;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.drill.ClientCluster;
import dev.belay.reach.drill.DrillPlan;
import dev.belay.reach.drill.DrillRun;
import dev.belay.reach.probe.ProbeTarget;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.route53.Route53Client;

/// The drill of a name on real hosts: start, look where the name leads, move, look again, by a
/// client that asks a name server and keeps its answers. Source: document 004, section 4.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class NameDrillLabTest {

    private static final String NAME = "test.clusterpro.local";
    private static final int PORT = 8443;
    private static final int TTL = 5;

    private static final String SERVER =
            """
            #!/bin/sh
            case "$1" in
            start)
              setsid python3 -m http.server %d --bind "$2" --directory /run > /dev/null 2>&1 < /dev/null &
              echo $! > /run/app.pid
              for _ in $(seq 100); do
                python3 -c "import socket; socket.create_connection(('$2', %d), 1)" 2> /dev/null && exit 0
                sleep 0.1
              done
              exit 1 ;;
            stop)
              [ -f /run/app.pid ] && kill $(cat /run/app.pid) 2> /dev/null
              rm -f /run/app.pid
              exit 0 ;;
            status)
              [ -f /run/app.pid ] && kill -0 $(cat /run/app.pid) 2> /dev/null && exit 0
              exit 3 ;;
            esac
            """
                    .formatted(PORT, PORT);

    private final Map<String, String> addresses = new HashMap<>();
    private final List<ApiClient> ways = new ArrayList<>();
    private TestLab lab;
    private MotoServer server;
    private ZoneServer names;

    @BeforeAll
    void up() throws Exception {
        lab = TestLab.start(true, 3);
        InetAddress here;
        try (var socket = new Socket(lab.node("node-1").address(), 22)) {
            here = socket.getLocalAddress();
        }
        server = MotoServer.start(here);
        String zone;
        try (Route53Client zones = ZoneServer.client(server.endpoint())) {
            zone =
                    zones.createHostedZone(
                                    one -> one.name("clusterpro.local").callerReference("drill"))
                            .hostedZone()
                            .id()
                            .replace("/hostedzone/", "");
        }
        names = new ZoneServer(here, server.endpoint(), zone);
        for (LabNode node : lab.description.nodes()) {
            addresses.put(node.address(), node.id());
            ways.add(lab.api(node.id()));
            prepare(node);
        }
        apply(zone);
    }

    @AfterAll
    void down() throws Exception {
        if (names != null) {
            names.close();
        }
        if (server != null) {
            server.close();
        }
        lab.close();
    }

    /// The way to the cloud and the program of the service, in a home of this host alone.
    private void prepare(LabNode node) throws Exception {
        run(
                node.id(),
                """
                set -e
                home=${HOME:-/root}
                mkdir -p /run/.home/upper /run/.home/work
                mount -t overlay overlay -o lowerdir=$home,upperdir=/run/.home/upper,workdir=/run/.home/work $home
                mkdir -p $home/.aws
                printf '[default]\\nendpoint_url = %s\\n' > $home/.aws/config
                printf '[default]\\naws_access_key_id = test\\naws_secret_access_key = test\\n' > $home/.aws/credentials
                cat > /run/app-server <<'EOF'
                %s
                EOF
                printf '#!/bin/sh\\nexec sh /run/app-server "$1" %s\\n' > /run/app
                chmod +x /run/app
                """
                        .formatted(server.endpoint(), SERVER.strip(), node.address()));
    }

    private void run(String node, String script) throws Exception {
        var words = new ArrayList<>(List.of("nsenter", "-t"));
        words.add(Long.toString(lab.view(node).hostPid()));
        words.addAll(List.of("-m", "-u", "-i", "-n", "-p", "--", "sh", "-c", script));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", words, said).isZero();
    }

    private void apply(String zone) throws Exception {
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
                  "nodes": [ %s ],
                  "dnsRecords": [ { "id": "name", "name": "name", "host": "%s", "zoneId": "%s", "ttl": "%ds" } ],
                  "services": [ { "id": "app", "name": "app", "resources": [
                    { "type": "script", "name": "app-server", "program": "/run/app",
                      "start": ["start"], "stop": ["stop"], "status": ["status"] },
                    { "type": "dns", "name": "app-dns", "dnsRecord": "name",
                      "operations": { "start": "60s", "stop": "20s", "monitor": "10s", "interval": "1s" } } ] } ] }
                """
                        .formatted(String.join(",", nodes), NAME, zone, TTL);
        ApiClient api = lab.api("node-1");
        api.putDesign(new DesignText(text, api.design().version()));
    }

    private void await(State wanted) throws Exception {
        var last = new ArrayList<ServiceView>();
        TestLab.await(
                "app " + wanted,
                () -> last,
                () -> {
                    try {
                        last.clear();
                        last.addAll(new ClientCluster(ways).services().services());
                    } catch (AgentException _) {
                        return false;
                    }
                    return last.stream().anyMatch(one -> one.state() == wanted);
                });
    }

    @Test
    void start_name_move_name(@TempDir Path folder) throws Exception {
        await(State.ACTIVE);
        ways.getFirst().stopService("app");
        await(State.STOPPED);
        var steps = new ArrayList<DrillStep>();
        DrillText text = DrillText.of(Locale.ROOT);
        var plan =
                new DrillPlan(
                        "app",
                        "",
                        DrillKind.MOVE,
                        10,
                        ProbeTarget.name(NAME, PORT, Optional.of(names.place())),
                        DrillPlan.INTERVAL,
                        Duration.ofSeconds(60),
                        addresses,
                        true,
                        true);

        DrillResult result =
                new DrillRun(
                                plan,
                                new ClientCluster(ways),
                                step -> {
                                    steps.add(step);
                                    System.out.println(
                                            step.afterMillis() + " ms  " + text.step(step));
                                })
                        .run();

        System.out.println(text.headline(result) + ", " + text.way(result));
        System.out.println(text.name(result));
        assertThat(result.isEnded()).isTrue();
        assertThat(result.isBack()).isTrue();
        NameSeen name = Objects.requireNonNull(result.name());
        assertThat(steps)
                .anyMatch(DrillStep.Starting.class::isInstance)
                .anyMatch(DrillStep.Started.class::isInstance);
        assertThat(result.startMillis()).isNotNull();
        assertThat(name.before().node()).isEqualTo(result.before());
        assertThat(name.after().node()).isEqualTo(result.after()).isNotEqualTo(result.before());
        assertThat(name.ttlSeconds()).isEqualTo(TTL);
        assertThat(name.saidMillis()).isNotNull();
        assertThat(name.followedMillis()).isNotNull();
        assertThat(Objects.requireNonNull(name.followedMillis()))
                .isBetween(
                        Objects.requireNonNull(name.saidMillis()),
                        name.saidMillis() + 1_000L * TTL + 2_500L);
        assertThat(result.outages()).isNotEmpty();
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            var report = new DrillReport(result, locale, ZoneOffset.UTC);
            Path page = folder.resolve(locale + ".html");
            Files.writeString(page, report.html());
            assertThat(report.markdown())
                    .contains(NAME, names.place().getAddress().getHostAddress());
            assertThat(Files.readString(page)).contains(NAME, TTL + " s");
        }
        // What the AWS CLI sees is where it is now: back.
        assertThat(
                        server.cli(
                                "route53",
                                "list-resource-record-sets",
                                "--hosted-zone-id",
                                zoneOf(),
                                "--query",
                                "ResourceRecordSets[?Type=='A'].ResourceRecords[0].Value"))
                .contains(addressOf(result.before()));
    }

    private String zoneOf() throws Exception {
        return server.cli("route53", "list-hosted-zones", "--query", "HostedZones[0].Id").strip();
    }

    private String addressOf(String node) {
        return addresses.entrySet().stream()
                .filter(one -> one.getValue().equals(node))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
