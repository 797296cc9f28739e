package dev.belay.agent.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.TimingProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Plays `.txt` scenarios of one holder and one issuer: lines that begin with `>` go in, at a time
/// in milliseconds; what they decide stands below them.
///
/// `-Dbelay.test.args=-Dbelay.transcripts=rewrite` writes what came out, and is red all the same.
class LeaseTranscriptTest {

    private static final Path SCENARIOS = Path.of("src/test/resources/dev/belay/agent/core/lease");
    private static final Terms TERMS = Terms.of(TimingProfile.STANDARD, Duration.ofMillis(100));

    private Holder holder = Holder.first("n1", 1, TERMS, 0);
    private Issuer issuer = reign(5, false, 0);
    private Map<String, Tenancy> tenancies = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "held.txt",
                "lost.txt",
                "vouched.txt",
                "issued.txt",
                "node-lost.txt",
                "stop-failed.txt"
            })
    void a_scenario_ends_as_it_is_written_down(String name) throws Exception {
        Path file = SCENARIOS.resolve(name);
        String written = Files.readString(file);
        List<String> out = new ArrayList<>();
        for (String line : written.lines().toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                out.add(line);
            } else if (line.startsWith("> ")) {
                out.add(line);
                play(line.substring(2).split(" ", -1), out);
            }
        }
        String played = String.join("\n", out) + "\n";
        if (!played.equals(written) && "rewrite".equals(System.getProperty("belay.transcripts"))) {
            Files.writeString(file, played);
        }
        assertThat(played).isEqualTo(written);
    }

    private void play(String[] words, List<String> out) {
        long at = Long.parseLong(words[0]) * 1_000_000;
        switch (words[1]) {
            case "tick" -> hold(new HolderInput.Ticked(at), out);
            case "nudge" -> hold(new HolderInput.Nudged(at), out);
            case "grant" ->
                    hold(
                            new HolderInput.Granted(
                                    Long.parseLong(words[2]),
                                    new Grant(
                                            Long.parseLong(words[3]),
                                            generations(words[4]),
                                            generations(words[5])),
                                    at),
                            out);
            case "vouch" -> hold(new HolderInput.Vouched(Long.parseLong(words[2]), at), out);
            case "started" ->
                    hold(
                            new HolderInput.Started(
                                    words[2], Long.parseLong(words[3]), rest(words, 4)),
                            out);
            case "stopped" ->
                    hold(
                            new HolderInput.Stopped(
                                    words[2], Long.parseLong(words[3]), rest(words, 4), at),
                            out);
            case "shut" ->
                    hold(new HolderInput.GateWasShut(words[2], Long.parseLong(words[3])), out);
            case "reign" -> {
                issuer = reign(Long.parseLong(words[2]), words.length > 3, at);
                out.add("  term " + words[2]);
            }
            case "look" -> issue(new IssuerInput.Ticked(at), out);
            case "report" -> issue(new IssuerInput.Reported(report(words), at), out);
            case "wish" ->
                    issue(
                            new IssuerInput.Wished(Map.of(words[2], words[3].replace("-", "")), at),
                            out);
            case "barred" ->
                    issue(
                            new IssuerInput.Barred(
                                    words[2],
                                    words[3],
                                    Long.parseLong(words[4]),
                                    Long.parseLong(words[5]) * 1_000_000,
                                    at),
                            out);
            case "fenced" ->
                    issue(
                            new IssuerInput.Fenced(
                                    words[2],
                                    Long.parseLong(words[3]),
                                    IssuerInput.Confirmation.valueOf(words[4]),
                                    at),
                            out);
            case "commit" -> {
                var tenancy =
                        new Tenancy(
                                words[2],
                                Long.parseLong(words[3]),
                                words[4].replace("-", ""),
                                Long.parseLong(words[5]),
                                rest(words, 6));
                tenancies = new TreeMap<>(tenancies);
                tenancies.put(words[2], tenancy);
                issue(new IssuerInput.Applied(tenancies, at), out);
            }
            default -> throw new IllegalArgumentException(words[1]);
        }
    }

    private Issuer reign(long term, boolean fences, long at) {
        return Issuer.first(
                        new Reign(term, at, TERMS, Set.of("n1", "n2", "n3")),
                        tenancies == null ? Map.of() : tenancies)
                .fencing(fences ? Set.of("n1", "n2", "n3") : Set.of());
    }

    /// `report n1 INCARNATION QUESTION ended=web:1,… stuck=web`.
    private static Report report(String[] words) {
        Map<String, Report.Ending> ended = new TreeMap<>();
        Map<String, String> stuck = new TreeMap<>();
        for (int i = 5; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            if (pair[0].equals("ended")) {
                generations(pair[1])
                        .forEach((service, generation) ->
                                ended.put(service, Report.Ending.of(generation, "")));
            } else {
                stuck.put(pair[1], "exit code 1");
            }
        }
        return new Report(
                words[2],
                Long.parseLong(words[3]),
                0,
                Long.parseLong(words[4]),
                Map.of(),
                ended,
                stuck);
    }

    private static Map<String, Long> generations(String word) {
        Map<String, Long> generations = new TreeMap<>();
        for (String one : word.split(",", -1)) {
            if (!one.equals("-")) {
                String[] pair = one.split(":", 2);
                generations.put(pair[0], Long.parseLong(pair[1]));
            }
        }
        return generations;
    }

    private static String rest(String[] words, int from) {
        return String.join(" ", List.of(words).subList(Math.min(from, words.length), words.length));
    }

    private void hold(HolderInput input, List<String> out) {
        HolderDecision decision = holder.decide(input);
        holder = decision.next();
        decision.effects().forEach(effect -> out.add("  " + told(effect)));
        because(decision.reason(), out);
    }

    private void issue(IssuerInput input, List<String> out) {
        IssuerDecision decision = issuer.decide(input);
        issuer = decision.next();
        decision.effects().forEach(effect -> out.add("  " + told(effect)));
        because(decision.reason(), out);
    }

    private static void because(String reason, List<String> out) {
        if (!reason.isEmpty()) {
            out.add("  because " + reason);
        }
    }

    private static String told(HolderEffect effect) {
        return switch (effect) {
            case HolderEffect.Ask(var report) ->
                    "ask %d holds %s ended %s stuck %s"
                            .formatted(
                                    report.question(),
                                    report.held(),
                                    ended(report),
                                    report.stuck().keySet());
            case HolderEffect.ArmSelfKill(var at) -> "arm self-kill at " + at / 1_000_000;
            case HolderEffect.DisarmSelfKill() -> "disarm self-kill";
            case HolderEffect.RenewGates(var services, var deadline) ->
                    "renew " + services + " until " + deadline / 1_000_000;
            case HolderEffect.Start(var service, var generation) ->
                    "start " + service + ":" + generation;
            case HolderEffect.Stop(var service, var generation, var deadline) ->
                    "stop "
                            + service
                            + ":"
                            + generation
                            + (deadline == Long.MAX_VALUE
                                    ? ""
                                    : ", kill at " + deadline / 1_000_000);
        };
    }

    /// Those that ended because their lease was over are marked with a `!`.
    private static List<String> ended(Report report) {
        return report.ended().entrySet().stream()
                .map(one -> one.getKey() + (one.getValue().isLeaseLost() ? "!" : ""))
                .toList();
    }

    private static String told(IssuerEffect effect) {
        return switch (effect) {
            case IssuerEffect.Answer(var node, var question, var grant) ->
                    "answer %s %d: may %s, has to end %s"
                            .formatted(node, question, grant.services(), grant.closed());
            case IssuerEffect.Propose(var next, var former, _) ->
                    "propose %s:%d on '%s'/%d after %d%s"
                            .formatted(
                                    next.service(),
                                    next.generation(),
                                    next.node(),
                                    next.incarnation(),
                                    former,
                                    next.stuck().isEmpty() ? "" : " stuck");
            case IssuerEffect.Nudge(var node) -> "nudge " + node;
            case IssuerEffect.Bar(var node, var round, var isUp) ->
                    (isUp ? "bar " : "lift ") + node + " " + round;
            case IssuerEffect.Fence(var node, var incarnation, _) ->
                    "fence " + node + "/" + incarnation;
        };
    }
}
