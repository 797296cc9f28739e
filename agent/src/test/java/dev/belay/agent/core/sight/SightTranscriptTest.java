package dev.belay.agent.core.sight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.TestCluster;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Event;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.StatusProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Plays scenarios: a line is a time and a fact, below it comes what was made of it.
class SightTranscriptTest {

    private static final Path FOLDER = Path.of("src/test/resources/dev/belay/agent/core/sight");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "killed-coordinator",
                "paused-peer",
                "flapping-link",
                "lost-quorum",
                "relay",
                "gone"
            })
    void the_decisions_are_those_of_the_transcript(String name) throws IOException {
        Path file = FOLDER.resolve(name + ".txt");
        String wanted = Files.readString(file);
        String played = play(wanted.lines().filter(line -> !line.startsWith("  ")).toList());
        if (!played.equals(wanted)) {
            Path actual = Path.of("target", name + ".actual.txt");
            Files.writeString(actual, played, StandardCharsets.UTF_8);
        }
        assertThat(played).isEqualTo(wanted);
    }

    private static String play(List<String> lines) {
        var sight = Sight.first("n1", TestCluster.THREE, TestCluster.opinion("n2", 1, true), 0);
        var out = new StringBuilder();
        for (String line : lines) {
            out.append(line).append('\n');
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split(" ", -1);
            long at = Long.parseLong(words[0]);
            if (words[1].equals("show")) {
                out.append(shown(sight, at));
                continue;
            }
            var decision = sight.decide(input(words, at));
            sight = decision.next();
            if (!decision.reason().isEmpty()) {
                out.append("  because ").append(decision.reason()).append('\n');
            }
            for (Event event : decision.events()) {
                out.append("  event ").append(event.line()).append('\n');
            }
        }
        return out.toString();
    }

    private static SightInput input(String[] words, long at) {
        return switch (words[1]) {
            case "answered" ->
                    new SightInput.Answered(
                            TestCluster.report(words[2], TestCluster.START.plusMillis(at)),
                            words.length < 4
                                    ? List.of()
                                    : List.of(
                                            new SightInput.PassedOn(
                                                    TestCluster.report(
                                                            words[4],
                                                            TestCluster.START.plusMillis(at)),
                                                    Long.parseLong(words[5]))),
                            at,
                            2,
                            1);
            case "asked" ->
                    new SightInput.Asked(
                            TestCluster.report(words[2], TestCluster.START.plusMillis(at)), at);
            case "broken" -> new SightInput.Broken(words[2], at);
            case "unconnected" -> new SightInput.Unconnected(words[2], at);
            case "timed-out" -> new SightInput.TimedOut(words[2], at);
            case "tick" -> new SightInput.Ticked(at);
            case "coordinator" ->
                    new SightInput.OpinionChanged(
                            TestCluster.opinion(words[2], Long.parseLong(words[3]), true), at);
            case "no-coordinator" ->
                    new SightInput.OpinionChanged(
                            TestCluster.opinion(null, Long.parseLong(words[2]), false), at);
            default -> throw new IllegalArgumentException("no such fact: " + words[1]);
        };
    }

    private static String shown(Sight sight, long at) {
        ClusterStatus status =
                new StatusView("c1", "lab")
                        .status(
                                sight,
                                TestCluster.report("n1", TestCluster.START.plusMillis(at)),
                                TestCluster.START.plusMillis(at),
                                at);
        var quorum = status.quorum();
        return status.nodes().stream().map(SightTranscriptTest::shown).collect(Collectors.joining())
                + "  coordinator "
                + status.opinion().coordinator()
                + ", votes "
                + quorum.votersUp()
                + "/"
                + quorum.votersTotal()
                + (quorum.held() ? "" : ", no quorum")
                + "\n"
                + status.problems().stream()
                        .map(StatusProblem::text)
                        .map(text -> "  problem " + text + "\n")
                        .collect(Collectors.joining());
    }

    private static String shown(NodeStatus node) {
        return "  " + node.member().id() + " " + node.state() + " " + node.reason() + "\n";
    }
}
