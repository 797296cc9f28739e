package dev.belay.app.fencing;

import dev.belay.app.fencing.FenceForm.Field;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Forms;
import dev.belay.app.wizard.Parts;
import dev.belay.model.fence.InstanceFence;
import dev.belay.model.node.FenceAction;
import dev.belay.model.node.FenceDevice;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The fields of one device.
final class DeviceFields extends VBox {
    private static final List<String> COMMON =
            List.of(
                    InstanceFence.AGENT,
                    "fence_apc_snmp",
                    "fence_aws",
                    "fence_idrac",
                    "fence_ilo5_ssh",
                    "fence_ipmilan",
                    "fence_redfish",
                    "fence_virsh",
                    "fence_vmware_rest");

    private final Texts texts;
    private final FenceScript script;
    private final Complaints complaints;
    private final Map<Field, Node> controls = new EnumMap<>(Field.class);

    DeviceFields(Texts texts, FenceScript script, Seen seen, Complaints complaints) {
        this.texts = texts;
        this.script = script;
        this.complaints = complaints;
        getStyleClass().add("fence-form");
        getChildren()
                .addAll(
                        told(pair(text(Field.NAME), agent(seen)), Field.NAME, Field.AGENT),
                        told(pair(text(Field.ADDRESS), level(), action()), Field.ADDRESS),
                        new TargetRows(texts, script, seen, complaints),
                        new SecretRows(texts, script, complaints),
                        parameters(),
                        told(
                                pair(text(Field.TIMEOUT), text(Field.DELAY)),
                                Field.TIMEOUT,
                                Field.DELAY));
    }

    private static HBox pair(Node... fields) {
        return Parts.row("pair fence-pair", fields);
    }

    /// What is wrong with the fields of a row stands below it: beside each other, sentences would
    /// make the row as high as the narrowest of them.
    private VBox told(HBox row, Field... fields) {
        VBox both = Parts.column("field", row);
        for (Field field : fields) {
            Node control = Objects.requireNonNullElse(controls.get(field), row);
            both.getChildren().add(complaints.below(id(field), control));
        }
        return both;
    }

    private Node text(Field field) {
        TextField control = Forms.text(script.form().value(field), now -> script.set(field, now));
        VBox box = Forms.field(id(field), texts.get(field.key()), control, prompt(field));
        controls.put(field, control);
        return even(box);
    }

    private static String id(Field field) {
        return "fence-" + field.key();
    }

    private String prompt(Field field) {
        return texts.get(field.key() + ".prompt");
    }

    /// Fields side by side are equally wide.
    private static VBox even(VBox box) {
        box.setPrefWidth(1);
        box.setMinWidth(0);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private Node agent(Seen seen) {
        ComboBox<String> agent = new ComboBox<>();
        TreeSet<String> known = new TreeSet<>(COMMON);
        seen.design().fenceDevices().stream().map(FenceDevice::agent).forEach(known::add);
        agent.getItems().setAll(known);
        agent.setEditable(true);
        agent.setValue(script.form().value(Field.AGENT));
        agent.setMaxWidth(Double.MAX_VALUE);
        agent.setVisibleRowCount(COMMON.size());
        agent.setPromptText(prompt(Field.AGENT));
        agent.getEditor()
                .textProperty()
                .subscribe((before, now) -> script.set(Field.AGENT, now == null ? "" : now));
        VBox box = labelled(id(Field.AGENT), texts.get(Field.AGENT.key()), agent);
        agent.getEditor().setAccessibleText(texts.get(Field.AGENT.key()));
        controls.put(Field.AGENT, agent.getEditor());
        return even(box);
    }

    private static VBox labelled(String id, String name, Node control) {
        control.setId(id);
        control.setAccessibleText(name);
        Label label = Labels.label(name, "type-small", "w500");
        label.setLabelFor(control);
        return Parts.column("field", label, control);
    }

    private Node level() {
        Spinner<Integer> level = new Spinner<>(1, 9, number(script.form().value(Field.LEVEL)));
        level.setEditable(true);
        level.getEditor().setAccessibleText(texts.get(Field.LEVEL.key()));
        level.valueProperty()
                .subscribe((before, now) -> {
                    // Nothing in its editor is no number.
                    if (now != null) {
                        script.set(Field.LEVEL, Integer.toString(now));
                    }
                });
        level.getStyleClass().add("fence-level");
        return labelled(id(Field.LEVEL), texts.get(Field.LEVEL.key()), level);
    }

    private static int number(String text) {
        try {
            return Math.clamp(Integer.parseInt(text), 1, 9);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private Node action() {
        ObjectProperty<FenceAction> action =
                new SimpleObjectProperty<>(
                        script.form().value(Field.ACTION).equals(FenceAction.OFF.name())
                                ? FenceAction.OFF
                                : FenceAction.REBOOT);
        Segmented<FenceAction> choice = new Segmented<>(id(Field.ACTION), action);
        choice.add(FenceAction.REBOOT, "fence-action-REBOOT", texts.text("action.REBOOT"));
        choice.add(FenceAction.OFF, "fence-action-OFF", texts.text("action.OFF"));
        action.subscribe((before, now) -> script.set(Field.ACTION, now.name()));
        return labelled(id(Field.ACTION), texts.get(Field.ACTION.key()), choice);
    }

    private Node parameters() {
        TextArea area =
                Forms.lines(
                        script.form().value(Field.PARAMETERS),
                        2,
                        now -> script.set(Field.PARAMETERS, now));
        area.getStyleClass().add("code");
        VBox box =
                Forms.field(
                        id(Field.PARAMETERS),
                        texts.get(Field.PARAMETERS.key()),
                        area,
                        prompt(Field.PARAMETERS));
        box.getChildren().add(complaints.below(id(Field.PARAMETERS), area));
        return box;
    }
}
