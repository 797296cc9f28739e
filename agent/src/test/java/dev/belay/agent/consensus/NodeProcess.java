package dev.belay.agent.consensus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.consensus.Consensus.Occurrence;
import dev.belay.agent.consensus.Consensus.VersionedSetting;
import dev.belay.api.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// A node as a process of its own, told what to do line by line: each line of input gives one line
/// of output; what happens by itself is told in lines that begin with `!`. It ends as an agent
/// does: 0 when told to, 2 when it cannot start, 3 when its log fails.
final class NodeProcess {

    private static final PrintStream OUT = new PrintStream(System.out, true, UTF_8);

    private NodeProcess() {}

    public static void main(String[] args) throws IOException {
        AgentConfig config =
                Json.MAPPER.readValue(Files.readString(Path.of(args[0])), AgentConfig.class);
        var node =
                new RatisConsensus(
                        config,
                        InstantSource.system(),
                        new RaftSettings.LogSize(Long.parseLong(args[1]), Long.parseLong(args[2])));
        node.onOccurrence(NodeProcess::tell);
        node.onChange(() -> {
            var opinion = node.opinion();
            say(
                    "! opinion "
                            + opinion.coordinator()
                            + " "
                            + opinion.ownRole()
                            + " "
                            + opinion.quorate());
        });
        node.answerWith(question -> question);
        try {
            node.start();
        } catch (ConsensusException e) {
            say("! cannot-start " + e.error().code() + " " + e.error().sentence());
            System.exit(2);
        }
        say("! started");
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            say("= " + answer(node, line.split(" ", -1)));
        }
        node.close();
        System.exit(0);
    }

    private static synchronized void say(String line) {
        OUT.println(line);
    }

    private static void tell(Occurrence occurrence) {
        say("! " + occurrence);
        if (occurrence instanceof Occurrence.LogFailed) {
            // A full or broken disk: nothing may be acknowledged any more.
            Runtime.getRuntime().halt(3);
        }
    }

    private static String answer(RatisConsensus node, String[] words) {
        return switch (words[0]) {
            case "write" ->
                    outcome(
                            node.writeSetting(
                                    words[1], words[2], -1, Duration.ofMillis(deadline(words, 3))));
            case "read" ->
                    outcome(node.readSetting(words[1], Duration.ofMillis(deadline(words, 2))));
            case "fill" -> fill(node, words[1], Integer.parseInt(words[2]));
            case "clients" -> clients(node, words);
            case "hash" -> node.stateHash();
            case "facts" ->
                    node.raft().appliedIndex()
                            + " "
                            + node.raft().snapshotIndex()
                            + " "
                            + node.raft().logBytes();
            case "opinion" -> node.opinion().coordinator() + " " + node.opinion().term();
            case "ask" ->
                    switch (node.ask(words[1], new byte[] {7}, Duration.ofMillis(500))) {
                        case Outcome.Done<byte[]> done -> "done " + done.value().length;
                        case Outcome.Refused<byte[]>(var error) -> "refused " + error.code();
                        case Outcome.Unknown<byte[]>(var reason) -> "unknown " + reason;
                    };
            default -> "what is " + words[0];
        };
    }

    private static String clients(RatisConsensus node, String[] words) {
        try {
            RegisterClients.run(
                    node,
                    Path.of(words[1]),
                    words[2],
                    Integer.parseInt(words[3]),
                    Duration.ofMillis(Long.parseLong(words[4])));
            return "done";
        } catch (IOException e) {
            return "failed " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static long deadline(String[] words, int at) {
        return words.length > at ? Long.parseLong(words[at]) : 5_000;
    }

    /// Writes numbered values until one is not done; says how many were.
    private static String fill(RatisConsensus node, String key, int count) {
        for (int i = 1; i <= count; i++) {
            var outcome = node.writeSetting(key, "v" + i, -1, Duration.ofSeconds(5));
            if (!(outcome instanceof Outcome.Done)) {
                return (i - 1) + " then " + outcome(outcome);
            }
        }
        return String.valueOf(count);
    }

    private static String outcome(Outcome<VersionedSetting> outcome) {
        return switch (outcome) {
            case Outcome.Done<VersionedSetting>(var setting) ->
                    "done " + setting.value() + " " + setting.version();
            case Outcome.Refused<VersionedSetting>(var error) -> "refused " + error.code();
            case Outcome.Unknown<VersionedSetting>(var reason) -> "unknown " + reason;
        };
    }
}
