package dev.belay.app.wizard;

import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What will happen: numbered, where it runs, the exact command, how it is undone.
final class HappeningsPanel extends VBox {
    private final Texts texts;
    private final Label title = Labels.label("", "type-section");
    private final Label lead = Labels.prose("", "type-small", "muted");
    private final VBox list = new VBox();
    private final Label after = Labels.prose("", "type-small", "muted");
    private final HBox foot =
            Parts.row("panel-foot line-above", new Icon("fth-corner-up-left", 14), after);
    private @Nullable List<Happening> shown;

    HappeningsPanel(Texts texts) {
        this.texts = texts;
        setId("wizard-happenings");
        getStyleClass().add("happenings");
        list.getStyleClass().add("list");
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(Parts.column("panel-head", title, lead), scroll, foot);
    }

    void show(WizardModel model, Page page) {
        title.setText(texts.get("happen"));
        String own = model.script().lead(page);
        lead.setText(
                model.isDryRun()
                        ? texts.get("happen.dry")
                        : own.isEmpty()
                                ? texts.get(
                                        page.kind() == Page.Kind.DONE
                                                ? "happen.done"
                                                : "happen.lead")
                                : own);
        String afterwards = model.script().afterwards();
        after.setText(afterwards);
        foot.setVisible(!afterwards.isEmpty());
        foot.setManaged(!afterwards.isEmpty());
        List<Happening> now = model.happenings();
        if (!now.equals(shown)) {
            shown = now;
            list.getChildren().clear();
            if (now.isEmpty()) {
                list.getChildren()
                        .add(Labels.prose(texts.get("happen.none"), "type-small", "subtle"));
            }
            int number = 1;
            for (Happening one : now) {
                list.getChildren().add(row(number++, one));
            }
        }
    }

    private static HBox row(int number, Happening one) {
        Label ball = Labels.label(Integer.toString(number), "ball");
        Region line = new Region();
        line.getStyleClass().add("thread");
        VBox.setVgrow(line, Priority.ALWAYS);
        VBox left = Parts.column("left", ball, line);
        Label sentence = Labels.prose(one.sentence(), "w500");
        HBox.setHgrow(sentence, Priority.ALWAYS);
        sentence.setMaxWidth(Double.MAX_VALUE);
        HBox head = Parts.row("first-line", sentence);
        if (!one.where().isEmpty()) {
            head.getChildren().add(new Chip(one.where(), Chip.Tone.NEUTRAL));
        }
        VBox right = Parts.column("right", head);
        if (!one.command().isEmpty()) {
            right.getChildren().add(Parts.code(one.command()));
        }
        if (!one.note().isEmpty()) {
            right.getChildren().add(Labels.prose(one.note(), "type-small", "muted"));
        }
        HBox.setHgrow(right, Priority.ALWAYS);
        HBox row = new HBox(left, right);
        row.getStyleClass().add("happening");
        return row;
    }
}
