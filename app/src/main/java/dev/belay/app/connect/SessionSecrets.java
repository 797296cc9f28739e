package dev.belay.app.connect;

import dev.belay.reach.ssh.SecretQuestion;
import dev.belay.reach.ssh.Secrets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Secrets in memory for as long as a cluster is connected: so that three nodes with one key ask
/// once, and a reconnection after a night does not ask at all. One-time codes are not kept.
final class SessionSecrets {

    /// One answer to one question.
    ///
    /// @param generation counts the answers to this question
    /// @param secret null when the user declined
    private record Answer(int generation, char @Nullable [] secret) {}

    private record Subject(SecretQuestion.Kind kind, String name) {}

    private final Secrets user;
    private final Map<Subject, Answer> answers = new HashMap<>();
    private final Map<Subject, Object> locks = new HashMap<>();
    private boolean forgotten;

    SessionSecrets(Secrets user) {
        this.user = user;
    }

    /// For one tunnel: it remembers which answers that tunnel has tried already.
    Secrets forTunnel() {
        Map<Subject, Integer> used = new HashMap<>();
        return question -> {
            if (isForgotten()) {
                return Optional.empty();
            }
            if (question.kind() == SecretQuestion.Kind.ANSWER) {
                return user.ask(question);
            }
            Subject subject = new Subject(question.kind(), question.subject());
            synchronized (lockOf(subject)) {
                Answer known = known(subject);
                int tried = used.getOrDefault(subject, 0);
                Answer answer =
                        known != null && (!question.again() || known.generation() > tried)
                                ? known
                                : ask(subject, question, known);
                used.put(subject, answer.generation());
                char[] secret = answer.secret();
                return secret == null ? Optional.empty() : Optional.of(secret.clone());
            }
        };
    }

    private Answer ask(Subject subject, SecretQuestion question, @Nullable Answer known) {
        Optional<char[]> said = user.ask(question);
        int generation = known == null ? 1 : known.generation() + 1;
        Answer answer = new Answer(generation, said.orElse(null));
        synchronized (this) {
            if (!forgotten) {
                wipe(answers.put(subject, answer));
            }
        }
        return answer;
    }

    private synchronized Object lockOf(Subject subject) {
        return locks.computeIfAbsent(subject, _ -> new Object());
    }

    private synchronized @Nullable Answer known(Subject subject) {
        return answers.get(subject);
    }

    /// What was declined may be asked again: the user has asked for a new try.
    synchronized void forgetDeclined() {
        answers.values().removeIf(answer -> answer.secret() == null);
    }

    /// Whether the connection is over, so that nobody is to be asked any more.
    synchronized boolean isForgotten() {
        return forgotten;
    }

    /// Overwrites everything; nothing is kept from now on.
    synchronized void forget() {
        forgotten = true;
        answers.values().forEach(SessionSecrets::wipe);
        answers.clear();
    }

    private static void wipe(@Nullable Answer answer) {
        if (answer != null && answer.secret() != null) {
            Arrays.fill(answer.secret(), '\0');
        }
    }
}
