package dev.belay.reach.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.userauth.password.AccountResource;
import org.junit.jupiter.api.Test;

class ServerQuestionsTest {

    private final List<SecretQuestion> asked = new ArrayList<>();

    @Test
    void a_hidden_question_for_a_password_is_a_password_and_everything_else_an_answer()
            throws Exception {
        ServerQuestions questions = questions("secret");
        questions.init(new AccountResource("me", "node-1"), "", "Two steps");

        assertThat(questions.getResponse("Password: ", false)).isEqualTo("secret".toCharArray());
        questions.getResponse("Code: ", true);

        assertThat(asked)
                .extracting(SecretQuestion::kind, SecretQuestion::prompt, SecretQuestion::hidden)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                SecretQuestion.Kind.PASSWORD, "Two steps Password:", true),
                        org.assertj.core.groups.Tuple.tuple(
                                SecretQuestion.Kind.ANSWER, "Two steps Code:", false));
        assertThat(questions.count()).isEqualTo(2);
    }

    @Test
    void who_declines_one_question_is_not_asked_the_next() throws Exception {
        ServerQuestions questions = questions(null);
        questions.init(new AccountResource("me", "node-1"), "", "");

        assertThat(questions.getResponse("Password: ", false)).isEmpty();
        assertThat(questions.getResponse("Code: ", true)).isEmpty();

        assertThat(asked).hasSize(1);
        assertThat(questions.wereDeclined()).isTrue();
    }

    private ServerQuestions questions(@org.jspecify.annotations.Nullable String answer)
            throws Exception {
        SshTarget target =
                SshConfig.none().resolve(SshAddress.of("me", "node-1", 22), SshChoices.NONE);
        return new ServerQuestions(
                target,
                question -> {
                    asked.add(question);
                    return Optional.ofNullable(answer).map(String::toCharArray);
                },
                false);
    }
}
