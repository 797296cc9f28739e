package dev.belay.app.connections;

import dev.belay.app.connect.PendingQuestion;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Puts what connections ask in front of the user, one question after the other.
public final class Asking {
    private final Texts texts;
    private final Overlay overlay;
    private final ObservableList<PendingQuestion> questions;
    private @Nullable PendingQuestion shown;
    private @Nullable Region card;

    /// Shows every question that comes, as long as the questions live.
    public static void listen(Ui ui, Overlay overlay, ObservableList<PendingQuestion> questions) {
        Asking asking = new Asking(ui, overlay, questions);
        questions.addListener((ListChangeListener<PendingQuestion>) change -> asking.show());
        asking.show();
    }

    private Asking(Ui ui, Overlay overlay, ObservableList<PendingQuestion> questions) {
        this.texts = ui.texts(Asking.class);
        this.overlay = overlay;
        this.questions = questions;
    }

    private void show() {
        PendingQuestion before = shown;
        if (before != null && questions.contains(before)) {
            return;
        }
        if (card != null) {
            overlay.close(card);
            card = null;
        }
        shown = questions.isEmpty() ? null : questions.getFirst();
        PendingQuestion now = shown;
        if (now == null) {
            return;
        }
        Region next =
                switch (now) {
                    case PendingQuestion.HostKey key ->
                            new HostKeyCard(
                                    texts,
                                    key.connection(),
                                    key.offer(),
                                    key::accept,
                                    key::decline);
                    case PendingQuestion.Secret secret ->
                            new SecretCard(
                                    texts,
                                    secret.connection(),
                                    secret.question(),
                                    secret::answer,
                                    secret::decline);
                };
        card = next;
        next.getStylesheets().add(ConnectionsView.sheet());
        overlay.dialog(next, now::decline);
    }
}
