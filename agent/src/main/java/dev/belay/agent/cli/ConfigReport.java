package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A config set as lines for people.
final class ConfigReport {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Terminal terminal;

    ConfigReport(Terminal terminal) {
        this.terminal = terminal;
    }

    List<String> lines(ConfigSetView set) {
        var lines = new ArrayList<String>();
        lines.add(terminal.text("config.head", set.name(), set.target(), set.live()));
        var versions = new Columns();
        for (ConfigSetView.Version one : set.versions()) {
            versions.row(
                    Cell.of((one.number() == set.live() ? "* " : "  ") + one.number()),
                    Cell.of(TIME.format(one.at().atZone(ZoneId.systemDefault()))),
                    Cell.of(one.by()),
                    Cell.of(terminal.text("config.size", one.files(), one.bytes())),
                    Cell.of(one.note()));
        }
        lines.addAll(versions.lines());
        ConfigSetView.Rollout rollout = set.rollout();
        if (rollout != null) {
            lines.add(
                    terminal.text(
                            "config.phase." + rollout.phase(),
                            rollout.version(),
                            rollout.canary()));
            if (!rollout.why().isEmpty()) {
                lines.add("  " + rollout.why());
            }
        }
        lines.addAll(nodes(set));
        return lines;
    }

    /// One line a node, and its edits below.
    List<String> nodes(ConfigSetView set) {
        var nodes = new Columns();
        for (ConfigSetView.NodeState node : set.nodes()) {
            ApiError error = node.error();
            nodes.row(
                    Cell.of("  " + node.node()),
                    Cell.of(terminal.text("config.version", node.version())),
                    Cell.of(
                            node.at().equals(Instant.EPOCH)
                                    ? ""
                                    : TIME.format(node.at().atZone(ZoneId.systemDefault()))),
                    Cell.of(error == null ? edits(node) : error.sentence()));
        }
        return nodes.lines();
    }

    private String edits(ConfigSetView.NodeState node) {
        if (node.drift().isEmpty()) {
            return "";
        }
        var first = node.drift().getFirst();
        return terminal.text(
                "config.edits",
                node.drift().size(),
                first.path(),
                first.what().name().toLowerCase(Locale.ROOT));
    }
}
