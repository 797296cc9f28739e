package dev.belay.agent.lab;

import dev.belay.api.LabDescription;
import dev.belay.api.LabDescription.LabNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Runs commands on a node of a lab.
///
/// @param state how the lab stands
public record NodeShell(LabState state) {

    /// Runs a command with this process's own input and output. Blocks until it ends.
    ///
    /// @return its exit code
    public int run(String node, List<String> command)
            throws LabException, IOException, InterruptedException {
        LabNode described =
                state.lab().nodes().stream()
                        .filter(n -> n.id().equals(node))
                        .findFirst()
                        .orElseThrow(() ->
                                new LabException(
                                        "node.unknown",
                                        node,
                                        state.lab().nodes().getFirst().id(),
                                        state.lab().nodes().getLast().id()));
        var line = new ArrayList<String>();
        if (state.lab().kind() == LabDescription.Kind.NETNS) {
            long host = hostPid(node);
            if (host == 0) {
                throw new LabException("node.down", node);
            }
            line.addAll(
                    List.of(
                            "nsenter",
                            "-t",
                            Long.toString(host),
                            "-m",
                            "-u",
                            "-i",
                            "-n",
                            "-p",
                            "--"));
        }
        line.addAll(command);
        var builder = new ProcessBuilder(line).inheritIO();
        String home = System.getProperty("belay.home");
        if (home != null) {
            // As on a machine where belay is installed.
            builder.environment().merge("PATH", home, (path, first) -> first + ":" + path);
        }
        builder.environment().put("BELAY_NODE", node);
        builder.environment().put("BELAY_SOCKET", described.socket());
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new LabException("exec", command.getFirst(), String.valueOf(e.getMessage()));
        }
    }

    private long hostPid(String node) {
        return state.nodes().stream()
                .filter(view -> view.id().equals(node))
                .mapToLong(LabState.NodeView::hostPid)
                .findFirst()
                .orElse(0);
    }
}
