package dev.belay.agent.consensus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.agent.check.Operation;
import dev.belay.agent.consensus.Consensus.VersionedSetting;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Clients of one register on one node, which note what they ask and what they see.
///
/// `System.nanoTime` is one clock for all processes of a Linux host. A line is written before a
/// write begins, so a killed process leaves a write of unknown outcome behind, not a secret one.
final class RegisterClients {

    static final String REGISTER = "label.register";

    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(10);

    private final RatisConsensus node;
    private final BufferedWriter notes;
    private final String name;
    private final long end;

    private RegisterClients(RatisConsensus node, BufferedWriter notes, String name, long end) {
        this.node = node;
        this.notes = notes;
        this.name = name;
        this.end = end;
    }

    /// Runs one writer and some readers until the time is over.
    static void run(RatisConsensus node, Path file, String name, int readers, Duration time)
            throws IOException, InterruptedException {
        try (var notes = Files.newBufferedWriter(file, UTF_8)) {
            var clients =
                    new RegisterClients(node, notes, name, System.nanoTime() + time.toNanos());
            List<Thread> threads = new ArrayList<>();
            threads.add(Thread.ofVirtual().start(clients::write));
            for (int i = 0; i < readers; i++) {
                threads.add(Thread.ofVirtual().start(clients::read));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private void write() {
        for (int i = 1; System.nanoTime() < end; i++) {
            String value = name + "-" + i;
            long begun = System.nanoTime();
            note("B " + value + " " + begun, true);
            var outcome = node.writeSetting(REGISTER, value, -1, DEADLINE);
            long ended = System.nanoTime();
            switch (outcome) {
                case Outcome.Done<VersionedSetting>(var setting) ->
                        note(
                                "W " + value + " " + begun + " " + ended + " " + setting.version(),
                                true);
                // It certainly did not happen: if it is read, that is a violation.
                case Outcome.Refused<VersionedSetting> refused -> note("N " + value, true);
                case Outcome.Unknown<VersionedSetting> unknown -> note("U " + value, true);
            }
            LockSupport.parkNanos(BETWEEN_WRITES.toNanos());
        }
    }

    private void read() {
        while (System.nanoTime() < end) {
            long begun = System.nanoTime();
            var outcome = node.readSetting(REGISTER, DEADLINE);
            long ended = System.nanoTime();
            if (outcome instanceof Outcome.Done<VersionedSetting>(var setting)) {
                note(
                        "R "
                                + (setting.value().isEmpty() ? "-" : setting.value())
                                + " "
                                + begun
                                + " "
                                + ended
                                + " "
                                + setting.version(),
                        false);
            }
        }
    }

    private synchronized void note(String line, boolean now) {
        try {
            notes.write(line + "\n");
            if (now) {
                notes.flush();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Reads the notes of all clients, also of killed ones, whose last line may be half a one.
    static List<Operation> history(List<Path> files) throws IOException {
        List<Operation> history = new ArrayList<>();
        for (Path file : files) {
            Map<String, Long> open = new HashMap<>();
            String text = Files.readString(file, UTF_8);
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                String[] words = line.split(" ", -1);
                switch (words[0]) {
                    case "B" -> open.put(words[1], Long.parseLong(words[2]));
                    case "N" -> open.remove(words[1]);
                    case "W" -> {
                        open.remove(words[1]);
                        history.add(
                                new Operation.Write(
                                        words[1],
                                        number(words[2]),
                                        number(words[3]),
                                        number(words[4])));
                    }
                    case "R" ->
                            history.add(
                                    new Operation.Read(
                                            words[1].equals("-") ? "" : words[1],
                                            number(words[2]),
                                            number(words[3]),
                                            number(words[4])));
                    case "U" -> number("0");
                    default -> throw new IOException("not a note: " + line);
                }
            }
            open.forEach((value, begun) -> history.add(Operation.Write.unknown(value, begun)));
        }
        return history;
    }

    private static long number(String word) {
        return Long.parseLong(word);
    }
}
