package dev.belay.app.enroll;

import dev.belay.app.design.DrawnMembers;
import dev.belay.app.enroll.MembersScript.Change;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Face;
import dev.belay.app.wizard.Forms;
import dev.belay.app.wizard.Operation;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Parts;
import dev.belay.app.wizard.WizardModel;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The form of a change of members, and the name to type on a protected cluster.
final class MembersFace implements Face {
    private final Texts texts;
    private final MembersScript script;
    private final NodeBook book;
    private final WizardModel model;
    private final DrawnMembers members;
    private Subscription live = Subscription.EMPTY;

    MembersFace(
            Ui ui, MembersScript script, NodeBook book, WizardModel model, DrawnMembers members) {
        this.model = model;
        this.members = members;
        this.texts = ui.texts(MembersFace.class);
        this.script = script;
        this.book = book;
    }

    @Override
    public @Nullable Node page(Page page) {
        live.unsubscribe();
        if (page.equals(Page.REVIEW) && script.confirms()) {
            TextField typed = Forms.text(script.typed(), script::setTyped);
            return Forms.field(
                    "members-typed",
                    texts.get("members.type", book.cluster()),
                    typed,
                    book.cluster());
        }
        if (page.equals(Page.DONE) && !model.isDryRun() && !isUndone()) {
            return script.drawable()
                    .map(edit -> DrawPart.changed(texts, members, edit))
                    .orElse(null);
        }
        return page.equals(Page.WHAT) ? what() : null;
    }

    /// What was taken back needs nothing of the drawing.
    private boolean isUndone() {
        return model.operation().state() == Operation.State.UNDONE;
    }

    private Node what() {
        ObjectProperty<Change> change = new SimpleObjectProperty<>(script.change());
        Segmented<Change> choice = new Segmented<>("members-change", change);
        for (Change one : Change.values()) {
            choice.add(one, "members-" + one, texts.text("members.change." + one));
        }
        Label why = Labels.prose("", "muted");
        VBox options = Parts.column("form-rows");
        VBox nodes = new VBox();
        StackPane blast = new StackPane();
        Runnable list =
                () ->
                        nodes.getChildren()
                                .setAll(
                                        FormParts.nodes(
                                                texts,
                                                book.nodes(),
                                                script.node(),
                                                script::setNode));
        change.subscribe(now -> {
            script.setChange(now);
            why.setText(texts.get("members.why." + now));
            options.getChildren().setAll(options(now));
        });
        live =
                Subscription.combine(
                        book.nodes().subscribe(list),
                        script.changesProperty()
                                .subscribe(number -> {
                                    blast.getChildren().clear();
                                    if (!script.node().isEmpty()) {
                                        blast.getChildren()
                                                .add(
                                                        FormParts.blast(
                                                                texts,
                                                                script.blast(),
                                                                script.ends()));
                                    }
                                }));
        list.run();
        return FormParts.page(texts.get("members.what"), why, choice, nodes, options, blast);
    }

    private Node[] options(Change change) {
        CheckBox lost =
                new CheckBox(
                        texts.get(
                                change == Change.NOMINATE ? "members.lost.admin" : "members.lost"));
        lost.setId("members-lost");
        lost.setWrapText(true);
        lost.setSelected(script.isLost());
        lost.setOnAction(event -> script.setLost(lost.isSelected()));
        CheckBox wipe = new CheckBox(texts.get("members.wipe"));
        wipe.setId("members-wipe");
        wipe.setSelected(script.isWipe());
        wipe.setOnAction(event -> script.setWipe(wipe.isSelected()));
        Node about = Labels.prose(texts.get("members.about." + change), "type-small", "muted");
        return switch (change) {
            case REMOVE -> new Node[] {about, wipe, lost};
            case RESET -> new Node[] {about};
            case NOMINATE -> new Node[] {about, lost};
            case RENAME ->
                    new Node[] {
                        about,
                        Forms.field(
                                "members-name",
                                texts.get("members.name"),
                                Forms.text(script.newName(), script::setNewName),
                                "gw-4.example.com")
                    };
        };
    }

    @Override
    public void left() {
        live.unsubscribe();
    }
}
