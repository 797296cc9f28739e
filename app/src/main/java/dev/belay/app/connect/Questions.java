package dev.belay.app.connect;

import dev.belay.reach.ssh.HostKeyOffer;
import dev.belay.reach.ssh.SecretQuestion;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Brings questions of connections to the user and answers back: threads of connections wait, the
/// UI thread never does.
final class Questions {

    private final Executor ui;
    private final ObservableList<PendingQuestion> pending = FXCollections.observableArrayList();
    private final ObservableList<PendingQuestion> pendingReadOnly =
            FXCollections.unmodifiableObservableList(pending);

    Questions(Executor ui) {
        this.ui = ui;
    }

    /// On the UI thread; the first one is the one to show.
    ObservableList<PendingQuestion> pending() {
        return pendingReadOnly;
    }

    boolean askHostKey(String connection, HostKeyOffer offer) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        return wait(new PendingQuestion.HostKey(connection, offer, answer), answer, false);
    }

    Optional<char[]> askSecret(String connection, SecretQuestion question) {
        CompletableFuture<Optional<char[]>> answer = new CompletableFuture<>();
        return wait(
                new PendingQuestion.Secret(connection, question, answer), answer, Optional.empty());
    }

    /// Nobody waits for these any more. On the UI thread.
    void declineAll(String connection) {
        for (PendingQuestion question : List.copyOf(pending)) {
            if (question.connection().equals(connection)) {
                question.decline();
            }
        }
    }

    private <T> T wait(PendingQuestion question, CompletableFuture<T> answer, T declined) {
        ui.execute(() -> pending.add(question));
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return declined;
        } catch (ExecutionException e) {
            throw new IllegalStateException("answers never fail", e);
        } finally {
            ui.execute(() -> pending.remove(question));
        }
    }
}
