package dev.belay.agent.program;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A program with all that it started and that did not leave its session: what left it, such as a
/// daemon, is no longer ours to end.
final class Session {

    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /// What a process needs to go that is killed; one that hangs in the kernel never goes.
    private static final Duration KILL_WAIT = Duration.ofSeconds(2);

    private static final int LOOKS = 3;

    private static final Path PROC = Path.of("/proc");

    /// A process of the session that runs.
    private record Member(int process, int group) {}

    private final Process leader;

    Session(Process leader) {
        this.leader = leader;
    }

    /// Asks all of it to end, and kills what is left after a while. Blocks that long at most, and a
    /// little more.
    void end(Duration grace) throws InterruptedException {
        signal(SIGTERM);
        if (!isGone(grace)) {
            kill();
        }
    }

    /// Kills all of it.
    void kill() throws InterruptedException {
        long deadline = System.nanoTime() + KILL_WAIT.toNanos();
        do {
            // Again and again: one that forks meanwhile was not there at the first look.
            signal(SIGKILL);
        } while (!isGone(LOOK_AGAIN) && System.nanoTime() < deadline);
    }

    /// Kills all of it as far as it can be seen now, and does not wait.
    void killAtOnce() {
        for (int i = 0; i < LOOKS; i++) {
            signal(SIGKILL);
        }
    }

    private boolean isGone(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (leader.isAlive() || !members().isEmpty()) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            leader.waitFor(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            if (!leader.isAlive()) {
                Thread.sleep(LOOK_AGAIN);
            }
        }
        return true;
    }

    /// Once for each process: some take the second request to end for an order to drop everything.
    private void signal(int signal) {
        int own = (int) leader.pid();
        List<Member> members = members();
        if (members.stream().anyMatch(one -> one.group() == own)) {
            // The group in one step, so that none of it forks meanwhile.
            send(-own, signal);
        }
        members.stream()
                .filter(one -> one.group() != own)
                .forEach(one -> send(one.process(), signal));
        if (members.stream().anyMatch(one -> one.process() == own)) {
            return;
        }
        // It may not have a session yet.
        if (signal == SIGKILL) {
            leader.destroyForcibly();
        } else {
            leader.destroy();
        }
    }

    private static void send(int process, int signal) {
        try {
            Posix.kill(process, signal);
        } catch (PosixException e) {
            // Gone by itself; whoever is left is found at the next look.
            return;
        }
    }

    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                member(entry).ifPresent(members::add);
            }
        } catch (IOException e) {
            // Without /proc the leader alone is known.
            return List.of();
        }
        return members;
    }

    private Optional<Member> member(Path entry) {
        try {
            String stat = Files.readString(entry.resolve("stat"), StandardCharsets.ISO_8859_1);
            // pid (name) state parent group session …; a name may hold anything, also ")".
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 5);
            boolean isZombie = fields[0].equals("Z") || fields[0].equals("X");
            return isZombie || !fields[3].equals(Long.toString(leader.pid()))
                    ? Optional.empty()
                    : Optional.of(
                            new Member(
                                    Integer.parseInt(entry.getFileName().toString()),
                                    Integer.parseInt(fields[2])));
        } catch (IOException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
