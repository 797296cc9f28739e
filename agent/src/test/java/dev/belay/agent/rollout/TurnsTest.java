package dev.belay.agent.rollout;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Who may take content from a node, and what that does to the bytes that it gives away.
class TurnsTest {

    private static final long MUCH = 100L << 20;
    private static final long SECOND = 1_000_000_000L;

    @Test
    void a_few_members_take_much_at_a_time_and_the_next_when_one_of_them_has_it() {
        var turns = new Turns(2);

        assertThat(turns.take("n1", MUCH, 0)).isTrue();
        assertThat(turns.take("n2", MUCH, 0)).isTrue();
        assertThat(turns.take("n3", MUCH, 0)).isFalse();
        assertThat(turns.take("n1", MUCH, SECOND)).isTrue();

        // The last megabyte ends a turn.
        assertThat(turns.take("n1", Turns.LITTLE_BYTES, SECOND)).isTrue();
        assertThat(turns.take("n3", MUCH, SECOND)).isTrue();
        assertThat(turns.take("n1", MUCH, SECOND)).isFalse();
    }

    @Test
    void a_member_that_asks_no_more_loses_its_turn_and_little_is_always_given() {
        var turns = new Turns(1);
        assertThat(turns.take("n1", MUCH, 0)).isTrue();

        assertThat(turns.take("n2", MUCH, SECOND)).isFalse();
        assertThat(turns.take("n2", Turns.LITTLE_BYTES, SECOND)).isTrue();
        assertThat(turns.take("n2", MUCH, 3 * SECOND)).isTrue();
        assertThat(turns.take("n1", MUCH, 3 * SECOND)).isFalse();
    }

    /// Members fetch from those that have all of it, and from the admin in their turn. Each round
    /// every member gets one unit from somebody who has a turn for it.
    @Test
    void what_the_admin_gives_grows_much_slower_than_the_number_of_members() {
        long four = givenByAdmin(4, 1);
        long sixteen = givenByAdmin(16, 1);

        assertThat(four).isLessThanOrEqualTo(4 * 20);
        // Four times as many members, and less than twice the bytes.
        assertThat(sixteen).isLessThan(2 * four);
    }

    private static long givenByAdmin(int members, long seed) {
        var random = new Random(seed);
        int units = 20;
        var admin = "admin";
        var has = new TreeMap<String, Integer>();
        var turns = new TreeMap<String, Turns>();
        turns.put(admin, new Turns(3));
        for (int i = 0; i < members; i++) {
            has.put("n" + i, 0);
            turns.put("n" + i, new Turns(3));
        }
        long given = 0;
        for (int round = 0; has.values().stream().anyMatch(one -> one < units); round++) {
            long now = round * SECOND / 2;
            assertThat(round).isLessThan(10_000);
            for (String member : has.keySet()) {
                int mine = has.get(member);
                if (mine == units) {
                    continue;
                }
                List<String> whole = new ArrayList<>();
                has.forEach((one, count) -> {
                    if (count == units) {
                        whole.add(one);
                    }
                });
                Collections.shuffle(whole, random);
                whole.add(admin);
                long remaining = (units - mine - 1L) * (2 * Turns.LITTLE_BYTES);
                for (String holder : whole) {
                    if (requireNonNull(turns.get(holder)).take(member, remaining, now)) {
                        has.put(member, mine + 1);
                        given += holder.equals(admin) ? 1 : 0;
                        break;
                    }
                }
            }
        }
        return given;
    }
}
