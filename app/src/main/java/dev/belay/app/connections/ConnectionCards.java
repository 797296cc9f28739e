package dev.belay.app.connections;

import dev.belay.api.ApiError;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.reach.ssh.HostKeyOffer;
import dev.belay.reach.ssh.SecretQuestion;
import javafx.scene.layout.Region;

/// The dialogs of connections as they stand there, without anybody who waits for the answer: for
/// pictures.
public final class ConnectionCards {
    private final Texts texts;

    public ConnectionCards(Ui ui) {
        this.texts = ui.texts(ConnectionCards.class);
    }

    /// The sheet that they are styled by.
    public static String sheet() {
        return ConnectionsView.sheet();
    }

    public Region firstTime(String connection, HostKeyOffer offer) {
        return new HostKeyCard(texts, connection, offer, () -> {}, () -> {});
    }

    public Region stopped(String node, ApiError error) {
        return new StoppedCard(texts, node, error, () -> {});
    }

    public Region secret(String connection, SecretQuestion question) {
        return new SecretCard(texts, connection, question, secret -> {}, () -> {});
    }
}
