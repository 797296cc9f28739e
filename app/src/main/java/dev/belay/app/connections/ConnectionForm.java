package dev.belay.app.connections;

import dev.belay.app.connections.ConnectionDraft.Fault;
import dev.belay.app.connections.ConnectionDraft.Field;
import dev.belay.app.ui.FormScroll;
import dev.belay.app.ui.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The form of a connection; what is wrong stands under its field.
final class ConnectionForm extends VBox {
    private final Texts texts;
    private final Set<String> taken;
    private final Map<Field, Label> complaints = new EnumMap<>(Field.class);
    private final Map<Field, TextInputControl> controls = new EnumMap<>(Field.class);
    private final TextField name = new TextField();
    private final TextArea addresses = new TextArea();
    private final TextField user = new TextField();
    private final TextField port = new TextField();
    private final TextField jump = new TextField();
    private final TextField keyFile = new TextField();
    private final TextField socket = new TextField();
    private final CheckBox isProtected = new CheckBox();
    private boolean tried;

    /// A form.
    ///
    /// @param taken names of the other connections
    /// @param isNew whether there is nothing saved yet
    /// @param done gets a draft with nothing wrong in it
    ConnectionForm(
            Texts texts,
            ConnectionDraft draft,
            Set<String> taken,
            boolean isNew,
            Consumer<ConnectionDraft> done,
            Runnable cancel) {
        this.texts = texts;
        this.taken = taken;
        setId("connection-form");
        getStyleClass().add("connection-form");
        Label title = new Label(texts.get(isNew ? "form.title.new" : "form.title.edit"));
        title.getStyleClass().add("type-page");
        addresses.setPrefRowCount(3);
        addresses.getStyleClass().add("code");
        addresses.addEventFilter(KeyEvent.KEY_PRESSED, this::tabLeaves);
        VBox fields =
                new VBox(
                        field(Field.NAME, "form.name", name, draft.name()),
                        field(Field.ADDRESSES, "form.addresses", addresses, draft.addresses()),
                        pair(
                                plain("form.user", user, draft.user()),
                                field(Field.PORT, "form.port", port, draft.port())),
                        field(Field.JUMP, "form.jump", jump, draft.jump()),
                        field(Field.KEY_FILE, "form.key-file", keyFile, draft.keyFile()),
                        field(Field.SOCKET, "form.socket", socket, draft.socket()));
        fields.getStyleClass().add("fields");
        isProtected.setId("form-protected");
        isProtected.setText(texts.get("form.protected"));
        isProtected.setSelected(draft.isProtected());
        isProtected.setWrapText(true);
        VBox content = new VBox(fields, isProtected);
        FormScroll scroll = new FormScroll(content);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Button save = new Button(texts.get(isNew ? "form.save.new" : "form.save.edit"));
        save.setId("form-save");
        save.getStyleClass().add("primary");
        save.setDefaultButton(true);
        save.setOnAction(event -> {
            tried = true;
            ConnectionDraft now = draft();
            List<Fault> faults = check();
            if (faults.isEmpty()) {
                done.accept(now);
            } else {
                TextInputControl first = controls.get(faults.getFirst().field());
                if (first != null) {
                    first.requestFocus();
                }
            }
        });
        Button leave = new Button(texts.get("form.cancel"));
        leave.setId("form-cancel");
        leave.setOnAction(event -> cancel.run());
        HBox buttons = new HBox(leave, save);
        buttons.getStyleClass().add("buttons");
        getChildren().addAll(title, scroll, buttons);
    }

    ConnectionDraft draft() {
        return new ConnectionDraft(
                name.getText(),
                addresses.getText(),
                user.getText(),
                port.getText(),
                jump.getText(),
                keyFile.getText(),
                socket.getText(),
                isProtected.isSelected());
    }

    /// Shows what is wrong under its fields, once saving was tried.
    List<Fault> check() {
        List<Fault> faults = draft().faults(taken);
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
            TextInputControl control = controls.get(field);
            if (control != null) {
                control.getStyleClass().remove("invalid");
                control.setAccessibleHelp(sentence);
                if (shown) {
                    control.getStyleClass().add("invalid");
                }
            }
        });
        return faults;
    }

    private VBox field(Field field, String key, TextInputControl control, String value) {
        Label complaint = new Label();
        complaint.getStyleClass().addAll("type-small", "bad-text");
        complaint.setWrapText(true);
        complaint.setVisible(false);
        complaint.setManaged(false);
        complaints.put(field, complaint);
        controls.put(field, control);
        VBox box = plain(key, control, value);
        box.getChildren().add(complaint);
        return box;
    }

    private VBox plain(String key, TextInputControl control, String value) {
        control.setText(value);
        control.setId(key.replace('.', '-'));
        control.setPromptText(texts.get(key + ".prompt"));
        control.setAccessibleText(texts.get(key));
        control.textProperty().subscribe((before, after) -> check());
        Label label = new Label(texts.get(key));
        label.getStyleClass().addAll("type-small", "w500");
        label.setLabelFor(control);
        VBox box = new VBox(label, control);
        box.getStyleClass().add("field");
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private static GridPane pair(VBox left, VBox right) {
        GridPane pair = new GridPane();
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            pair.getColumnConstraints().add(half);
        }
        pair.addRow(0, left, right);
        pair.getStyleClass().add("pair");
        return pair;
    }

    private void tabLeaves(KeyEvent event) {
        if (event.getCode() == KeyCode.TAB && !event.isControlDown()) {
            event.consume();
            (event.isShiftDown() ? name : user).requestFocus();
        }
    }
}
