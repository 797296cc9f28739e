package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.agent.lab.LabState;
import dev.belay.api.LabDescription.LabNode;
import java.util.ArrayList;
import java.util.List;

/// A lab's state as lines for people.
record LabReport(Terminal terminal) {

    List<String> lines(LabState state) {
        var paint = new Paint(terminal.colour());
        var columns = new Columns();
        columns.row(
                head("column.node"),
                head("column.state"),
                head("column.zone"),
                head("column.ssh"),
                head("column.agent"),
                head("column.socket"));
        for (LabNode node : state.lab().nodes()) {
            LabState.NodeView view =
                    state.nodes().stream()
                            .filter(v -> v.id().equals(node.id()))
                            .findFirst()
                            .orElseThrow(
                                    () -> new IllegalStateException("no view of " + node.id()));
            columns.row(
                    new Cell(node.id(), paint::strong),
                    Cell.of(terminal.text("life." + view.life())),
                    Cell.of(node.zone()),
                    Cell.of(
                            state.lab().user()
                                    + "@"
                                    + node.address()
                                    + (node.sshPort() == 22 ? "" : ":" + node.sshPort())),
                    Cell.of(view.agentPid() == 0 ? "–" : Long.toString(view.agentPid())),
                    Cell.of(node.socket()));
        }
        var lines = new ArrayList<>(columns.lines());
        for (LabState.Cut cut : state.cuts()) {
            lines.add(terminal.text("lab.cut", cut.from(), cut.to()));
        }
        return lines;
    }

    private Cell head(String key) {
        return new Cell(terminal.text(key), new Paint(terminal.colour())::faint);
    }
}
