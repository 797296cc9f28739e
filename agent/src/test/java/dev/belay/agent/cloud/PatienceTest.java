package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.service.UnknownPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static List<Class<?>> looks(UnknownPolicy policy, boolean... answers) {
        var patience = new Patience(policy);
        var ends = new ArrayList<Class<?>>();
        for (boolean isAnswered : answers) {
            CloudEnd end = isAnswered ? patience.right("right") : patience.unknown("no answer");
            ends.add(end.getClass());
        }
        return ends;
    }

    @Test
    void by_itself_no_answer_is_a_warning_however_often() {
        assertThat(looks(UnknownPolicy.WARN, false, false, false, false))
                .containsOnly(CloudEnd.Warned.class);
    }

    @Test
    void who_ignores_it_still_reads_that_it_is_not_known() {
        assertThat(looks(UnknownPolicy.IGNORE, false, false, false, false))
                .containsOnly(CloudEnd.Right.class);
        assertThat(new Patience(UnknownPolicy.IGNORE).unknown("no answer").said())
                .startsWith("not known");
    }

    @Test
    void who_wants_to_recover_does_after_three_in_a_row() {
        assertThat(looks(UnknownPolicy.RECOVER, false, false, true, false, false, false))
                .containsExactly(
                        CloudEnd.Warned.class,
                        CloudEnd.Warned.class,
                        CloudEnd.Right.class,
                        CloudEnd.Warned.class,
                        CloudEnd.Warned.class,
                        CloudEnd.Failed.class);
    }
}
