package dev.belay.app.proxy;

import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Saver;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Face;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Parts;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The form of a proxy, what it stands for before it is put in force, and what is left afterwards.
final class ProxyFace implements Face {
    private final Texts texts;
    private final ProxyScript script;
    private final Saver saver;
    private final ConfFile files;
    private Subscription live = Subscription.EMPTY;

    ProxyFace(Ui ui, ProxyScript script, Saver saver, ConfFile files) {
        this.texts = ui.texts(ProxyFace.class);
        this.script = script;
        this.saver = saver;
        this.files = files;
    }

    @Override
    public @Nullable Node page(Page page) {
        live.unsubscribe();
        if (page.equals(Page.WHAT)) {
            WhatForm form = new WhatForm(texts, script, files);
            live = script.changesProperty().subscribe(change -> form.show());
            return dressed(form);
        }
        Optional<Case> now = script.now();
        if (page.equals(Page.REVIEW) && now.isPresent()) {
            return review(now.get());
        }
        if (page.equals(Page.DONE) && now.isPresent()) {
            VBox left =
                    Parts.column(
                            "form-rows",
                            Labels.label(texts.get("hand"), "type-section"),
                            new ByHandCard(texts, script.byHand()));
            return dressed(left);
        }
        return null;
    }

    private Node review(Case now) {
        VBox own = Parts.column("form-rows");
        own.getChildren().addAll(script.confirmation().field("proxy-typed"));
        own.getChildren()
                .addAll(
                        Labels.label(texts.get("files"), "type-section"),
                        new FilesCard(texts, saver, now),
                        Labels.label(texts.get("ways"), "type-section"),
                        new PathMap(texts, now),
                        Labels.label(texts.get("steps"), "type-section"));
        return dressed(own);
    }

    private static VBox dressed(VBox part) {
        part.getStylesheets()
                .add(
                        Objects.requireNonNull(ProxyFace.class.getResource("proxy.css"))
                                .toExternalForm());
        return part;
    }

    @Override
    public void left() {
        live.unsubscribe();
    }
}
