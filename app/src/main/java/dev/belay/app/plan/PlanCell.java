package dev.belay.app.plan;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.model.status.Member;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// A step of the list: its number, what kind of change it is, what it is, which members have to do
/// with it, and how long it took.
final class PlanCell extends ListCell<Integer> {
    /// Members that have a column of their own; more of them have none.
    static final int COLUMNS = 5;

    private final Texts texts;
    private final PlanWords words;
    private final PlanModel model;
    private final Label number = Labels.label("", "mono", "subtle", "plan-number");
    private final StackPane sign = new StackPane();
    private final Label title = new Label();
    private final HBox nodes = new HBox();
    private final Label time = Labels.label("", "mono", "muted", "plan-time");
    private final HBox row;
    private @Nullable Object drawn;

    PlanCell(Texts texts, PlanModel model) {
        this.texts = texts;
        this.words = new PlanWords(texts, model::designs);
        this.model = model;
        sign.getStyleClass().add("plan-sign");
        title.setMinWidth(0);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        row = new HBox(number, sign, title, nodes, time);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("plan-row");
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Integer item, boolean empty) {
        super.updateItem(item, empty);
        refresh();
    }

    /// Shows what is known of it now.
    void refresh() {
        Integer item = getItem();
        List<PlanRow> rows = model.rows();
        if (item == null || isEmpty() || item > rows.size()) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        PlanRow one = rows.get(item - 1);
        List<Member> members = columns(model);
        boolean isApplied = one.taken().isPresent();
        String said = words.title(one);
        time.setText(one.time(model.now()).map(PlanWords::time).orElse(""));
        Object now = List.of(one, members, said);
        if (!now.equals(drawn)) {
            drawn = now;
            number.setText(Integer.toString(one.number()));
            title.setText(said);
            title.getStyleClass().removeAll("muted", "w500");
            if (isApplied && one.state() == PlanRow.State.WAITS) {
                title.getStyleClass().add("muted");
            } else if (one.isUnderWay()) {
                title.getStyleClass().add("w500");
            }
            sign.getChildren().setAll(sign(one.sign()));
            nodes.getChildren().setAll(members.stream().map(member -> cell(one, member)).toList());
            if (members.isEmpty() && isApplied) {
                nodes.getChildren().setAll(place(new CheckGlyph(result(one.state()), 16)));
            }
        }
        setAccessibleText(
                texts.get(
                        "row.spoken",
                        one.number(),
                        said,
                        isApplied ? texts.get("row." + one.state()) : texts.get("row.planned"),
                        time.getText()));
        setGraphic(row);
    }

    /// The members that have a column.
    static List<Member> columns(PlanModel model) {
        boolean isKnown = model.rows().stream().anyMatch(one -> one.planned().isPresent());
        List<Member> members = model.members();
        return isKnown && members.size() <= COLUMNS ? members : List.of();
    }

    private static StackPane cell(PlanRow row, Member member) {
        if (!row.touches(member.id(), member.name())) {
            return place(Labels.label("·", "subtle"));
        }
        return place(
                row.taken().isEmpty()
                        ? new CheckGlyph(CheckGlyph.Result.WAITS, 16)
                        : new CheckGlyph(result(row.state()), 16));
    }

    private static StackPane place(Node node) {
        StackPane place = new StackPane(node);
        place.getStyleClass().add("plan-node");
        return place;
    }

    static CheckGlyph.Result result(PlanRow.State state) {
        return switch (state) {
            case WAITS -> CheckGlyph.Result.WAITS;
            case RUNNING, GOES_BACK -> CheckGlyph.Result.RUNNING;
            case DONE -> CheckGlyph.Result.PASS;
            case STUCK -> CheckGlyph.Result.WARNING;
            case TAKEN_BACK -> CheckGlyph.Result.SKIPPED;
        };
    }

    static Icon sign(PlanRow.Sign sign) {
        Icon icon =
                switch (sign) {
                    case ADDS -> new Icon("fth-plus", 14);
                    case CHANGES -> new Icon("fth-edit-2", 13);
                    case REMOVES -> new Icon("fth-minus", 14);
                };
        icon.getStyleClass()
                .add(
                        switch (sign) {
                            case ADDS -> "good";
                            case CHANGES -> "plan-ink";
                            case REMOVES -> "bad";
                        });
        return icon;
    }
}
