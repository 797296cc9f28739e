package dev.belay.app.plan;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.model.status.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// All steps in their order. The list holds numbers, so that nothing moves when a step goes on.
final class PlanTable extends VBox {
    private final Texts texts;
    private final PlanModel model;
    private final ObservableList<Integer> numbers = FXCollections.observableArrayList();
    private final ListView<Integer> list = new ListView<>(numbers);
    private final List<PlanCell> cells = new ArrayList<>();
    private final HBox chips = new HBox();
    private final HBox columns = new HBox();
    private List<Object> headed = List.of();
    private boolean arranging;

    PlanTable(Texts texts, PlanModel model) {
        this.texts = texts;
        this.model = model;
        getStyleClass().add("plan-table");
        chips.getStyleClass().add("plan-chips");
        chips.setAlignment(Pos.CENTER_LEFT);
        columns.getStyleClass().add("plan-columns");
        columns.setAlignment(Pos.CENTER_LEFT);
        list.setId("plan-list");
        list.setCellFactory(view -> {
            PlanCell cell = new PlanCell(texts, model);
            cells.add(cell);
            return cell;
        });
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe((before, now) -> {
                    if (now != null && !arranging) {
                        model.choose(now);
                    }
                });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(chips, columns, list);
    }

    void focusList() {
        list.requestFocus();
    }

    void show() {
        List<PlanRow> rows = model.rows();
        List<Member> members = PlanCell.columns(model);
        List<Object> head =
                List.of(
                        rows.stream().map(PlanRow::sign).toList(),
                        members,
                        texts.language(),
                        model.face());
        if (!head.equals(headed)) {
            headed = head;
            chips(rows);
            columns(members);
            list.setAccessibleText(texts.get("table.title"));
        }
        arranging = true;
        if (numbers.size() != rows.size()) {
            numbers.setAll(IntStream.rangeClosed(1, rows.size()).boxed().toList());
        }
        model.chosen()
                .ifPresent(one -> {
                    Integer number = one.number();
                    if (!number.equals(list.getSelectionModel().getSelectedItem())) {
                        list.getSelectionModel().select(number);
                        list.getFocusModel().focus(one.number() - 1);
                        list.scrollTo(Math.max(0, one.number() - 4));
                    }
                });
        arranging = false;
        cells.forEach(PlanCell::refresh);
    }

    private void chips(List<PlanRow> rows) {
        List<Node> all = new ArrayList<>();
        all.add(Labels.whole(texts.get("table.title"), "type-section", "w600"));
        for (PlanRow.Sign sign : PlanRow.Sign.values()) {
            long count = rows.stream().filter(one -> one.sign() == sign).count();
            if (count > 0) {
                Chip chip = new Chip(texts.get("sign." + sign, count), tone(sign));
                chip.setGraphic(PlanCell.sign(sign));
                all.add(chip);
            }
        }
        if (model.face() == PlanModel.Face.OPERATION) {
            all.add(Labels.space());
            for (PlanRow.State state :
                    List.of(PlanRow.State.DONE, PlanRow.State.RUNNING, PlanRow.State.WAITS)) {
                Label word = Labels.whole(texts.get("row." + state), "type-small", "muted");
                word.setGraphic(new CheckGlyph(PlanCell.result(state), 16));
                all.add(word);
            }
        }
        chips.getChildren().setAll(all);
    }

    private static Chip.Tone tone(PlanRow.Sign sign) {
        return switch (sign) {
            case ADDS -> Chip.Tone.GOOD;
            case CHANGES -> Chip.Tone.PLAN;
            case REMOVES -> Chip.Tone.BAD;
        };
    }

    private void columns(List<Member> members) {
        List<Node> all = new ArrayList<>();
        all.add(Labels.label("#", "muted", "w600", "plan-number"));
        StackPane sign = new StackPane();
        sign.getStyleClass().add("plan-sign");
        all.add(sign);
        all.add(Labels.label(texts.get("column.step"), "muted", "w600"));
        all.add(Labels.space());
        HBox nodes = new HBox();
        for (Member member : members) {
            Label name = Labels.label(member.id(), "muted", "w600");
            StackPane place = new StackPane(name);
            place.getStyleClass().add("plan-node");
            nodes.getChildren().add(place);
        }
        all.add(nodes);
        all.add(Labels.label(texts.get("column.time"), "muted", "w600", "plan-time"));
        columns.getChildren().setAll(all);
    }
}
