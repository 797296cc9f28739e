package dev.belay.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.TestCluster;
import dev.belay.agent.core.sight.Sight;
import dev.belay.agent.core.sight.SightInput;
import dev.belay.agent.core.sight.StatusView;
import dev.belay.agent.http.Ask;
import dev.belay.agent.http.Reply;
import dev.belay.model.status.NodeReport;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void a_scrape_has_every_metric_of_the_page_and_no_other() throws IOException {
        var page = new TreeSet<String>();
        Files.readString(Path.of("../docs/reference/metrics.md"))
                .lines()
                .filter(line -> line.startsWith("| `belay_"))
                .forEach(line ->
                        page.add(
                                line.substring(3, line.indexOf('`', 3)).replace("{peer}", "")
                                        + " "
                                        + line.split("\\|", -1)[2].strip()));
        assertThat(types(scrape("/metrics"))).isEqualTo(page);
    }

    @Test
    void values_are_in_base_units() throws IOException {
        String text = text(scrape("/metrics"));
        assertThat(text)
                .contains(
                        "belay_host_cpu_ratio 0.1\n",
                        "belay_events_total 5.0\n",
                        "belay_peer_round_trip_seconds{peer=\"n2\"} 0.002\n",
                        "belay_peer_reachable{peer=\"n3\"} 0.0\n",
                        "belay_raft_is_coordinator 1.0\n");
    }

    @Test
    void another_path_is_refused() throws IOException {
        assertThat(scrape("/").status()).isEqualTo(404);
    }

    private static Reply scrape(String path) throws IOException {
        var sight =
                Sight.first("n1", TestCluster.THREE, TestCluster.opinion("n1", 1, true), 0)
                        .decide(
                                new SightInput.Answered(
                                        TestCluster.report("n2", TestCluster.START),
                                        List.of(),
                                        100,
                                        2,
                                        0))
                        .next();
        NodeReport bare = TestCluster.report("n1", TestCluster.START);
        var own =
                new NodeReport(
                        "n1",
                        bare.at(),
                        bare.startedAt(),
                        bare.agentVersion(),
                        bare.host(),
                        bare.opinion(),
                        sight.peerSights(200),
                        bare.vitals(),
                        bare.raft(),
                        0);
        var status = new StatusView("c1", "lab").status(sight, own, TestCluster.START, 200);
        try (var channel = SocketChannel.open()) {
            return new Metrics(() -> status, () -> own, () -> 5)
                    .answer(new Ask("GET", path, "", new byte[0], channel));
        }
    }

    private static String text(Reply reply) {
        return new String(((Reply.Whole) reply).body(), StandardCharsets.UTF_8);
    }

    private static Set<String> types(Reply reply) {
        var types = new TreeSet<String>();
        text(reply)
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .forEach(line -> types.add(line.substring(7)));
        return types;
    }
}
