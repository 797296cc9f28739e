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
import dev.belay.app.wizard.Section;
import dev.belay.app.wizard.TypedFields;
import dev.belay.model.status.NodeState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The form: what is to run, at which address, and where.
final class ProtectFace implements Face {
    private static final int MOST_DRAWN = 5;

    private final Texts texts;
    private final ProtectScript script;
    private Subscription live = Subscription.EMPTY;

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
        TypedFields<Field> fields =
                new TypedFields<>(
                        "protect",
                        key -> texts.get("protect." + key),
                        script.form()::typed,
                        script::type,
                        script.form()::wrong);
        Section trouble = new Section("form-rows");
        VBox program = Parts.column("form-rows");
        ObjectProperty<Program> chosen = new SimpleObjectProperty<>(script.program());
        Segmented<Program> programs = new Segmented<>("protect-program", chosen);
        for (Program one : Program.values()) {
            programs.add(one, "protect-" + one, texts.text("protect.program." + one));
        }
        VBox home = Parts.column("field");
        List<String> offered = new ArrayList<>();
        Section drawn = new Section("field");
        chosen.subscribe(now -> {
            script.setProgram(now);
            program.getChildren().setAll(program(fields, now));
        });
        Consumer<DrawnService> take =
                one -> {
                    script.takeDrawn(one);
                    chosen.set(script.program());
                    program.getChildren().setAll(program(fields, script.program()));
                    offered.clear();
                    offerHomes(home, offered);
                };
        Runnable refresh =
                () -> {
                    complainOfCluster(trouble);
                    offerDrawn(drawn, take);
                    offerHomes(home, offered);
                    fields.refresh();
                };
        live = script.changesProperty().subscribe(change -> refresh.run());
        VBox page =
                Forms.page(
                        texts.get("protect.what"),
                        Labels.prose(texts.get("protect.what.why"), "muted"),
                        trouble,
                        drawn,
                        Forms.pair(fields.line(Field.NAME), fields.line(Field.ADDRESS)),
                        Forms.pair(fields.line(Field.PORTS), fields.line(Field.DEVICE)),
                        Labels.label(texts.get("protect.program"), "type-section"),
                        programs,
                        program,
                        home);
        refresh.run();
        return page;
    }

    private void offerDrawn(Section field, Consumer<DrawnService> take) {
        List<DrawnService> services = script.drawn();
        List<String> ids = services.stream().map(one -> one.service().id().text()).toList();
        field.show(ids, () -> ids.isEmpty() ? List.of() : drawn(services, take));
    }

    private List<Node> drawn(List<DrawnService> services, Consumer<DrawnService> take) {
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
        return List.of(
                Labels.label(texts.get("protect.drawn"), "type-small", "w500"),
                row,
                Labels.prose(texts.get("protect.drawn.about"), "type-small", "muted"));
    }

    private Node[] program(TypedFields<Field> fields, Program now) {
        Node about = Labels.prose(texts.get("protect.program.about." + now), "type-small", "muted");
        Node[] parts =
                switch (now) {
                    case NONE -> new Node[] {about};
                    case SYSTEMD -> new Node[] {about, fields.line(Field.UNIT)};
                    case OCF ->
                            new Node[] {
                                about, fields.line(Field.AGENT), fields.lines(Field.PARAMETERS, 4)
                            };
                };
        fields.refresh();
        return parts;
    }

    private void complainOfCluster(Section place) {
        ApiError why = script.standing().error();
        place.show(why == null ? "" : why, this::trouble);
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
        HBox.setHgrow(field, Priority.ALWAYS);
        field.getChildren()
                .setAll(
                        Forms.named(
                                texts.get("protect.home"), homes, texts.get("protect.home.about")));
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
