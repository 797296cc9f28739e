package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.ZoneServer;
import dev.belay.api.DrillKind;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.api.ServiceView.State;
import dev.belay.drill.DrillReport;
import dev.belay.drill.DrillResult;
import dev.belay.drill.DrillStep;
import dev.belay.drill.DrillText;
import dev.belay.drill.NameSeen;
import dev.belay.reach.drill.ClientCluster;
import dev.belay.reach.drill.DrillPlan;
import dev.belay.reach.drill.DrillRun;
import dev.belay.reach.probe.ProbeTarget;
import java.net.InetAddress;
import java.net.URI;
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
    private CloudLab cloud;
    private ZoneServer names;
    private String zone;

    @BeforeAll
    void up() throws Exception {
        cloud = CloudLab.start();
        URI endpoint = cloud.moto.endpoint();
        try (Route53Client zones = ZoneServer.client(endpoint)) {
            zone =
                    zones.createHostedZone(
                                    one -> one.name("clusterpro.local").callerReference("drill"))
                            .hostedZone()
                            .id()
                            .replace("/hostedzone/", "");
        }
        names = new ZoneServer(InetAddress.ofLiteral(endpoint.getHost()), endpoint, zone);
        for (LabNode node : cloud.lab.description.nodes()) {
            addresses.put(node.address(), node.id());
            install(node);
        }
        cloud.apply(
                false,
                _ -> "",
                """
                "dnsRecords": [ { "id": "name", "name": "name", "host": "%s", "zoneId": "%s", "ttl": "%ds" } ],
                "services": [ { "id": "app", "name": "app", "resources": [
                  { "type": "script", "name": "app-server", "program": "/run/app",
                    "start": ["start"], "stop": ["stop"], "status": ["status"] },
                  { "type": "dns", "name": "app-dns", "dnsRecord": "name",
                    "operations": { "start": "60s", "stop": "20s", "monitor": "10s", "interval": "1s" } } ] } ]
                """
                        .formatted(NAME, zone, TTL));
    }

    @AfterAll
    void down() throws Exception {
        if (names != null) {
            names.close();
        }
        if (cloud != null) {
            cloud.close();
        }
    }

    /// The program of the service.
    private void install(LabNode node) throws Exception {
        cloud.lab.run(
                node.id(),
                """
                set -e
                cat > /run/app-server <<'EOF'
                %s
                EOF
                printf '#!/bin/sh\\nexec sh /run/app-server "$1" %s\\n' > /run/app
                chmod +x /run/app
                """
                        .formatted(SERVER.strip(), node.address()));
    }

    @Test
    void start_name_move_name(@TempDir Path folder) throws Exception {
        cloud.settle();
        cloud.lab.api("node-1").stopService("app");
        cloud.await("stopped", one -> one.state() == State.STOPPED);
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
                                new ClientCluster(cloud.ways()),
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
                        cloud.moto.cli(
                                "route53",
                                "list-resource-record-sets",
                                "--hosted-zone-id",
                                zone,
                                "--query",
                                "ResourceRecordSets[?Type=='A'].ResourceRecords[0].Value"))
                .contains(addressOf(result.before()));
    }

    private String addressOf(String node) {
        return addresses.entrySet().stream()
                .filter(one -> one.getValue().equals(node))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
