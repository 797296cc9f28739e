package dev.belay.app.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.reach.ssh.SecretQuestion;
import dev.belay.reach.ssh.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class SessionSecretsTest {

    private final List<SecretQuestion> asked = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
    private final SessionSecrets secrets =
            new SessionSecrets(question -> {
                asked.add(question);
                Optional<String> answer = answers.poll();
                return answer == null ? Optional.empty() : answer.map(String::toCharArray);
            });

    @Test
    void three_tunnels_with_one_key_ask_once() {
        answers.add(Optional.of("right"));

        for (int i = 0; i < 3; i++) {
            assertThat(ask(secrets.forTunnel(), false)).contains("right");
        }

        assertThat(asked).hasSize(1);
    }

    @Test
    void a_reconnection_asks_nothing() {
        answers.add(Optional.of("right"));
        Secrets tunnel = secrets.forTunnel();

        assertThat(ask(tunnel, false)).contains("right");
        assertThat(ask(tunnel, false)).contains("right");

        assertThat(asked).hasSize(1);
    }

    @Test
    void a_wrong_answer_is_asked_again_once_for_all_tunnels_that_tried_it() {
        answers.addAll(List.of(Optional.of("wrong"), Optional.of("right")));
        Secrets first = secrets.forTunnel();
        Secrets second = secrets.forTunnel();
        ask(first, false);
        ask(second, false);

        assertThat(ask(first, true)).contains("right");
        assertThat(ask(second, true)).contains("right");

        assertThat(asked).extracting(SecretQuestion::again).containsExactly(false, true);
    }

    @Test
    void what_was_declined_is_not_asked_again_until_the_user_wants_a_new_try() {
        assertThat(ask(secrets.forTunnel(), false)).isEmpty();
        assertThat(ask(secrets.forTunnel(), false)).isEmpty();
        assertThat(asked).hasSize(1);

        secrets.forgetDeclined();
        answers.add(Optional.of("right"));

        assertThat(ask(secrets.forTunnel(), false)).contains("right");
    }

    @Test
    void one_time_codes_are_never_kept() {
        answers.addAll(List.of(Optional.of("1"), Optional.of("2")));
        SecretQuestion code =
                new SecretQuestion(SecretQuestion.Kind.ANSWER, "me@n1", "Code:", true, false);
        Secrets tunnel = secrets.forTunnel();

        assertThat(tunnel.ask(code).map(String::new)).contains("1");
        assertThat(tunnel.ask(code).map(String::new)).contains("2");
    }

    @Test
    void after_the_connection_is_over_nobody_is_asked() {
        answers.add(Optional.of("right"));
        Secrets tunnel = secrets.forTunnel();
        ask(tunnel, false);

        secrets.forget();

        assertThat(ask(tunnel, false)).isEmpty();
        assertThat(asked).hasSize(1);
    }

    private static Optional<String> ask(Secrets tunnel, boolean again) {
        return tunnel.ask(
                        new SecretQuestion(
                                SecretQuestion.Kind.PASSPHRASE, "/keys/a", "Pass", true, again))
                .map(String::new);
    }
}
