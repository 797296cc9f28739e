package dev.belay.app.config;

import dev.belay.api.ConfigSetView.Hook;
import dev.belay.app.config.PublishDraft.Fault;
import dev.belay.app.config.PublishDraft.Field;
import dev.belay.app.ui.FormScroll;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The form of a publication: of a new set all that it needs, of the next version a word about it,
/// and on request how it is checked and put in force. What is wrong stands under its field.
final class PublishForm extends VBox {
    private static final List<Hook.Kind> KINDS =
            List.of(Hook.Kind.NGINX, Hook.Kind.HAPROXY, Hook.Kind.SQUID, Hook.Kind.COMMAND);

    private final Texts texts;
    private final PublishDraft draft;
    private final Set<String> taken;
    private final Map<Field, Label> complaints = new EnumMap<>(Field.class);
    private final Map<Field, TextField> controls = new EnumMap<>(Field.class);
    private final ObjectProperty<Hook.Kind> kind;
    private final CheckBox takeOver = new CheckBox();
    private final CheckBox changesHook = new CheckBox();
    private final TextField note = new TextField();
    private boolean tried;

    /// What stands around the fields.
    ///
    /// @param verb of the button that publishes
    record Words(String title, String why, String verb) {}

    /// A form.
    ///
    /// @param mayTakeOver whether a folder may still be in the way
    /// @param taken names of the sets that are there
    /// @param done gets a draft with nothing wrong in it
    PublishForm(
            Texts texts,
            Words words,
            PublishDraft draft,
            boolean mayTakeOver,
            Set<String> taken,
            Consumer<PublishDraft> done,
            Runnable cancel) {
        this.texts = texts;
        this.draft = draft;
        this.taken = taken;
        this.kind = new SimpleObjectProperty<>(this, "kind", draft.kind());
        setId("publish-form");
        getStyleClass().add("publish-form");
        VBox fields = new VBox();
        fields.getStyleClass().add("fields");
        if (draft.isNew()) {
            fields.getChildren()
                    .addAll(field(Field.NAME, draft.name()), field(Field.TARGET, draft.target()));
        }
        if (mayTakeOver) {
            box(takeOver, "set.take-over", draft.takeOver());
            fields.getChildren().add(takeOver);
        }
        fields.getChildren().addAll(hook());
        fields.getChildren().add(note());
        FormScroll scroll = new FormScroll(fields);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Label title = Labels.label(words.title(), "type-page");
        title.setWrapText(true);
        Label why = Labels.label(words.why());
        why.setWrapText(true);
        why.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(title, why, scroll, buttons(words.verb(), done, cancel));
    }

    private List<Node> hook() {
        Segmented<Hook.Kind> kinds = new Segmented<>("set-kind", kind);
        for (Hook.Kind one : KINDS) {
            String id = "set-kind-" + one.name().toLowerCase(Locale.ROOT);
            kinds.add(one, id, texts.text("set.kind." + one));
        }
        Label why = Labels.label("", "type-small", "muted");
        why.setWrapText(true);
        kind.subscribe(now -> why.setText(texts.get("set.kind.why." + now)));
        Label service = Labels.label(texts.get("set.service"), "type-small", "w500");
        VBox which = new VBox(service, kinds, why);
        which.getStyleClass().add("field");
        HBox pair =
                new HBox(field(Field.PORT, draft.port()), field(Field.SECONDS, draft.seconds()));
        pair.getStyleClass().add("pair");
        VBox parts =
                new VBox(
                        which,
                        pair,
                        field(Field.VALIDATE, draft.validate()),
                        field(Field.RELOAD, draft.reload()));
        parts.getStyleClass().add("fields");
        if (draft.isNew()) {
            return List.of(parts);
        }
        box(changesHook, "set.change", draft.changesHook());
        changesHook
                .selectedProperty()
                .subscribe(shown -> {
                    parts.setVisible(shown);
                    parts.setManaged(shown);
                    check();
                });
        return List.of(changesHook, parts);
    }

    private void box(CheckBox box, String key, boolean value) {
        box.setId(key.replace('.', '-'));
        box.setText(texts.get(key));
        box.setWrapText(true);
        box.setSelected(value);
    }

    private VBox field(Field field, String value) {
        String key = "set." + field.name().toLowerCase(Locale.ROOT);
        TextField control = new TextField(value);
        control.setId(key.replace('.', '-'));
        control.setPromptText(texts.get(key + ".prompt"));
        control.setAccessibleText(texts.get(key));
        control.textProperty().subscribe((before, after) -> check());
        controls.put(field, control);
        Label complaint = Labels.label("", "type-small", "bad-text");
        complaint.setWrapText(true);
        complaint.setVisible(false);
        complaint.setManaged(false);
        complaints.put(field, complaint);
        Label label = Labels.label(texts.get(key), "type-small", "w500");
        label.setLabelFor(control);
        VBox box = new VBox(label, control, complaint);
        box.getStyleClass().add("field");
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private Node note() {
        note.setId("publish-note");
        note.setText(draft.note());
        note.setAccessibleText(texts.get("publish.note"));
        Label label = Labels.label(texts.get("publish.note"), "type-small", "w500");
        label.setLabelFor(note);
        VBox box = new VBox(label, note);
        box.getStyleClass().add("field");
        return box;
    }

    private Node buttons(String verb, Consumer<PublishDraft> done, Runnable cancel) {
        Button no = new Button(texts.get("config.cancel"));
        no.setId("config-cancel");
        no.setOnAction(event -> cancel.run());
        Button yes = new Button(verb);
        yes.setId("config-confirm");
        yes.getStyleClass().add("primary");
        yes.setDefaultButton(true);
        yes.setOnAction(event -> {
            tried = true;
            List<Fault> faults = check();
            if (faults.isEmpty()) {
                done.accept(typed());
            } else {
                control(faults.getFirst().field()).requestFocus();
            }
        });
        HBox buttons = new HBox(no, yes);
        buttons.getStyleClass().add("buttons");
        return buttons;
    }

    private TextField control(Field field) {
        TextField control = controls.get(field);
        return control == null ? note : control;
    }

    private String text(Field field) {
        TextField control = controls.get(field);
        return control == null ? "" : control.getText();
    }

    private PublishDraft typed() {
        return new PublishDraft(
                draft.isNew(),
                draft.isNew() ? text(Field.NAME) : draft.name(),
                draft.isNew() ? text(Field.TARGET) : draft.target(),
                takeOver.isSelected(),
                draft.isNew() || changesHook.isSelected(),
                kind.get(),
                text(Field.PORT),
                text(Field.SECONDS),
                text(Field.VALIDATE),
                text(Field.RELOAD),
                note.getText());
    }

    /// Shows what is wrong under its fields, once publishing was tried.
    private List<Fault> check() {
        List<Fault> faults = typed().faults(taken);
        complaints.forEach((field, label) -> {
            String sentence =
                    faults.stream()
                            .filter(fault -> fault.field() == field)
                            .findFirst()
                            .map(fault -> texts.get(fault.key(), fault.found()))
                            .orElse("");
            boolean shown = tried && !sentence.isEmpty();
            label.setText(sentence);
            label.setVisible(shown);
            label.setManaged(shown);
            TextField control = control(field);
            control.setAccessibleHelp(sentence);
            control.getStyleClass().remove("invalid");
            if (shown) {
                control.getStyleClass().add("invalid");
            }
        });
        return faults;
    }
}
