package dev.belay.app.enroll;

import dev.belay.app.ui.Labels;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Face;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Parts;
import dev.belay.model.status.NodeState;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The form of the key reset: which node, and what that ends.
final class KeysFace implements Face {
    private final Texts texts;
    private final KeysScript script;
    private final NodeBook book;
    private Subscription live = Subscription.EMPTY;

    KeysFace(Ui ui, KeysScript script, NodeBook book) {
        this.texts = ui.texts(KeysFace.class);
        this.script = script;
        this.book = book;
    }

    @Override
    public @Nullable Node page(Page page) {
        live.unsubscribe();
        if (!page.equals(Page.WHAT)) {
            return null;
        }
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
        live =
                Subscription.combine(
                        book.nodes().subscribe(list),
                        script.changesProperty()
                                .subscribe(change -> blast.getChildren().setAll(blast())));
        list.run();
        return FormParts.page(texts.get("keys.what"), texts.get("keys.what.why"), nodes, blast);
    }

    private Node blast() {
        if (script.node().isEmpty()) {
            return new VBox();
        }
        VBox both =
                Parts.column("form-rows", FormParts.blast(texts, script.blast(), script.ends()));
        Blast.Answer said = script.blast().answer();
        if (said != null && !said.standing().clusterId().isEmpty()) {
            both.getChildren()
                    .add(
                            Parts.row(
                                    "banner bad rounded",
                                    new StateGlyph(NodeState.FAILED, 18),
                                    Labels.prose(
                                            texts.get("keys.ha", said.standing().clusterId()))));
        }
        return both;
    }

    @Override
    public void left() {
        live.unsubscribe();
    }
}
