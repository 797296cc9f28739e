package dev.belay.agent.resource;

import dev.belay.agent.program.Programs;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The OCF agents that are installed on this node.
public final class OcfAgents {

    /// Where distributions install them.
    public static final Path ROOT = Path.of("/usr/lib/ocf");

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Path root;
    private final Programs programs;
    private final ClusterTools tools;
    private final String node;
    private final Duration grace;

    /// Agents below a root.
    ///
    /// @param root [#ROOT], or another one with `resource.d` below
    /// @param node name of this node in the cluster
    public OcfAgents(Path root, Programs programs, ClusterTools tools, String node) {
        this(root, programs, tools, node, GRACE);
    }

    OcfAgents(Path root, Programs programs, ClusterTools tools, String node, Duration grace) {
        this.root = root;
        this.programs = programs;
        this.tools = tools;
        this.node = node;
        this.grace = grace;
    }

    /// One of them; whether it is there is seen when it is to do something.
    ///
    /// @param provider such as `heartbeat`
    /// @param type such as `IPaddr2`
    public OcfAgent agent(String provider, String type) {
        return new OcfAgent(this, provider, type);
    }

    /// All of them, as `provider:type`, in order. Blocks while folders are read.
    public List<String> installed() throws IOException {
        List<String> names = new ArrayList<>();
        Path folder = root.resolve("resource.d");
        if (!Files.isDirectory(folder)) {
            return names;
        }
        for (Path provider : visible(folder)) {
            if (Files.isDirectory(provider)) {
                for (Path type : visible(provider)) {
                    if (Files.isRegularFile(type) && Files.isExecutable(type)) {
                        names.add(provider.getFileName() + ":" + type.getFileName());
                    }
                }
            }
        }
        names.sort(null);
        return names;
    }

    private static List<Path> visible(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "[!.]*")) {
            List<Path> paths = new ArrayList<>();
            entries.forEach(paths::add);
            return paths;
        }
    }

    Path root() {
        return root;
    }

    Programs programs() {
        return programs;
    }

    ClusterTools tools() {
        return tools;
    }

    String node() {
        return node;
    }

    Duration grace() {
        return grace;
    }
}
