package dev.belay.agent.lease;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// An agent with an address and a process tree: says `ready`, then gives signs of life for ever.
final class GuardianChild {

    private GuardianChild() {}

    /// @param args folder, address with prefix, device, milliseconds of silence
    static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Guardian guardian = Guardian.start(folder);
        guardian.watchAddress(args[1], args[2]);
        Process tree = new ProcessBuilder("setsid", "sleep", "600").start();
        Path group = Files.createDirectories(folder.resolve("group"));
        Files.writeString(group.resolve("cgroup.procs"), tree.pid() + "\n");
        guardian.watchGroup(group);
        Duration silence = Duration.ofMillis(Long.parseLong(args[3]));
        System.out.println("ready " + tree.pid() + " " + guardian.pid());
        while (true) {
            guardian.expectWithin(silence);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
