package dev.belay.app.enroll;

import dev.belay.app.enroll.InstallScript.Field;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Face;
import dev.belay.app.wizard.Forms;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The form of hosts and ways in.
final class InstallFace implements Face {
    private final Texts texts;
    private final InstallScript script;

    InstallFace(Ui ui, InstallScript script) {
        this.texts = ui.texts(InstallFace.class);
        this.script = script;
    }

    @Override
    public @Nullable Node page(Page page) {
        if (!page.equals(Page.WHAT)) {
            return null;
        }
        TextArea hosts =
                Forms.lines(script.value(Field.HOSTS), 5, now -> script.set(Field.HOSTS, now));
        hosts.getStyleClass().add("code");
        TextField user = text(Field.USER);
        VBox field =
                Forms.field(
                        "install-hosts",
                        texts.get("install.hosts"),
                        hosts,
                        "admin@gw-1.example.com:22");
        return FormParts.page(
                texts.get("install.what"),
                texts.get("install.what.why"),
                field,
                offer(hosts),
                Parts.row("pair", named(Field.USER, user), named(Field.PORT, text(Field.PORT))),
                named(Field.JUMP, text(Field.JUMP)),
                named(Field.KEY, text(Field.KEY)),
                Labels.prose(texts.get("install.secrets"), "type-small", "muted"));
    }

    /// Writes the drawing's hosts below those that are there; away while it has no more.
    private HBox offer(TextArea hosts) {
        Button take =
                Parts.button(
                        "install-drawn",
                        "fth-download",
                        "",
                        () -> {
                            List<String> all = new ArrayList<>(script.addresses());
                            all.addAll(script.drawn());
                            hosts.setText(String.join("\n", all));
                            hosts.requestFocus();
                        });
        HBox row =
                Parts.row("follow-up", take, Labels.prose(texts.get("install.drawn.why"), "muted"));
        row.managedProperty().bind(row.visibleProperty());
        Runnable show =
                () -> {
                    int count = script.drawn().size();
                    row.setVisible(count > 0);
                    take.setText(texts.get("install.drawn", count));
                };
        hosts.textProperty().subscribe((before, now) -> show.run());
        show.run();
        return row;
    }

    private TextField text(Field field) {
        return Forms.text(script.value(field), now -> script.set(field, now));
    }

    private VBox named(Field field, TextField control) {
        String key = "install." + field.name().toLowerCase(Locale.ROOT);
        return Forms.field(
                key.replace('.', '-'), texts.get(key), control, texts.get(key + ".prompt"));
    }
}
