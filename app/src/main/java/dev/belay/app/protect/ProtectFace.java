package dev.belay.app.protect;

import dev.belay.api.ApiError;
import dev.belay.app.protect.ProtectForm.Field;
import dev.belay.app.protect.ProtectForm.Program;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Face;
import dev.belay.app.wizard.Forms;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Parts;
import dev.belay.model.status.NodeState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The form: what is to run, at which address, and where.
final class ProtectFace implements Face {
    private static final int MOST_DRAWN = 5;

    private final Texts texts;
    private final ProtectScript script;
    private final Map<Field, Label> complaints = new EnumMap<>(Field.class);
    private final Map<Field, TextInputControl> controls = new EnumMap<>(Field.class);
    private Subscription live = Subscription.EMPTY;
    private @Nullable ApiError shownTrouble;

    ProtectFace(Ui ui, ProtectScript script) {
        this.texts = ui.texts(ProtectFace.class);
        this.script = script;
    }

    @Override
    public @Nullable Node page(Page page) {
        live.unsubscribe();
        if (page.equals(Page.REVIEW)) {
            return script.confirmation().field("protect-typed").stream().findFirst().orElse(null);
        }
        return page.equals(Page.WHAT) ? what() : null;
    }

    private Node what() {
        complaints.clear();
        controls.clear();
        StackPane trouble = new StackPane();
        VBox program = Parts.column("form-rows");
        ObjectProperty<Program> chosen = new SimpleObjectProperty<>(script.program());
        Segmented<Program> programs = new Segmented<>("protect-program", chosen);
        for (Program one : Program.values()) {
            programs.add(one, "protect-" + one, texts.text("protect.program." + one));
        }
        VBox home = Parts.column("field");
        List<String> offered = new ArrayList<>();
        VBox drawn = Parts.column("field");
        List<String> listed = new ArrayList<>();
        chosen.subscribe(now -> {
            script.setProgram(now);
            program.getChildren().setAll(program(now));
        });
        Consumer<DrawnService> take =
                one -> {
                    script.takeDrawn(one);
                    controls.forEach((field, control) -> control.setText(script.typed(field)));
                    chosen.set(script.program());
                    program.getChildren().setAll(program(script.program()));
                    offered.clear();
                    offerHomes(home, offered);
                };
        live =
                script.changesProperty()
                        .subscribe(change -> {
                            complainOfCluster(trouble);
                            offerDrawn(drawn, listed, take);
                            offerHomes(home, offered);
                            complain();
                        });
        VBox page =
                Forms.page(
                        texts.get("protect.what"),
                        Labels.prose(texts.get("protect.what.why"), "muted"),
                        trouble,
                        drawn,
                        pair(input(Field.NAME), input(Field.ADDRESS)),
                        pair(input(Field.PORTS), input(Field.DEVICE)),
                        Labels.label(texts.get("protect.program"), "type-section"),
                        programs,
                        program,
                        home);
        complainOfCluster(trouble);
        offerDrawn(drawn, listed, take);
        offerHomes(home, offered);
        complain();
        return page;
    }

    /// Made anew only when there are others: the keyboard keeps its place.
    private void offerDrawn(VBox field, List<String> listed, Consumer<DrawnService> take) {
        List<DrawnService> services = script.drawn();
        List<String> ids = services.stream().map(one -> one.service().id().text()).toList();
        field.setVisible(!ids.isEmpty());
        field.setManaged(!ids.isEmpty());
        if (ids.equals(listed)) {
            return;
        }
        listed.clear();
        listed.addAll(ids);
        HBox row = Parts.row("buttons-left");
        for (DrawnService one : services.stream().limit(MOST_DRAWN).toList()) {
            String id = one.service().id().text();
            row.getChildren()
                    .add(
                            Parts.button(
                                    "protect-drawn-" + id,
                                    "fth-edit-2",
                                    one.service().name().isBlank() ? id : one.service().name(),
                                    () -> take.accept(one)));
        }
        field.getChildren()
                .setAll(
                        Labels.label(texts.get("protect.drawn"), "type-small", "w500"),
                        row,
                        Labels.prose(texts.get("protect.drawn.about"), "type-small", "muted"));
    }

