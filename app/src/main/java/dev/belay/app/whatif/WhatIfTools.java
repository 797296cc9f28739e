package dev.belay.app.whatif;

import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Ui;
import dev.belay.app.ui.WhyNot;
import dev.belay.model.status.Member;
import dev.belay.model.whatif.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// What is taken for failed, and the way to say so without a mouse. Takes no room while there is no
/// hypothesis.
public final class WhatIfTools extends HBox {

    private static final int SHOWN = 3;

    private final WhatIfModel model;
    private final WhatIfWords words;
    private final Label hint = new Label();
    private final HBox chips = new HBox();
    private final MenuButton add = new MenuButton();
    private final Button drill = new Button();
    private final StringProperty whyNoDrill = new SimpleStringProperty("");
    private final ObservableValue<List<Member>> members;
    private final Consumer<Rehearsal.Drill> goToDrill;

    /// @param members of the live cluster; empty while none is there
    /// @param goToDrill goes to where a drill is made, with this one
    public WhatIfTools(
            WhatIfModel model,
            WhatIfWords words,
            ObservableValue<List<Member>> members,
            Consumer<Rehearsal.Drill> goToDrill,
            Ui ui) {
        this.model = model;
        this.words = words;
        this.members = members;
        this.goToDrill = goToDrill;
        var texts = words.texts();
        setId("whatif-tools");
        getStyleClass().add("whatif-tools");
        setAlignment(Pos.CENTER_LEFT);
        visibleProperty().bind(model.activeProperty());
        managedProperty().bind(visibleProperty());
        hint.setId("whatif-hint");
        hint.getStyleClass().addAll("type-small", "muted");
        hint.setMinWidth(0);
        chips.getStyleClass().add("whatif-chips");
        chips.setAlignment(Pos.CENTER_LEFT);
        chips.setMinWidth(Region.USE_PREF_SIZE);
        add.setId("whatif-add");
        add.getStyleClass().add("small");
        add.textProperty().bind(texts.text("tools.add"));
        add.setGraphic(new Icon("fth-plus", 13));
        add.setMinWidth(USE_PREF_SIZE);
        var sweep = new Button();
        sweep.setId("whatif-sweep");
        sweep.getStyleClass().add("small");
        sweep.textProperty().bind(texts.text("tools.sweep"));
        sweep.setGraphic(new Icon("fth-refresh-cw", 13));
        sweep.setMinWidth(USE_PREF_SIZE);
        sweep.setOnAction(event -> model.sweep());
        sweep.disableProperty()
                .bind(model.sweepProperty().map(SweepState.Running.class::isInstance));
        drill.setId("whatif-drill");
        drill.getStyleClass().add("small");
        drill.textProperty().bind(texts.text("tools.drill"));
        drill.setGraphic(new Icon("fth-target", 13));
        drill.setMinWidth(USE_PREF_SIZE);
        drill.setOnAction(event -> makeDrill());
        var mayDrill = new WhyNot(drill, whyNoDrill);
        mayDrill.setMinWidth(USE_PREF_SIZE);
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        getChildren().addAll(chips, add, hint, spring, sweep, mayDrill);
        HBox.setHgrow(this, Priority.ALWAYS);
        model.faultsProperty().subscribe(faults -> refresh());
        model.refusedProperty().subscribe(refused -> refresh());
        model.predictionProperty().subscribe(prediction -> refreshDrill());
        members.subscribe(now -> refreshDrill());
        model.activeProperty().subscribe(now -> refreshDrill());
        model.candidatesProperty().subscribe(all -> refresh());
        ui.languageProperty().subscribe(language -> refresh());
    }

    /// Why no drill does what is taken for failed; empty when one does.
    public ReadOnlyStringProperty whyNoDrillProperty() {
        return whyNoDrill;
    }

    /// Goes to where the drill is made that does what is taken for failed, if one does.
    public void makeDrill() {
        if (model.rehearsal(members.getValue()) instanceof Rehearsal.Drill made) {
            goToDrill.accept(made);
        }
    }

    private void refreshDrill() {
        // Nobody sees it otherwise, and a design that is edited is another one at each key.
        if (model.activeProperty().get()) {
            whyNoDrill.set(
                    switch (model.rehearsal(members.getValue())) {
                        case Rehearsal.Drill made -> "";
                        case Rehearsal.None none -> words.whyNoDrill(none);
                    });
            drill.setDisable(!whyNoDrill.get().isEmpty());
        }
    }

    private void refresh() {
        refreshDrill();
        var texts = words.texts();
        var faults = model.faultsProperty().get();
        var shown = new ArrayList<Node>();
        for (var fault : faults.stream().limit(SHOWN).toList()) {
            shown.add(chip(fault));
        }
        if (faults.size() > SHOWN) {
            shown.add(new Label(texts.get("tools.more", faults.size() - SHOWN)));
        }
        chips.getChildren().setAll(shown);
        chips.setVisible(!shown.isEmpty());
        chips.setManaged(!shown.isEmpty());
        hint.setText(
                model.refusedProperty()
                        .get()
                        .map(this::refusal)
                        .orElseGet(() -> faults.isEmpty() ? texts.get("tools.hint") : ""));
        var rest =
                model.candidatesProperty().get().stream()
                        .filter(fault ->
                                faults.stream().noneMatch(one -> WhatIfModel.isSame(one, fault)))
                        .toList();
        add.getItems().setAll(rest.stream().map(this::item).toList());
        add.setDisable(rest.isEmpty());
    }

    private String refusal(Fault fault) {
        return switch (fault) {
            case Fault.Down(var thing) -> words.texts().get("tools.refused", words.name(thing));
            case Fault.Cut cut -> words.texts().get("tools.refused.cut");
        };
    }

    private MenuItem item(Fault fault) {
        var item = new MenuItem(words.fault(fault));
        item.setOnAction(event -> model.toggle(fault));
        return item;
    }

    private Button chip(Fault fault) {
        var chip = new Button(words.faultName(fault));
        chip.getStyleClass().add("fault-chip");
        chip.setGraphic(new Icon("fth-x", 12));
        chip.setAccessibleText(words.texts().get("tools.undo", words.fault(fault)));
        chip.setMaxWidth(220);
        chip.setOnAction(event -> model.toggle(fault));
        return chip;
    }
}
