package dev.belay.model.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final int EDITS = 10_000;
    private static final EditName TYPED = EditName.of("typed", "name");

    private final Design empty =
            Design.empty(ClusterSettings.of("edge", "Edge", TimingProfile.STANDARD));

    private static Design named(Design design, String name) {
        return design.withCluster(design.cluster().withName(name));
    }

    @Test
    void ten_thousand_edits_are_undone_to_empty_and_done_again_to_the_same_file() {
        var edits = new RandomEdits(7);
        History history = History.of(empty);
        List<Integer> files = new ArrayList<>();
        int steps = 0;
        for (int i = 0; i < EDITS; i++) {
            History next =
                    history.did(
                            EditName.of("edit", Integer.toString(i)), edits.next(history.now()));
            if (next != history) {
                history = next;
                steps++;
                files.add(DesignFormat.write(history.now()).hashCode());
            }
        }
        assertThat(steps).as("most of them change something").isGreaterThan(EDITS / 2);
        String last = DesignFormat.write(history.now());

        for (int i = steps - 1; i >= 0; i--) {
            assertThat(DesignFormat.write(history.now()).hashCode()).isEqualTo(files.get(i));
            history = history.undone();
        }
        assertThat(history.now()).isEqualTo(empty);
        assertThat(history.undoes()).isEmpty();
        assertThat(history.undone()).isSameAs(history);

        for (int i = 0; i < steps; i++) {
            history = history.redone();
        }
        assertThat(DesignFormat.write(history.now())).isEqualTo(last);
        assertThat(history.redoes()).isEmpty();
        assertThat(history.redone()).isSameAs(history);
    }

    @Test
    void what_is_done_after_an_undo_takes_the_place_of_what_was_undone() {
        History history =
                History.of(empty)
                        .did(EditName.of("first"), named(empty, "one"))
                        .did(EditName.of("second"), named(empty, "two"))
                        .undone();
        assertThat(history.undoes()).contains(EditName.of("first"));
        assertThat(history.redoes()).contains(EditName.of("second"));
        History other = history.did(EditName.of("third"), named(empty, "three"));
        assertThat(other.redoes()).isEmpty();
        assertThat(other.undone().now().cluster().name()).isEqualTo("one");
        assertThat(history.redone().now().cluster().name())
                .as("the former one is as it was")
                .isEqualTo("two");
    }

    @Test
    void typing_in_one_field_is_one_step_until_it_has_settled() {
        History typed =
                History.of(empty)
                        .goesOn(TYPED, named(empty, "g"))
                        .goesOn(TYPED, named(empty, "gw"));
        assertThat(typed.undone().now()).isEqualTo(empty);
        History more = typed.settled().goesOn(TYPED, named(empty, "gw1"));
        assertThat(more.undone().now().cluster().name()).isEqualTo("gw");
        History elsewhere = typed.goesOn(EditName.of("typed", "notes"), named(empty, "x"));
        assertThat(elsewhere.undone().now().cluster().name()).isEqualTo("gw");
    }

    @Test
    void who_types_back_what_was_there_has_done_nothing() {
        History back =
                History.of(empty)
                        .goesOn(TYPED, named(empty, "g"))
                        .goesOn(TYPED, named(empty, empty.cluster().name()));
        assertThat(back.undoes()).isEmpty();
        assertThat(back.now()).isEqualTo(empty);
        assertThat(back.did(EditName.of("nothing"), empty)).isSameAs(back);
    }
}
