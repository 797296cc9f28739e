package dev.belay.app.fencing;

import dev.belay.api.ApiError;
import dev.belay.app.fencing.FenceForm.Change;
import dev.belay.app.fencing.FenceForm.Field;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Face;
import dev.belay.app.wizard.Forms;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Parts;
import dev.belay.model.node.FenceDevice;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The form of a fence device, and the name to type on a protected cluster.
final class FenceFace implements Face {
    private final Texts texts;
    private final FenceScript script;
    private Subscription live = Subscription.EMPTY;

    FenceFace(Ui ui, FenceScript script) {
        this.texts = ui.texts(FenceFace.class);
        this.script = script;
    }

    @Override
    public @Nullable Node page(Page page) {
        live.unsubscribe();
        if (page.equals(Page.REVIEW) && script.confirms()) {
            return Forms.field(
                    "fence-typed",
                    texts.get("type", script.cluster()),
                    Forms.text(script.typedName(), script::setTyped),
                    script.cluster());
        }
        return page.equals(Page.WHAT) ? what() : null;
    }

    private Node what() {
        ObjectProperty<Change> change = new SimpleObjectProperty<>(script.form().change());
        Segmented<Change> choice = new Segmented<>("fence-change", change);
        for (Change one : Change.values()) {
            choice.add(one, "fence-" + one, texts.text("change." + one));
        }
        Label why = Labels.prose("", "muted");
        change.subscribe(now -> {
            script.setChange(now);
            why.setText(texts.get("why." + now));
        });
        Complaints complaints = new Complaints(script);
        Body body = new Body(complaints);
        live =
                Subscription.combine(
                        script.shapeProperty().subscribe(number -> body.show()),
                        script.changesProperty().subscribe((before, now) -> complaints.show()));
        VBox page = Forms.page(texts.get("what"), why, choice, body);
        page.getStylesheets()
                .add(
                        Objects.requireNonNull(FenceFace.class.getResource("fencing.css"))
                                .toExternalForm());
        return page;
    }

    /// The devices to choose from, and the fields of the one that is chosen.
    private final class Body extends VBox {
        private final Complaints complaints;
        private final VBox list = new VBox();
        private final VBox fields = Parts.column("fence-form");
        private @Nullable Seen listed;
        private @Nullable Change listedFor;
        private List<FenceDevice> listedDrawn = List.of();

        Body(Complaints complaints) {
            this.complaints = complaints;
            getStyleClass().add("fence-form");
        }

        void show() {
            complaints.clear();
            Seen seen = script.seen();
            if (seen == null) {
                ApiError error = script.error();
                getChildren().setAll(error == null ? asking() : silent(error));
                return;
            }
            FenceForm form = script.form();
            // The keyboard stays in the list while arrow keys choose in it.
            boolean isListed =
                    seen.equals(listed)
                            && form.change() == listedFor
                            && script.drawn().equals(listedDrawn);
            if (!isListed) {
                listed = seen;
                listedFor = form.change();
                listedDrawn = script.drawn();
                getChildren().setAll(fields);
                if (form.change() != Change.NEW) {
                    list.getChildren().setAll(devices(seen, form));
                    getChildren().addFirst(list);
                } else if (!script.drawn().isEmpty()) {
                    list.getChildren().setAll(drawn(form));
                    getChildren().addFirst(list);
                }
            }
            fields.getChildren().setAll(fields(seen, form, complaints));
            complaints.show();
        }
    }

    private List<Node> fields(Seen seen, FenceForm form, Complaints complaints) {
        if (form.change() == Change.NEW) {
            return List.of(
                    new DeviceFields(texts, script, seen, complaints), automatic(complaints));
        }
        if (seen.device(form.device()).isEmpty()) {
            return List.of();
        }
        return List.of(
                form.change() == Change.CHANGE
                        ? new DeviceFields(texts, script, seen, complaints)
                        : Labels.prose(texts.get("about.REMOVE"), "type-small", "muted"),
                automatic(complaints));
    }

    private Node asking() {
        return Parts.row(
                "fence-line",
                new CheckGlyph(CheckGlyph.Result.RUNNING, 15),
                Labels.label(texts.get("asking"), "muted"));
    }

