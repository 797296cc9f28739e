package dev.belay.app.whatif;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.NodeState;
import dev.belay.model.whatif.Fate;
import dev.belay.model.whatif.Fault;
import dev.belay.model.whatif.Prediction;
import dev.belay.model.whatif.Prediction.ServiceFate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What would become of each service; the lost ones first.
public final class WhatIfPanel extends VBox {

    private static final Comparator<ServiceFate> WORST =
            Comparator.comparingInt(one ->
                    switch (one.fate()) {
                        case LOST -> 0;
                        case MOVES -> 1;
                        case STAYS -> 2;
                        case IDLE -> 3;
                    });

    private final WhatIfModel model;
    private final WhatIfWords words;
    private final VBox head = new VBox();
    private final VBox services = new VBox();
    private final Button reset = new Button();

    /// @param leave goes back to what is
    public WhatIfPanel(WhatIfModel model, WhatIfWords words, Ui ui, Runnable leave) {
        this.model = model;
        this.words = words;
        var texts = words.texts();
        setId("whatif-panel");
        getStyleClass().add("whatif-panel");
        head.getStyleClass().add("whatif-head");
        var scroll = new ScrollPane(services);
        scroll.setId("whatif-services");
        scroll.setFitToWidth(true);
        scroll.accessibleTextProperty().bind(texts.text("panel.accessible"));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        reset.setId("whatif-reset");
        reset.textProperty().bind(texts.text("panel.reset"));
        reset.setOnAction(event -> model.reset());
        reset.setMinWidth(USE_PREF_SIZE);
        var exit = new Button();
        exit.setId("whatif-leave");
        exit.getStyleClass().add("whatif-leave");
        exit.textProperty().bind(texts.text("panel.leave"));
        exit.setMinWidth(USE_PREF_SIZE);
        exit.setOnAction(event -> leave.run());
        var key = new Label("Esc");
        key.getStyleClass().add("key");
        exit.setGraphic(key);
        exit.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        var foot = new HBox(reset, spring, exit);
        foot.getStyleClass().add("whatif-foot");
        getChildren().addAll(head, scroll, foot);
        model.faultsProperty().subscribe(faults -> refresh());
        model.predictionProperty().subscribe(prediction -> refresh());
        ui.languageProperty().subscribe(language -> refresh());
    }

    private void refresh() {
        var faults = model.faultsProperty().get();
        reset.setDisable(faults.isEmpty());
        head.getChildren().clear();
        services.getChildren().clear();
        head.getChildren().add(label(words.title(faults), "type-section", "w600"));
        if (faults.isEmpty()) {
            head.getChildren().add(label(words.texts().get("panel.none"), "muted"));
        } else if (faults.size() > 1) {
            for (var fault : faults) {
                head.getChildren().add(faultRow(fault));
            }
        }
        model.predictionProperty().get().ifPresent(this::show);
    }

    private Node faultRow(Fault fault) {
        var row = new HBox(new StateGlyph(NodeState.FAILED, 13), label(words.fault(fault)));
        row.getStyleClass().add("whatif-fault");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void show(Prediction prediction) {
        var summary = new ArrayList<Node>();
        summary.add(label(words.services(prediction), lostStyle(prediction)));
        summary.add(label(words.quorum(prediction), prediction.quorate() ? "muted" : "bad-text"));
        if (!prediction.apart().isEmpty()) {
            summary.add(
                    label(
                            words.texts().get("panel.apart", words.names(prediction.apart())),
                            "muted"));
        }
        head.getChildren().addAll(summary);
        for (var one : prediction.services().stream().sorted(WORST).toList()) {
            services.getChildren().add(service(one));
        }
        var note = words.note(prediction);
        if (!note.isEmpty()) {
            services.getChildren().add(label(note, "whatif-note", "muted", "type-small"));
        }
    }

    private static String lostStyle(Prediction prediction) {
        return prediction.lost().isEmpty() ? "muted" : "bad-text";
    }

    private Node service(ServiceFate one) {
        var name = new Label(words.name(one.service()));
        name.getStyleClass().addAll("w600");
        name.setMinWidth(40);
        var verdict = new Label(words.verdict(one));
        verdict.getStyleClass().addAll("w500", "type-small", "verdict");
        verdict.setMinWidth(USE_PREF_SIZE);
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        var top = new HBox(glyph(one.fate()), name, spring, verdict);
        top.getStyleClass().add("whatif-top");
        top.setAlignment(Pos.CENTER_LEFT);
        var lines = new ArrayList<Node>(List.of(top, label(words.way(one), "type-small")));
        var loss = words.loss(one);
        if (!loss.isEmpty()) {
            lines.add(label(loss, "type-small"));
        }
        lines.add(label(words.why(one), "type-small", "muted"));
        var box = new VBox(lines.toArray(Node[]::new));
        box.setId("whatif-service-" + one.service());
        box.getStyleClass()
                .addAll("whatif-service", "fate-" + one.fate().name().toLowerCase(Locale.ROOT));
        box.setAccessibleText(words.sentence(one));
        box.setAccessibleRole(javafx.scene.AccessibleRole.TEXT);
        return box;
    }

    private static Node glyph(Fate fate) {
        return switch (fate) {
            case STAYS -> new CheckGlyph(CheckGlyph.Result.PASS, 16);
            case MOVES -> new StateGlyph(NodeState.STARTING, 16);
            case LOST -> new StateGlyph(NodeState.FAILED, 16);
            case IDLE -> new CheckGlyph(CheckGlyph.Result.SKIPPED, 16);
        };
    }

    private static Label label(String text, String... styles) {
        var label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll(styles);
        return label;
    }
}
