package dev.belay.app.connect;

import dev.belay.reach.ssh.HostKeyOffer;
import dev.belay.reach.ssh.SecretQuestion;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Something that a connection waits for the user to say. Answering twice does no harm.
public sealed interface PendingQuestion {

    /// The name of the connection that asks.
    String connection();

    /// The user does not want to: the connection is refused.
    void decline();

    /// A host's key that was never seen. A changed key is no question: that one stops.
    final class HostKey implements PendingQuestion {
        private final String connection;
        private final HostKeyOffer offer;
        private final CompletableFuture<Boolean> answer;

        HostKey(String connection, HostKeyOffer offer, CompletableFuture<Boolean> answer) {
            this.connection = connection;
            this.offer = offer;
            this.answer = answer;
        }

        @Override
        public String connection() {
            return connection;
        }

        /// Host, key type and fingerprint to compare.
        public HostKeyOffer offer() {
            return offer;
        }

        /// Writes the key down and goes on.
        public void accept() {
            answer.complete(true);
        }

        @Override
        public void decline() {
            answer.complete(false);
        }
    }

    /// A pass-phrase, a password, or an answer to the server.
    final class Secret implements PendingQuestion {
        private final String connection;
        private final SecretQuestion question;
        private final CompletableFuture<Optional<char[]>> answer;

        Secret(
                String connection,
                SecretQuestion question,
                CompletableFuture<Optional<char[]>> answer) {
            this.connection = connection;
            this.question = question;
            this.answer = answer;
        }

        @Override
        public String connection() {
            return connection;
        }

        /// What is asked, and whether the last answer was wrong.
        public SecretQuestion question() {
            return question;
        }

        /// Goes on with this; the array belongs to the connection from now on.
        public void answer(char[] secret) {
            answer.complete(Optional.of(secret));
        }

        @Override
        public void decline() {
            answer.complete(Optional.empty());
        }
    }
}
