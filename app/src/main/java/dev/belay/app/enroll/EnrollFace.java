package dev.belay.app.enroll;

import dev.belay.app.design.DrawnMembers;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Face;
import dev.belay.app.wizard.Forms;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Parts;
import dev.belay.app.wizard.WizardModel;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The form of an enrollment, and the page with the token and the list.
final class EnrollFace implements Face {
    private final Ui ui;
    private final Texts texts;
    private final EnrollScript script;
    private final NodeBook book;
    private final WizardModel model;
    private final Overlay overlay;
    private final Runnable showEvents;
    private final DrawnMembers members;
    private final SecretClipboard clipboard;
    private Subscription live = Subscription.EMPTY;
    private final Subscription beat;

    EnrollFace(
            Ui ui,
            EnrollScript script,
            NodeBook book,
            WizardModel model,
            Overlay overlay,
            DrawnMembers members,
            Runnable showEvents) {
        this.members = members;
        this.ui = ui;
        this.texts = ui.texts(EnrollFace.class);
        this.script = script;
        this.book = book;
        this.model = model;
        this.overlay = overlay;
        this.showEvents = showEvents;
        this.clipboard = new SecretClipboard(ui::nanoTime);
        this.beat = ui.beatProperty().subscribe((before, now) -> beat());
    }

    private void beat() {
        clipboard.beat();
        if (model.page().equals(EnrollScript.ENROLL) && !model.isDryRun()) {
            script.poll();
        }
    }

    @Override
    public @Nullable Node page(Page page) {
        live.unsubscribe();
        if (page.equals(Page.WHAT)) {
            return what();
        }
        if (page.equals(Page.REVIEW)) {
            return loses();
        }
        if (page.equals(EnrollScript.ENROLL)) {
            EnrollPage shown =
                    new EnrollPage(ui, texts, script, book, model, clipboard, overlay, showEvents);
            live = shown.listen();
            return shown;
        }
        if (page.equals(Page.DONE) && !model.isDryRun() && !script.verified().isEmpty()) {
            return DrawPart.come(texts, members, script.verified());
        }
        return null;
    }

    private Node loses() {
        VBox card = Parts.column("card blast");
        card.getStylesheets().add(FormParts.sheet());
        card.getChildren().add(Labels.label(texts.get("enroll.loses"), "type-section"));
        for (String key : List.of("enroll.loses.1", "enroll.loses.2", "enroll.loses.3")) {
            card.getChildren().add(Labels.prose("· " + texts.get(key), "muted"));
        }
        return card;
    }

    private Node what() {
        VBox nodes = new VBox();
        VBox found = Parts.column("form-rows");
        TextField name = Forms.text(script.clusterName(), script::setClusterName);
        VBox nameField =
                Forms.field("enroll-cluster", texts.get("enroll.cluster"), name, "edge-tokyo");
        Runnable list =
                () -> {
                    nodes.getChildren()
                            .setAll(
                                    FormParts.nodes(
                                            texts,
                                            book.nodes().stream()
                                                    .filter(node -> node.admin() || node.isSingle())
                                                    .toList(),
                                            script.admin(),
                                            script::setAdmin));
                };
        list.run();
        live =
                Subscription.combine(
                        book.nodes().subscribe(list),
                        script.changesProperty()
                                .subscribe(change -> {
                                    boolean founds = script.founds();
                                    nameField.setVisible(founds);
                                    nameField.setManaged(founds);
                                }));
        Spinner<Integer> workers =
                spinner(
                        "enroll-workers",
                        "enroll.workers",
                        EnrollScript.WORKERS_MOST,
                        script.workers());
        workers.valueProperty().subscribe((before, now) -> script.setWorkers(now));
        Spinner<Integer> minutes =
                spinner(
                        "enroll-minutes",
                        "enroll.minutes",
                        EnrollScript.MINUTES_MOST,
                        script.minutes());
        minutes.valueProperty().subscribe((before, now) -> script.setMinutes(now));
        CheckBox witness = new CheckBox(texts.get("enroll.witness"));
        witness.setId("enroll-witness");
        witness.setSelected(script.isWitness());
        witness.setOnAction(event -> script.setWitness(witness.isSelected()));
        found.getChildren()
                .addAll(
                        nameField,
                        Parts.row(
                                "pair",
                                labelled("enroll.workers", workers),
                                labelled("enroll.minutes", minutes)),
                        witness);
        return FormParts.page(
                texts.get("enroll.what"),
                texts.get("enroll.what.why"),
                Labels.label(texts.get("enroll.which"), "type-small", "w500"),
                nodes,
                found);
    }

    private Spinner<Integer> spinner(String id, String key, int most, int value) {
        Spinner<Integer> spinner = new Spinner<>(1, most, value);
        spinner.setId(id);
        spinner.setEditable(true);
        spinner.setAccessibleText(texts.get(key));
        spinner.getEditor().setAccessibleText(texts.get(key));
        return spinner;
    }

    private VBox labelled(String key, Node control) {
        Label label = Labels.label(texts.get(key), "type-small", "w500");
        label.setLabelFor(control);
        return Parts.column("field", label, control);
    }

    @Override
    public List<Button> buttons(Page page) {
        if (!page.equals(EnrollScript.ENROLL)) {
            return List.of();
        }
        return List.of(
                Parts.button(
                        "enroll-ask",
                        "",
                        texts.get("enroll.ask"),
                        () -> {
                            script.poll();
                            book.askAll();
                        }));
    }

    @Override
    public String note(Page page) {
        if (page.equals(EnrollScript.ENROLL) && script.joining() > 0) {
            return texts.get("enroll.note.middle", script.names());
        }
        return page.equals(Page.WHAT) || page.equals(EnrollScript.ENROLL)
                ? texts.get("enroll.note")
                : "";
    }

    @Override
    public boolean onward(Page page) {
        if (!page.equals(EnrollScript.ENROLL) || model.isDryRun()) {
            return false;
        }
        if (script.joining() > 0) {
            warn();
        } else {
            end();
        }
        return true;
    }

    private void end() {
        clipboard.clear();
        script.end(model::next);
    }

    private void warn() {
        Region[] card = new Region[1];
        Button stay =
                Parts.button(
                        "end-stay", "", texts.get("enroll.end.stay"), () -> overlay.close(card[0]));
        stay.getStyleClass().add("primary");
        Button go =
                Parts.button(
                        "end-anyway",
                        "",
                        texts.get("enroll.end.anyway"),
                        () -> {
                            overlay.close(card[0]);
                            end();
                        });
        go.getStyleClass().add("destructive");
        card[0] =
                Parts.column(
                        "leave-card",
                        Labels.prose(texts.get("enroll.end.title"), "type-page"),
                        Labels.prose(texts.get("enroll.middle", script.names())),
                        Parts.row("buttons", stay, go));
        overlay.dialog(card[0], () -> {});
    }

    @Override
    public void left() {
        live.unsubscribe();
        beat.unsubscribe();
        clipboard.clear();
    }
}