    /// Two of the same width; a sentence below one that wraps makes the row higher.
    private static GridPane pair(VBox left, VBox right) {
        GridPane pair = new GridPane();
        pair.getStyleClass().add("pair");
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            pair.getColumnConstraints().add(half);
        }
        pair.addRow(0, left, right);
        return pair;
    }

    private VBox input(Field field) {
        return input(field, Forms.text(script.typed(field), now -> script.type(field, now)));
    }

    private VBox input(Field field, TextInputControl control) {
        String key = "protect." + field.key();
        VBox box =
                Forms.field(
                        "protect-" + field.key(),
                        texts.get(key),
                        control,
                        texts.get(key + ".hint"));
        Label about = Labels.prose(texts.get(key + ".about"), "type-small", "muted");
        box.getChildren().add(about);
        complaints.put(field, about);
        controls.put(field, control);
        return box;
    }

    private Node[] program(Program now) {
        Node about = Labels.prose(texts.get("protect.program.about." + now), "type-small", "muted");
        Node[] parts =
                switch (now) {
                    case NONE -> new Node[] {about};
                    case SYSTEMD -> new Node[] {about, input(Field.UNIT)};
                    case OCF -> new Node[] {about, input(Field.AGENT), parameters()};
                };
        complain();
        return parts;
    }

    private Node parameters() {
        TextArea area =
                Forms.lines(
                        script.typed(Field.PARAMETERS),
                        4,
                        now -> script.type(Field.PARAMETERS, now));
        area.getStyleClass().add("mono");
        return input(Field.PARAMETERS, area);
    }

    /// The line below a field says what it is for, or what is wrong with it.
    private void complain() {
        complaints.forEach((field, label) -> {
            boolean isWrong = script.isWrong(field);
            label.setText(
                    texts.get(
                            isWrong
                                    ? "protect.missing." + field.key()
                                    : "protect." + field.key() + ".about"));
            label.getStyleClass().removeAll("muted", "bad-text");
            label.getStyleClass().add(isWrong ? "bad-text" : "muted");
            TextInputControl control = controls.get(field);
            if (control != null) {
                control.getStyleClass().remove("invalid");
                if (isWrong) {
                    control.getStyleClass().add("invalid");
                }
            }
        });
    }

    /// Made anew only when it is another: the keyboard keeps its place.
    private void complainOfCluster(StackPane place) {
        ApiError why = script.standing().error();
        if (place.getChildren().isEmpty() != (why == null) || !Objects.equals(why, shownTrouble)) {
            shownTrouble = why;
            place.getChildren().setAll(trouble());
        }
    }

    /// Why the cluster could not be asked; nothing when it could.
    private List<Node> trouble() {
        ApiError why = script.standing().error();
        if (why == null) {
            return List.of();
        }
        return List.of(
                Parts.row(
                        "banner bad rounded",
                        new StateGlyph(NodeState.UNKNOWN, 18),
                        Labels.prose(texts.get("protect.trouble", why.found(), why.advice())),
                        Labels.space(),
                        Parts.button(
                                "protect-again",
                                "fth-refresh-cw",
                                texts.get("protect.again"),
                                () -> script.standing().ask())));
    }

    /// Made anew only when there are other nodes: the keyboard keeps its place.
    private void offerHomes(VBox field, List<String> offered) {
        List<String> ids = new ArrayList<>();
        ids.add("");
        script.standing().hosts().forEach(node -> ids.add(node.id().toString()));
        if (!script.home().isEmpty() && !ids.contains(script.home())) {
            ids.add(script.home());
        }
        if (ids.equals(offered)) {
            return;
        }
        offered.clear();
        offered.addAll(ids);
        ComboBox<String> homes = new ComboBox<>();
        homes.setId("protect-home");
        homes.setConverter(words());
        homes.getItems().setAll(ids);
        homes.setValue(script.home());
        homes.setMaxWidth(Double.MAX_VALUE);
        homes.valueProperty().subscribe((before, now) -> script.setHome(now == null ? "" : now));
        homes.setAccessibleText(texts.get("protect.home"));
        Label name = Labels.label(texts.get("protect.home"), "type-small", "w500");
        name.setLabelFor(homes);
        HBox.setHgrow(field, Priority.ALWAYS);
        field.getChildren()
                .setAll(
                        name,
                        homes,
                        Labels.prose(texts.get("protect.home.about"), "type-small", "muted"));
    }

    private StringConverter<String> words() {
        return new StringConverter<>() {
            @Override
            public String toString(String id) {
                return id == null || id.isEmpty() ? texts.get("protect.home.any") : id;
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        };
    }

    @Override
    public void left() {
        live.unsubscribe();
    }
}
