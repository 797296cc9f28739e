package dev.belay.app.route;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Parts;
import dev.belay.model.preflight.Hop;
import dev.belay.model.preflight.Hop.State;
import dev.belay.model.preflight.Hop.Step;
import dev.belay.model.preflight.PreflightText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The way of a packet to the virtual IP and back: what it passes, and whether each hop is proven,
/// broken or unknown, by its line, its sign and its word. What is wrong stands below.
final class PathStrip extends VBox {
    private final Texts texts;
    private final PreflightText words;

    PathStrip(Texts texts, List<Hop> hops) {
        this.texts = texts;
        this.words = PreflightText.of(texts.language().locale());
        setId("path-strip");
        getStyleClass().add("path-strip");
        List<Hop> there = new ArrayList<>();
        List<Hop> back = new ArrayList<>();
        for (Hop hop : hops) {
            (hop.step().compareTo(Step.INTERFACE_TO_NODE) <= 0 ? there : back).add(hop);
        }
        getChildren().add(way("route.path.there", there, 1));
        if (!back.isEmpty()) {
            getChildren().add(way("route.path.back", back, there.size() + 1));
        }
        getChildren().addAll(said(hops));
    }

    private Node way(String key, List<Hop> hops, int first) {
        HBox way = Parts.row("path-way");
        Label name = Labels.label(texts.get(key), "type-tiny", "muted", "path-side");
        way.getChildren().add(name);
        int number = first;
        for (Hop hop : hops) {
            if (number == first) {
                way.getChildren().add(station(from(hop.step()), hop.from(), true));
            }
            way.getChildren().add(line(number, hop));
            boolean isReached = hop.state() == State.PROVEN;
            way.getChildren().add(station(to(hop.step()), hop.to(), isReached));
            number++;
        }
        return way;
    }

    private Node station(Stop stop, String id, boolean isReached) {
        StackPane box = new StackPane(new Icon(stop.icon, 15));
        box.getStyleClass().addAll("path-stop", isReached ? "reached" : "open");
        String kind = texts.get("route.stop." + stop);
        Label name = Labels.label(kind, "type-tiny", "muted");
        Label ids = Labels.label(id, "mono", "path-id");
        ids.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        Tooltip.install(ids, new Tooltip(kind + " " + id));
        VBox station = Parts.column("path-station", box, name, ids);
        station.setAccessibleText(kind + " " + id);
        return station;
    }

    private Node line(int number, Hop hop) {
        HopLine line = new HopLine(hop.state());
        CheckGlyph sign = new CheckGlyph(result(hop.state()), 13);
        StackPane signed = new StackPane(sign);
        signed.getStyleClass().add("path-sign");
        StackPane drawn = new StackPane(line, signed);
        drawn.getStyleClass().add("path-line");
        String word = words.state(hop.state()).toLowerCase(texts.language().locale());
        Label said = Labels.label(number + " " + word, "type-tiny", tone(hop.state()));
        said.setMinWidth(USE_PREF_SIZE);
        VBox column = Parts.column("path-hop", drawn, said);
        if (hop.step() == Step.VPC_TO_INTERFACE) {
            column.getChildren()
                    .add(Labels.label(texts.get("route.path.table"), "type-tiny", "muted"));
        }
        HBox.setHgrow(column, Priority.ALWAYS);
        column.setAccessibleRole(AccessibleRole.TEXT);
        column.setAccessibleText(number + " " + words.step(hop) + ", " + word);
        Tooltip.install(column, new Tooltip(words.step(hop) + ": " + word));
        return column;
    }

    static CheckGlyph.Result result(State state) {
        return switch (state) {
            case PROVEN -> CheckGlyph.Result.PASS;
            case BROKEN -> CheckGlyph.Result.ERROR;
            case UNKNOWN -> CheckGlyph.Result.UNKNOWN;
        };
    }

    private static String tone(State state) {
        return switch (state) {
            case PROVEN -> "path-proven";
            case BROKEN -> "path-broken";
            case UNKNOWN -> "path-unknown";
        };
    }

    /// The first broken hop with its reason; else the first that is unknown; else that all is well.
    private List<Node> said(List<Hop> hops) {
        Optional<Hop> worst = first(hops, State.BROKEN).or(() -> first(hops, State.UNKNOWN));
        if (worst.isEmpty()) {
            return List.of(
                    sentence(CheckGlyph.Result.PASS, texts.get("route.path.proven"), "", ""));
        }
        Hop hop = worst.get();
        int number = hops.indexOf(hop) + 1;
        String head =
                texts.get(
                        hop.state() == State.BROKEN ? "route.path.broken" : "route.path.unknown",
                        number);
        String why = hop.reason().map(one -> words.sentence(one.finding())).orElse("");
        String step = words.step(hop);
        return List.of(sentence(result(hop.state()), head, step, why));
    }

    private static Optional<Hop> first(List<Hop> hops, State state) {
        return hops.stream().filter(hop -> hop.state() == state).findFirst();
    }

    private static Node sentence(CheckGlyph.Result result, String head, String step, String why) {
        Label first = Labels.prose(step.isEmpty() ? head : head + " " + step, "w600");
        VBox text = Parts.column("path-words", first);
        if (!why.isEmpty()) {
            text.getChildren().add(Labels.prose(why));
        }
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = Parts.row("path-said", new CheckGlyph(result, 15), text);
        row.setId("path-said");
        return row;
    }

    /// What a packet passes.
    private enum Stop {
        SITE("fth-map-pin"),
        LINE("fth-link-2"),
        TRANSIT("fth-share-2"),
        VPC("fth-cloud"),
        INTERFACE("fth-log-in"),
        NODE("fth-server");

        private final String icon;

        Stop(String icon) {
            this.icon = icon;
        }
    }

    private static Stop from(Step step) {
        return switch (step) {
            case SITE_TO_LINE -> Stop.SITE;
            case LINE_TO_TRANSIT, LINE_TO_SITE -> Stop.LINE;
            case TRANSIT_TO_VPC, TRANSIT_TO_LINE -> Stop.TRANSIT;
            case VPC_TO_INTERFACE -> Stop.VPC;
            case INTERFACE_TO_NODE -> Stop.INTERFACE;
            case NODE_TO_TRANSIT -> Stop.NODE;
        };
    }

    private static Stop to(Step step) {
        return switch (step) {
            case SITE_TO_LINE, TRANSIT_TO_LINE -> Stop.LINE;
            case LINE_TO_TRANSIT, NODE_TO_TRANSIT -> Stop.TRANSIT;
            case TRANSIT_TO_VPC -> Stop.VPC;
            case VPC_TO_INTERFACE -> Stop.INTERFACE;
            case INTERFACE_TO_NODE -> Stop.NODE;
            case LINE_TO_SITE -> Stop.SITE;
        };
    }
}
