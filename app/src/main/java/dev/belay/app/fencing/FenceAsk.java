package dev.belay.app.fencing;

import dev.belay.api.ServiceView;
import dev.belay.app.fencing.FencesModel.Deed;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.WhyNot;
import dev.belay.model.node.FenceAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Asks before a node is fenced, or is said to be off: which one, what happens by it, what has to
/// be checked first; and wants the node's name typed.
final class FenceAsk extends VBox {

    /// One choice of a node.
    private record Choice(RadioButton radio, WhyNot carrier, StringProperty beside) {}

    private final Texts texts;
    private final FencesModel model;
    private final Deed deed;
    private final Map<String, Choice> choices = new LinkedHashMap<>();
    private final ToggleGroup nodes = new ToggleGroup();
    private final ToggleGroup actions = new ToggleGroup();
    private final RadioButton reboot = new RadioButton();
    private final RadioButton off = new RadioButton();
    private final HBox actionRow = new HBox(reboot, off);
    private final VBox said = new VBox();
    private final Label typeLabel = Labels.prose("", "w500");
    private final TextField typed = new TextField();
    private final VBox typing = new VBox(typeLabel, typed);
    private final Button yes = new Button();
    private final StringProperty whyNot = new SimpleStringProperty("");
    private String node = "";

    /// @param preset node that is chosen already; empty: none
    /// @param close takes the card away
    FenceAsk(Texts texts, FencesModel model, Deed deed, String preset, Runnable close) {
        this.texts = texts;
        this.model = model;
        this.deed = deed;
        setId("fence-ask");
        getStyleClass().add("fence-ask");
        VBox list = new VBox();
        list.getStyleClass().add("choices");
        for (String one : model.nodes()) {
            list.getChildren().add(choice(one));
        }
        reboot.setId("fence-do-REBOOT");
        reboot.setText(texts.get("ask.action.REBOOT"));
        reboot.setToggleGroup(actions);
        off.setId("fence-do-OFF");
        off.setText(texts.get("ask.action.OFF"));
        off.setToggleGroup(actions);
        actionRow.getStyleClass().add("actions");
        actionRow.setVisible(false);
        actionRow.managedProperty().bind(actionRow.visibleProperty());
        said.getStyleClass().add("said");
        typed.setId("fence-typed");
        typed.textProperty().subscribe(now -> refresh());
        typeLabel.setLabelFor(typed);
        typing.getStyleClass().add("typing");
        typing.setVisible(false);
        typing.managedProperty().bind(typing.visibleProperty());
        Button no = new Button(texts.get("ask.cancel"));
        no.setId("fence-cancel");
        no.setMinWidth(Region.USE_PREF_SIZE);
        no.setOnAction(event -> close.run());
        yes.setId("fence-yes");
        yes.getStyleClass().add("destructive");
        yes.setMinWidth(Region.USE_PREF_SIZE);
        yes.setOnAction(event -> {
            close.run();
            perform();
        });
        HBox buttons = new HBox(no, new WhyNot(yes, whyNot));
        buttons.getStyleClass().add("buttons");
        getChildren()
                .addAll(
                        Labels.prose(texts.get("ask." + deed + ".title"), "type-page"),
                        list,
                        actionRow,
                        said,
                        typing,
                        buttons);
        nodes.selectedToggleProperty().subscribe(now -> chosen());
        actions.selectedToggleProperty().subscribe(now -> explain());
        Choice there = choices.get(preset);
        if (there != null && !there.radio().isDisabled()) {
            there.radio().setSelected(true);
        }
        refresh();
    }

    private Node choice(String one) {
        RadioButton radio = new RadioButton(one);
        radio.setId("fence-node-" + one);
        radio.setToggleGroup(nodes);
        radio.setUserData(one);
        radio.setMinWidth(Region.USE_PREF_SIZE);
        StringProperty beside = new SimpleStringProperty("");
        WhyNot carrier = new WhyNot(radio, beside);
        carrier.getStyleClass().add("choice-name");
        carrier.setMinWidth(Region.USE_PREF_SIZE);
        Label words = Labels.prose("", "type-small", "muted");
        words.textProperty().bind(beside);
        HBox line = new HBox(carrier, words);
        line.getStyleClass().add("choice");
        choices.put(one, new Choice(radio, carrier, beside));
        return line;
    }

