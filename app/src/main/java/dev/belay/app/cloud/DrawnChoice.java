package dev.belay.app.cloud;

import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Forms;
import dev.belay.app.wizard.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;

/// The choice between what is drawn and a new one.
public final class DrawnChoice {
    private final Texts texts;
    private final String key;
    private final Supplier<Map<String, String>> drawn;
    private final Supplier<String> chosen;
    private final Consumer<String> choose;
    private final Section field = new Section("field");
    private ComboBox<String> box = new ComboBox<>();

    /// Offers nothing yet.
    ///
    /// @param key of its texts
    /// @param drawn what each is called, by its id, in the order of the choice
    /// @param chosen id of the one that the form has; empty for a new one
    public DrawnChoice(
            Texts texts,
            String key,
            Supplier<Map<String, String>> drawn,
            Supplier<String> chosen,
            Consumer<String> choose) {
        this.texts = texts;
        this.key = key;
        this.drawn = drawn;
        this.chosen = chosen;
        this.choose = choose;
    }

    /// Where it stands in the form.
    public Node node() {
        return field;
    }

    /// Shows what is drawn and chosen by now.
    public void refresh() {
        List<String> ids = new ArrayList<>(drawn.get().keySet());
        ids.add("");
        field.show(ids, () -> offered(ids));
        box.setValue(chosen.get());
    }

    private List<Node> offered(List<String> ids) {
        box = new ComboBox<>();
        box.setId(key.replace('.', '-'));
        box.setConverter(words());
        box.getItems().setAll(ids);
        box.setValue(chosen.get());
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty()
                .subscribe((before, now) -> {
                    String one = now == null ? "" : now;
                    if (!one.equals(chosen.get())) {
                        choose.accept(one);
                    }
                });
        return Forms.named(texts.get(key), box, texts.get(key + ".about"));
    }

    private StringConverter<String> words() {
        return new StringConverter<>() {
            @Override
            public String toString(String id) {
                return id == null || id.isEmpty()
                        ? texts.get(key + ".new")
                        : drawn.get().getOrDefault(id, id);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        };
    }
}
