package dev.belay.agent.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Signals to processes of the lab, by the shell's own `kill`: it is on every system.
final class Signals {

    private Signals() {}

    static void send(String signal, List<Long> pids) throws IOException, InterruptedException {
        if (pids.isEmpty()) {
            return;
        }
        var command =
                new ArrayList<String>(
                        List.of("sh", "-c", "kill -s \"$@\" 2>/dev/null", "kill", signal));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        new ProcessBuilder(command).start().waitFor();
    }

    static void send(String signal, long pid) throws IOException, InterruptedException {
        send(signal, List.of(pid));
    }
}