    private String running(String one) {
        List<ServiceView> there = model.on(one);
        return there.isEmpty()
                ? texts.get("ask.runs-nothing")
                : texts.get(
                        model.answers(one) ? "ask.runs" : "ask.may-run",
                        FenceWords.services(texts, there));
    }

    private void chosen() {
        if (nodes.getSelectedToggle() != null) {
            node = String.valueOf(nodes.getSelectedToggle().getUserData());
            typing.setVisible(true);
            typed.clear();
            typeLabel.setText(texts.get("ask.type", node));
            if (deed == Deed.FENCE) {
                actionRow.setVisible(true);
                (model.drawn(node) == FenceAction.OFF ? off : reboot).setSelected(true);
            }
            explain();
        }
        refresh();
    }

    private FenceAction action() {
        return off.isSelected() ? FenceAction.OFF : FenceAction.REBOOT;
    }

    private void explain() {
        if (node.isEmpty()) {
            return;
        }
        List<Node> lines = new ArrayList<>();
        switch (deed) {
            case FENCE -> fencing(lines);
            case CONFIRM -> confirming(lines);
        }
        said.getChildren().setAll(lines);
    }

    private void fencing(List<Node> lines) {
        String means =
                model.of(node).stream()
                        .map(one -> texts.get("ask.FENCE.device", one.name(), (long) one.level()))
                        .collect(Collectors.joining(texts.get("words.comma")));
        lines.add(Labels.prose(texts.get("ask.FENCE." + action(), node, means), "w500"));
        List<ServiceView> there = model.on(node);
        lines.add(
                Labels.prose(
                        there.isEmpty()
                                ? texts.get("ask.FENCE.nothing", node)
                                : texts.get("ask.FENCE.ends", FenceWords.services(texts, there))));
        if (model.answers(node)) {
            lines.add(Labels.prose(texts.get("ask.FENCE.answers", node), "warning-text"));
        }
        lines.add(Labels.prose(texts.get("ask.FENCE.majority"), "muted"));
    }

    private void confirming(List<Node> lines) {
        String services = FenceWords.services(texts, model.on(node));
        lines.add(Labels.prose(texts.get("ask.CONFIRM.then", node, services), "w500"));
        lines.add(Labels.prose(texts.get("ask.CONFIRM.danger", node), "bad-text"));
        lines.add(Labels.prose(texts.get("ask.CONFIRM.check")));
        for (int i = 1; i <= 3; i++) {
            Label number = Labels.whole(i + ".", "mono", "muted");
            HBox line = new HBox(number, Labels.prose(texts.get("ask.CONFIRM.check." + i, node)));
            line.setAlignment(Pos.BASELINE_LEFT);
            line.getStyleClass().add("check");
            lines.add(line);
        }
    }

    /// What stands in the way may be another by now.
    void refresh() {
        choices.forEach((one, choice) -> {
            Optional<String> why = model.hindrance(deed, one).map(now -> now.in(texts));
            choice.radio().setDisable(why.isPresent());
            choice.beside().set(why.orElseGet(() -> running(one)));
            choice.radio()
                    .setAccessibleText(texts.get("ask.choice.spoken", one, choice.beside().get()));
        });
        yes.setText(
                node.isEmpty()
                        ? texts.get("ask." + deed + ".do.none")
                        : texts.get("ask." + deed + ".do", node));
        String why =
                node.isEmpty()
                        ? texts.get("ask.choose")
                        : model.hindrance(deed, node)
                                .map(now -> now.in(texts))
                                .orElseGet(() ->
                                        typed.getText().strip().equals(node)
                                                ? ""
                                                : texts.get("ask.type", node));
        whyNot.set(why);
        yes.setDisable(!why.isEmpty());
    }

    private void perform() {
        switch (deed) {
            case FENCE -> model.fence(node, action());
            case CONFIRM -> model.confirm(node);
        }
    }
}
