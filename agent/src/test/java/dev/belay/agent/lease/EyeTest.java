package dev.belay.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.lease.Eye.Answer;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EyeTest {

    @Test
    void an_answer_between_two_of_the_other_host_is_doubled() {
        assertThat(Eye.doubled(answers(8, 18), answers(0, 5, 10, 15), List.of()))
                .isEqualTo(answers(8));
    }

    @Test
    void one_that_was_under_way_while_the_other_answered_may_be_from_before() {
        var slow = List.of(new Answer(millis(4), millis(16)));

        assertThat(Eye.doubled(slow, answers(0, 5, 10, 15), List.of())).isEmpty();
    }

    @Test
    void a_host_that_answers_after_the_other_has_ended_is_rightful() {
        assertThat(Eye.doubled(answers(20, 25, 30), answers(0, 5, 10), List.of())).isEmpty();
        assertThat(Eye.doubled(answers(0, 5, 10), answers(20, 25, 30), List.of())).isEmpty();
    }

    @Test
    void a_host_that_was_given_the_service_anew_is_rightful() {
        var others = answers(0, 5, 90, 95);

        assertThat(Eye.doubled(answers(30, 35), others, List.of(millis(80)))).isEmpty();
        assertThat(Eye.doubled(answers(30, 35), others, List.of(millis(20)))).hasSize(2);
    }

    @Test
    void an_answer_after_the_service_was_given_away_is_overdue() {
        var ones = answers(0, 5, 10, 30);

        assertThat(Eye.overdue(ones, List.of(millis(-9)), List.of(millis(7))))
                .isEqualTo(answers(10, 30));
        assertThat(Eye.overdue(ones, List.of(millis(-9), millis(20)), List.of(millis(7))))
                .isEqualTo(answers(10));
    }

    private static List<Answer> answers(long... sentMillis) {
        return LongStream.of(sentMillis)
                .mapToObj(at -> new Answer(millis(at), millis(at) + 1))
                .toList();
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }
}