    private Node silent(ApiError error) {
        RefusalWords words = RefusalWords.in(texts.language());
        Label said =
                Labels.prose(
                        words.together(
                                texts.get("silent", words.what(error)), words.advice(error)));
        HBox.setHgrow(said, Priority.ALWAYS);
        said.setMaxWidth(Double.MAX_VALUE);
        HBox banner =
                Parts.row(
                        "banner warning fence-banner",
                        said,
                        Parts.button(
                                "fence-ask-again",
                                "fth-refresh-cw",
                                texts.get("ask-again"),
                                script::ask));
        banner.setId("fence-silent");
        return banner;
    }

    /// A choice of one device; arrow keys move it.
    private Node devices(Seen seen, FenceForm form) {
        List<FenceDevice> all = seen.design().fenceDevices();
        if (all.isEmpty()) {
            Label none = Labels.prose(texts.get("none"), "muted");
            none.setId("fence-devices");
            return none;
        }
        VBox list = Parts.column("card fence-list");
        list.setId("fence-devices");
        ToggleGroup group = new ToggleGroup();
        for (FenceDevice device : all) {
            list.getChildren().add(row("fence-device-", device, group, form, script::setDevice));
        }
        return list;
    }

    /// A choice of a device of the drawing, or of one that is typed.
    private Node drawn(FenceForm form) {
        VBox card = Parts.column("card fence-list");
        ToggleGroup group = new ToggleGroup();
        card.getChildren()
                .add(
                        Parts.row(
                                "fence-row",
                                radio(
                                        "fence-drawn",
                                        texts.get("drawn.none"),
                                        "",
                                        group,
                                        form,
                                        script::setDrawn)));
        for (FenceDevice device : script.drawn()) {
            card.getChildren().add(row("fence-drawn-", device, group, form, script::setDrawn));
        }
        VBox part =
                Parts.column(
                        "field",
                        Labels.label(texts.get("drawn"), "type-small", "w500"),
                        card,
                        Labels.prose(texts.get("drawn.about"), "type-small", "muted"));
        part.setId("fence-from-drawing");
        return part;
    }

    private static RadioButton radio(
            String control,
            String name,
            String id,
            ToggleGroup group,
            FenceForm form,
            Consumer<String> chosen) {
        RadioButton button = new RadioButton(name);
        button.setId(control);
        button.setToggleGroup(group);
        button.setSelected(id.equals(form.device()));
        button.getStyleClass().add("w500");
        // Arrow keys select without an action.
        button.selectedProperty()
                .subscribe((before, now) -> {
                    if (now) {
                        chosen.accept(id);
                    }
                });
        // Focus alone does not choose; Enter belongs to the button that leads on.
        button.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.SPACE && !button.isSelected()) {
                button.setSelected(true);
                event.consume();
            }
        });
        return button;
    }

    private Node row(
            String control,
            FenceDevice device,
            ToggleGroup group,
            FenceForm form,
            Consumer<String> chosen) {
        String id = device.id().toString();
        String name = device.name().isBlank() ? id : device.name();
        RadioButton button = radio(control + id, name, id, group, form, chosen);
        button.setAccessibleText(name + ", " + device.agent());
        return Parts.row(
                "fence-row",
                button,
                Labels.label(device.agent(), "mono", "muted"),
                Labels.space(),
                Labels.label(
                        texts.get("device.targets", device.targets().size()),
                        "type-small",
                        "muted"),
                new Chip(texts.get("device.level", device.level()), Chip.Tone.NEUTRAL));
    }

    private Node automatic(Complaints complaints) {
        CheckBox box = new CheckBox(texts.get("automatic"));
        box.setId("fence-automatic");
        box.setWrapText(true);
        box.setSelected(script.isAutomatic());
        box.setOnAction(event -> script.set(Field.AUTOMATIC, Boolean.toString(box.isSelected())));
        VBox part =
                Parts.column(
                        "field",
                        box,
                        Labels.prose(texts.get("automatic.why"), "type-small", "muted"),
                        complaints.below("fence-automatic", null));
        part.getStyleClass().add("fence-automatic");
        return part;
    }

    @Override
    public void left() {
        live.unsubscribe();
    }
}
