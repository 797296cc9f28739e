package dev.belay.agent.core.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.cluster.Operation;
import dev.belay.api.OperationView.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Plays a `.txt` scenario of an operation of two steps, which bring web (30 s) and shop (40 s). `>
/// is` says how far it is, `> sees` what the coordinator sees at a second and below it what it
/// decides.
///
/// `-Dbelay.test.args=-Dbelay.transcripts=rewrite` writes what came out, and is red all the same.
class ConductTranscriptTest {

    private static final Path SCENARIO =
            Path.of("src/test/resources/dev/belay/agent/core/operation/conduct.txt");
    private static final long VERSION = 7;

    private Operation operation = operation(new Words("is RUNNING 0 seen"));

    /// `name=value` and bare words.
    private record Words(List<String> all) {

        Words(String line) {
            this(List.of(line.split("[ ,]+", -1)));
        }

        boolean has(String word) {
            return all.contains(word);
        }

        String of(String name) {
            return all.stream()
                    .filter(one -> one.startsWith(name + "="))
                    .map(one -> one.substring(name.length() + 1).replace('_', ' '))
                    .findFirst()
                    .orElse("");
        }

        long number(String name) {
            return of(name).isEmpty() ? 0 : Long.parseLong(of(name));
        }
    }

    @Test
    void a_scenario_ends_as_it_is_written_down() throws Exception {
        String written = Files.readString(SCENARIO);
        List<String> out = new ArrayList<>();
        for (String line : written.lines().toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                out.add(line);
            } else if (line.startsWith("> is ")) {
                out.add(line);
                operation = operation(new Words(line.substring(2)));
            } else if (line.startsWith("> sees ")) {
                out.add(line);
                out.add("  " + told(Conduct.next(operation, sight(line.substring(7)))));
            }
        }
        String played = String.join("\n", out) + "\n";
        if (!played.equals(written) && "rewrite".equals(System.getProperty("belay.transcripts"))) {
            Files.writeString(SCENARIO, played);
        }
        assertThat(played).isEqualTo(written);
    }

    /// `is STATE POSITION [seen] [since=S] [deadline=S] [ran=web] [failed=web:1] [drawn]
    /// [part=ID]`, which is what the first step takes over.
    private static Operation operation(Words words) {
        String code = words.has("drawn") ? "drawn" : "service-added";
        SortedMap<String, Long> failures = new TreeMap<>();
        if (!words.of("failed").isEmpty()) {
            String[] pair = words.of("failed").split(":", 2);
            failures.put(pair[0], Long.parseLong(pair[1]));
        }
        return new Operation(
                5,
                "ann",
                0,
                State.valueOf(words.all().get(1)),
                3,
                "base",
                "wanted",
                List.of(
                        step(code, "web", orElse(words.of("part"), "web"), 30_000),
                        step(code, "shop", "shop", 40_000)),
                Integer.parseInt(words.all().get(2)),
                words.has("seen"),
                VERSION,
                words.number("since") * 1_000,
                words.of("ran").isEmpty() ? List.of() : List.of(words.of("ran")),
                failures,
                0,
                words.number("deadline") * 1_000,
                false,
                "",
                false);
    }

    private static String orElse(String word, String otherwise) {
        return word.isEmpty() ? otherwise : word;
    }

    private static Operation.Step step(String code, String service, String part, long limit) {
        return new Operation.Step(code, List.of(service), List.of("THING " + part), limit, 0, 0);
    }

    /// `SECOND [version=V] [undecided] [leads=S]; SERVICE on=n1 at=n1 active …; …`.
    private static OperationSight sight(String line) {
        String[] parts = line.split("; ", -1);
        Words all = new Words(parts[0]);
        SortedMap<String, ServiceSight> services = new TreeMap<>();
        for (String part : List.of(parts).subList(1, parts.length)) {
            Words words = new Words(part);
            services.put(words.all().getFirst(), service(words));
        }
        return new OperationSight(
                all.of("version").isEmpty() ? VERSION : all.number("version"),
                !all.has("undecided"),
                services,
                Long.parseLong(all.all().getFirst()) * 1_000,
                all.number("leads") * 1_000);
    }

    private static ServiceSight service(Words words) {
        return new ServiceSight(
                !words.has("gone"),
                !words.has("gone") && !words.has("unwanted"),
                words.of("objection"),
                words.has("alone"),
                words.of("on"),
                words.of("why"),
                words.of("at"),
                words.has("active"),
                words.of("stuck"),
                words.number("failed"),
                "on n1: exit code 1");
    }

    private static String told(OperationNext next) {
        return switch (next) {
            case OperationNext.Wait(var why) -> why.isEmpty() ? "nothing" : "waits: " + why;
            case OperationNext.Take(var to) -> "takes " + to;
            case OperationNext.Settle(var unseen) ->
                    unseen.isEmpty() ? "has seen it" : "goes on: " + unseen;
            case OperationNext.Stop(var why) -> "stops: " + why;
            case OperationNext.Expire() -> "is over";
        };
    }
}
