package dev.belay.app.fencing;

import dev.belay.app.fencing.FormReading.Complaint;
import dev.belay.app.ui.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/// What is wrong with a form, each sentence below its control. What is only not there yet is told
/// beside the button that leads on. FX thread only.
final class Complaints {
    private static final String INVALID = "invalid";

    private final FenceScript script;
    private final Map<String, Label> labels = new HashMap<>();
    private final Map<String, Node> controls = new HashMap<>();

    Complaints(FenceScript script) {
        this.script = script;
    }

    void clear() {
        labels.clear();
        controls.clear();
    }

    /// The place below a control.
    ///
    /// @param id of the control, or of a group of them
    /// @param control gets a red edge while something is wrong; null for none
    Label below(String id, @Nullable Node control) {
        Label label = Labels.prose("", "type-small", "bad-text");
        label.setId(id + "-wrong");
        labels.put(id, label);
        if (control != null) {
            controls.put(id, control);
        }
        return label;
    }

    /// Tells them as they are now.
    void show() {
        List<Complaint> all = script.complaints();
        labels.forEach((id, label) -> {
            String sentences =
                    all.stream()
                            .filter(one -> one.control().equals(id) && !one.isMissing())
                            .map(Complaint::sentence)
                            .collect(Collectors.joining("\n"));
            label.setText(sentences);
            label.setVisible(!sentences.isEmpty());
            label.setManaged(!sentences.isEmpty());
            Node control = controls.get(id);
            if (control != null) {
                control.getStyleClass().remove(INVALID);
                control.setAccessibleHelp(sentences);
                if (!sentences.isEmpty()) {
                    control.getStyleClass().add(INVALID);
                }
            }
        });
    }
}
