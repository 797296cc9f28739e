package dev.belay.app.proxy;

import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Parts;
import dev.belay.model.node.Node;
import dev.belay.model.proxy.Bypass;
import dev.belay.model.proxy.ProxyPath;
import dev.belay.model.proxy.ProxyPath.Call;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Which way each call of each node goes: a row a call, a column a node.
final class PathMap extends VBox {
    /// More would be too narrow for a sentence.
    private static final int NODES_A_ROW = 3;

    private static final double CALLS_PERCENT = 36;

    private final Texts texts;

    /// @param now whose users are shown
    PathMap(Texts texts, Case now) {
        this.texts = texts;
        getStyleClass().add("way-map");
        setId("proxy-ways");
        List<Node> users = now.users();
        for (int i = 0; i < users.size(); i += NODES_A_ROW) {
            getChildren()
                    .add(table(now, users.subList(i, Math.min(i + NODES_A_ROW, users.size()))));
        }
        getChildren().add(Labels.prose(texts.get("ways.note"), "type-small", "muted"));
    }

    private GridPane table(Case now, List<Node> nodes) {
        GridPane grid = new GridPane();
        grid.getStyleClass().addAll("card", "way-table");
        column(grid, CALLS_PERCENT);
        grid.add(cell("way-head", Labels.label(texts.get("ways.call"), "w600", "muted")), 0, 0);
        for (int i = 0; i < nodes.size(); i++) {
            column(grid, (100 - CALLS_PERCENT) / nodes.size());
            grid.add(head(nodes.get(i)), i + 1, 0);
            List<ProxyPath> ways = ProxyPath.of(now.design(), nodes.get(i));
            for (int row = 0; row < ways.size(); row++) {
                grid.add(way(nodes.get(i), ways.get(row)), i + 1, row + 1);
            }
        }
        List<ProxyPath> first = ProxyPath.of(now.design(), nodes.getFirst());
        for (int row = 0; row < first.size(); row++) {
            grid.add(call(first.get(row), nodes, now), 0, row + 1);
        }
        return grid;
    }

    private static void column(GridPane grid, double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        column.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().add(column);
    }

    private static VBox cell(String style, javafx.scene.Node... parts) {
        VBox cell = Parts.column("way-cell " + style, parts);
        cell.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        return cell;
    }

    private static VBox head(Node node) {
        HBox name =
                Parts.row(
                        "way-node",
                        new Icon("fth-server", 13),
                        Labels.label(node.id().text(), "w600"));
        return cell("way-head", name);
    }

    private VBox call(ProxyPath path, List<Node> nodes, Case now) {
        Label host = Labels.label(host(path, nodes, now), "mono", "subtle");
        host.setMaxWidth(Double.MAX_VALUE);
        return cell("way-call", Labels.prose(texts.get("call." + path.call()), "w500"), host);
    }

    private static String host(Call call, Case now, Node node) {
        return ProxyPath.of(now.design(), node).stream()
                .filter(one -> one.call() == call)
                .map(ProxyPath::host)
                .findFirst()
                .orElse("");
    }

    /// Nodes may be in several regions.
    private String host(ProxyPath path, List<Node> nodes, Case now) {
        List<String> hosts =
                nodes.stream().map(node -> host(path.call(), now, node)).distinct().toList();
        return path.call() == Call.SHELL || path.call() == Call.PROGRAM
                ? texts.get("call." + path.call() + ".such")
                : hosts.size() == 1 ? hosts.getFirst() : texts.get("call.regions", hosts.size());
    }

    private String why(ProxyPath path, String exception, String proxy) {
        return Bypass.of(List.of()).entries().contains(exception)
                ? texts.get("way.why.ALWAYS")
                : texts.get("way.why." + path.way(), exception, proxy);
    }

    private VBox way(Node node, ProxyPath path) {
        String proxy = path.proxy().map(Object::toString).orElse("");
        String way = texts.get(path.way().isThrough() ? "way.through" : "way.directly", proxy);
        String exception = path.exception().orElse("");
        String why = path.way().isThrough() ? "" : why(path, exception, proxy);
        List<javafx.scene.Node> parts = new ArrayList<>();
        parts.add(track(path));
        parts.add(Labels.prose(way, "w500"));
        if (!why.isEmpty()) {
            parts.add(Labels.prose(why, "type-small", "muted"));
        }
        VBox cell = cell("way", parts.toArray(javafx.scene.Node[]::new));
        cell.getStyleClass().add(path.way().isThrough() ? "through" : "direct");
        cell.setFocusTraversable(false);
        cell.setAccessibleText(
                node.id() + ", " + texts.get("call." + path.call()) + ": " + way + " " + why);
        return cell;
    }

    /// A line with the proxy in its middle, or without.
    private static HBox track(ProxyPath path) {
        HBox track = Parts.row("track", dot());
        if (path.way().isThrough()) {
            HBox proxy = Parts.row("track-proxy", new Icon("fth-corner-up-right", 11));
            track.getChildren().addAll(line(), proxy);
        }
        track.getChildren().addAll(line(), new Icon("fth-chevron-right", 13));
        return track;
    }

    private static Region dot() {
        Region dot = new Region();
        dot.getStyleClass().add("track-dot");
        return dot;
    }

    private static Region line() {
        Region line = new Region();
        line.getStyleClass().add("track-line");
        HBox.setHgrow(line, Priority.ALWAYS);
        return line;
    }
}
