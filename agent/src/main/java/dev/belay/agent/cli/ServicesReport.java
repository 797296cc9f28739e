package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.api.FenceView.Fencing;
import dev.belay.api.FenceView.Result;
import dev.belay.api.RefusalText;
import dev.belay.api.ServiceView;
import dev.belay.api.ServicesView;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.NodeStatus;
import dev.belay.story.OpenFencing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Services and unsettled fencing as lines of a status.
record ServicesReport(Terminal terminal, ClusterStatus status) {

    /// Each part with an empty line before it; none where there is nothing to say.
    List<String> lines(ServicesHeard heard) {
        List<String> lines = new ArrayList<>();
        if (heard.error() != null) {
            lines.add("");
            lines.add(
                    text(
                            "status.services.unheard",
                            RefusalText.of(terminal.locale()).sentence(heard.error().error())));
        }
        if (heard.view() != null) {
            remotes(heard.view(), lines);
            services(heard.view(), lines);
            fencing(heard.view(), lines);
        }
        return lines;
    }

    private void remotes(ServicesView view, List<String> lines) {
        List<ServicesView.Host> remotes =
                view.hosts().stream().filter(ServicesView.Host::isRemote).toList();
        if (remotes.isEmpty()) {
            return;
        }
        var paint = new Paint(terminal.colour());
        var columns = new Columns();
        columns.row(
                head("column.remote-node"),
                head("column.state"),
                head("column.connected-by"),
                head("column.reason"));
        for (ServicesView.Host one : remotes) {
            boolean isConnected = one.answered() && one.hindrance().isEmpty();
            columns.row(
                    new Cell(one.node(), paint::strong),
                    Cell.of(
                            text(
                                    isConnected
                                            ? "remote.mode." + one.mode()
                                            : "remote.out-of-reach")),
                    Cell.of(one.by().isEmpty() ? "–" : nameOf(one.by())),
                    Cell.of(one.hindrance()));
        }
        lines.add("");
        lines.addAll(columns.lines());
    }

    private void services(ServicesView view, List<String> lines) {
        if (view.services().isEmpty()) {
            return;
        }
        var paint = new Paint(terminal.colour());
        var columns = new Columns();
        columns.row(
                head("column.service"),
                head("column.state"),
                head("column.node"),
                head("column.so-for"),
                head("column.reason"));
        for (ServiceView one : view.services()) {
            columns.row(
                    new Cell(name(one), paint::strong),
                    new Cell(
                            ServiceText.state(one, terminal),
                            said -> paint.service(one.state(), said)),
                    Cell.of(one.node().isEmpty() ? "–" : nameOf(one.node())),
                    Cell.of(
                            one.since() == null
                                    ? "–"
                                    : age(Duration.between(one.since(), view.at()))),
                    // Where it runs, the place says enough.
                    Cell.of(one.state() == ServiceView.State.ACTIVE ? "" : one.reason()));
        }
        lines.add("");
        lines.addAll(columns.lines());
    }

    private void fencing(ServicesView view, List<String> lines) {
        List<OpenFencing> open = OpenFencing.of(view, view.fences());
        if (open.isEmpty()) {
            return;
        }
        var paint = new Paint(terminal.colour());
        lines.add("");
        lines.add(paint.faint(text("status.fencing")));
        for (OpenFencing one : open) {
            lines.add("  " + sentence(one, view));
        }
    }

    private String sentence(OpenFencing one, ServicesView view) {
        Fencing last = one.last();
        String node = nameOf(one.node());
        if (last != null && !one.waits()) {
            return text(
                    "status.fencing.goes-on",
                    node,
                    age(Duration.between(last.at(), view.at())),
                    last.executor().isEmpty() ? last.orderedBy() : nameOf(last.executor()),
                    last.reason());
        }
        return text(
                "status.fencing.waits",
                node,
                last == null
                        ? text("status.fencing.not-tried")
                        : FenceText.result(
                                last.result() == Result.UNDER_WAY ? Result.UNKNOWN : last.result(),
                                terminal),
                String.join(", ", one.services()),
                one.node());
    }

    private static String name(ServiceView service) {
        return service.name().equalsIgnoreCase(service.id())
                ? service.id()
                : service.name() + " (" + service.id() + ")";
    }

    private String nameOf(String id) {
        for (NodeStatus node : status.nodes()) {
            if (node.member().id().equals(id)) {
                return node.member().name();
            }
        }
        return id;
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
}
