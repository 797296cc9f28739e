package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Fact;
import dev.belay.model.status.Member;
import dev.belay.model.status.NodeReport;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.StatusProblem;
import dev.belay.model.status.StatusText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A cluster's status as lines for people: the cluster, its nodes each with the age and the
/// observer of what is known, what they run, problems last.
record StatusReport(Terminal terminal) {

    List<String> cluster(ClusterStatus status, ServicesHeard services) {
        var lines = new ArrayList<String>(head(status));
        lines.add("");
        lines.addAll(nodes(status));
        lines.addAll(new ServicesReport(terminal, status).lines(services));
        if (!status.problems().isEmpty()) {
            lines.add("");
            lines.addAll(problems(status.problems()));
        }
        return lines;
    }

    private List<String> head(ClusterStatus status) {
        var paint = new Paint(terminal.colour());
        var quorum = status.quorum();
        var opinion = status.opinion();
        if (status.clusterId().isEmpty()) {
            return new Columns()
                    .row(head("status.cluster"), Cell.of(text("status.cluster.none")))
                    .row(head("status.observer"), Cell.of(nameOf(status, status.observer())))
                    .lines();
        }
        String coordinator =
                opinion.coordinator() == null
                        ? text("status.coordinator.none", Long.toString(opinion.term()))
                        : text(
                                "status.coordinator.known",
                                nameOf(status, opinion.coordinator()),
                                Long.toString(opinion.term()),
                                age(Duration.between(opinion.termSince(), status.at())));
        return new Columns()
                .row(
                        head("status.cluster"),
                        new Cell(status.name() + " (" + status.clusterId() + ")", paint::strong))
                .row(
                        head("status.quorum"),
                        Cell.of(
                                text(
                                        quorum.held() ? "status.quorum.held" : "status.quorum.lost",
                                        Integer.toString(quorum.votersUp()),
                                        Integer.toString(quorum.votersTotal()),
                                        Integer.toString(quorum.needed()))))
                .row(head("status.coordinator"), Cell.of(coordinator))
                .row(head("status.observer"), Cell.of(nameOf(status, status.observer())))
                .lines();
    }

    List<String> nodes(ClusterStatus status) {
        return nodes(status, false);
    }

    /// The nodes, and which of them is the admin.
    List<String> members(ClusterStatus status) {
        return nodes(status, true);
    }

    private List<String> nodes(ClusterStatus status, boolean roles) {
        var columns = new Columns();
        var heads =
                new ArrayList<>(
                        List.of(
                                head("column.node"),
                                head("column.state"),
                                head("column.part"),
                                head("column.vote"),
                                head("column.zone"),
                                head("column.log"),
                                head("column.age"),
                                head("column.observer"),
                                head("column.reason")));
        if (roles) {
            heads.add(1, head("column.role"));
        }
        columns.row(heads);
        for (NodeStatus node : status.nodes()) {
            var cells = new ArrayList<>(row(status, node));
            if (roles) {
                cells.add(1, Cell.of(role(status, node.member())));
            }
            columns.row(cells);
        }
        return columns.lines();
    }

    private String role(ClusterStatus status, Member member) {
        if (status.clusterId().isEmpty()) {
            return text("role.single");
        }
        return text(member.admin() ? "role.admin" : "role.worker");
    }

    private List<Cell> row(ClusterStatus status, NodeStatus node) {
        var paint = new Paint(terminal.colour());
        Member member = node.member();
        @Nullable Fact<NodeReport> report = node.report();
        return List.of(
                new Cell(member.name(), paint::strong),
                new Cell(text("state." + node.state()), t -> paint.state(node.state(), t)),
                Cell.of(report == null ? "–" : text("part." + report.value().opinion().ownRole())),
                Cell.of(text("vote." + member.role())),
                Cell.of(member.zone().isEmpty() ? "–" : member.zone()),
                Cell.of(report == null ? "–" : Long.toString(report.value().raft().appliedIndex())),
                Cell.of(
                        report == null
                                ? text("age.never")
                                : age(Duration.between(report.observedAt(), status.at()))),
                Cell.of(report == null ? "–" : nameOf(status, report.observer())),
                Cell.of(words().reason(node)));
    }

    List<String> problems(List<StatusProblem> problems) {
        var paint = new Paint(terminal.colour());
        var columns = new Columns();
        for (StatusProblem problem : problems) {
            UnaryOperator<String> dye = t -> paint.severity(problem.severity(), t);
            columns.row(
                    new Cell(text("severity." + problem.severity()), dye),
                    Cell.of(problem.node()),
                    Cell.of(words().text(problem)));
        }
        var lines = new ArrayList<String>();
        lines.add(paint.faint(text("status.problems")));
        columns.lines().forEach(line -> lines.add("  " + line));
        return lines;
    }

    private StatusText words() {
        return StatusText.of(terminal.locale());
    }

    private Cell head(String key) {
        return new Cell(text(key), new Paint(terminal.colour())::faint);
    }

    private String age(Duration age) {
        return terminal.texts().duration(age.toMillis());
    }

    private String text(String key, Object... arguments) {
        return terminal.text(key, arguments);
    }

    private static String nameOf(ClusterStatus status, String id) {
        return status.nodes().stream()
                .map(NodeStatus::member)
                .filter(member -> member.id().equals(id))
                .map(Member::name)
                .findFirst()
                .orElse(id);
    }
}
