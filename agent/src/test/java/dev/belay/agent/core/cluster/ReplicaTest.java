package dev.belay.agent.core.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands whose entries come twice, late, or after the end of their run.
class ReplicaTest {

    private Replica replica = founded();
    private long index = 10;

    private static Replica founded() {
        var member = new Member("n1", "host-n1", "zone", MemberRole.VOTER, true, "127.0.0.1", 7400);
        var found = new Command.Found("c", "C", List.of(member));
        return Replica.EMPTY.apply(1, 1, new Entry.Plain(found)).next();
    }

    private Answer apply(Entry entry) throws CodecException {
        Entry read = ClusterCodec.entry(ClusterCodec.bytes(entry));
        assertThat(read).isEqualTo(entry);
        Replica.Step step = replica.apply(1, ++index, read);
        replica = ClusterCodec.replica(ClusterCodec.bytes(step.next()));
        assertThat(replica).isEqualTo(step.next());
        assertThat(ClusterCodec.answer(ClusterCodec.bytes(step.answer()))).isEqualTo(step.answer());
        return step.answer();
    }

    private long begin(String node) throws CodecException {
        return ((Answer.Ordered) apply(new Entry.Begin(node))).index();
    }

    private static Command label(String value) {
        return new Command.SetSetting("label.a", value, Command.SetSetting.ANY_VERSION);
    }

    private String label() {
        return ((Answer.Set) replica.state().setting("label.a")).stored().value();
    }

    @Test
    void the_same_entry_again_changes_nothing_and_gets_the_answer_of_the_first() throws Exception {
        long run = begin("n1");
        Answer first = apply(new Entry.Once("n1", run, 1, label("x")));
        apply(new Entry.Once("n1", run, 2, label("y")));

        assertThat(apply(new Entry.Once("n1", run, 1, label("x")))).isEqualTo(first);
        assertThat(label()).isEqualTo("y");
    }

    @Test
    void a_refusal_is_remembered_as_well() throws Exception {
        long run = begin("n1");
        var onlyNew = new Command.SetSetting("label.a", "x", 99);
        Answer refused = apply(new Entry.Once("n1", run, 1, onlyNew));

        assertThat(refused).isInstanceOf(Answer.Refused.class);
        assertThat(apply(new Entry.Once("n1", run, 1, onlyNew))).isEqualTo(refused);
    }

    @Test
    void what_belongs_to_a_run_before_is_not_applied() throws Exception {
        long former = begin("n1");
        long run = begin("n1");

        assertThat(apply(new Entry.Once("n1", former, 1, label("late"))))
                .isEqualTo(new Answer.Forgotten());
        assertThat(apply(new Entry.Once("n2", run, 1, label("stranger"))))
                .isEqualTo(new Answer.Forgotten());
        assertThat(label()).isEmpty();
    }

    @Test
    void what_could_have_been_forgotten_is_not_applied() throws Exception {
        long run = begin("n1");
        apply(new Entry.Once("n1", run, 1 + Run.KEPT, label("new")));

        assertThat(apply(new Entry.Once("n1", run, 1, label("old"))))
                .isEqualTo(new Answer.Forgotten());
        assertThat(apply(new Entry.Once("n1", run, 2, label("within"))))
                .isInstanceOf(Answer.Set.class);
        assertThat(label()).isEqualTo("within");
    }

    @Test
    void of_very_many_nodes_the_oldest_run_goes() throws Exception {
        long first = begin("first");
        long run = begin("n0");
        for (int i = 1; i < Replica.MOST_RUNS; i++) {
            begin("n" + i);
        }

        assertThat(replica.runs()).hasSize(Replica.MOST_RUNS);
        assertThat(apply(new Entry.Once("first", first, 1, label("late"))))
                .isEqualTo(new Answer.Forgotten());
        assertThat(apply(new Entry.Once("n0", run, 1, label("kept"))))
                .isInstanceOf(Answer.Set.class);
    }

    @Test
    void a_snapshot_from_before_runs_were_known_is_read_as_one_without() throws Exception {
        byte[] bytes = withoutWorkload(ClusterCodec.bytes(founded()));
        byte[] before = java.util.Arrays.copyOf(bytes, bytes.length - Long.BYTES);
        before[1] = 2;

        assertThat(ClusterCodec.replica(before)).isEqualTo(founded());
    }

    @Test
    void a_snapshot_from_before_there_were_services_is_read_as_one_without() throws Exception {
        byte[] before = withoutWorkload(ClusterCodec.bytes(founded()));
        before[1] = 3;

        assertThat(ClusterCodec.replica(before)).isEqualTo(founded());
    }

    private static byte[] withoutWorkload(byte[] bytes) {
        String all = new String(bytes, ISO_8859_1);
        String workload = OrderCodec.text(Workload.NONE);
        int at = all.indexOf(workload);
        assertThat(at).isPositive();
        String left = all.substring(0, at - Long.BYTES) + all.substring(at + workload.length());
        return left.getBytes(ISO_8859_1);
    }

    /// Entries are repeated and put in another order at random, while nodes begin anew.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void no_command_is_applied_twice_in_whatever_order_copies_come(long seed) throws Exception {
        var random = new Random(seed);
        List<String> nodes = List.of("n1", "n2", "n3");
        Map<String, Long> runs = new HashMap<>();
        Map<String, Long> numbers = new HashMap<>();
        List<Entry.Once> sent = new ArrayList<>();
        Map<String, Integer> applied = new HashMap<>();
        Map<String, Answer> answers = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            String node = nodes.get(random.nextInt(nodes.size()));
            if (!runs.containsKey(node) || random.nextInt(200) == 0) {
                runs.put(node, begin(node));
                numbers.put(node, 0L);
                continue;
            }
            boolean again = !sent.isEmpty() && random.nextInt(3) > 0;
            int recent = Math.min(sent.size(), 300);
            Entry.Once once =
                    again
                            ? sent.get(sent.size() - 1 - random.nextInt(recent))
                            : new Entry.Once(
                                    node,
                                    runs.get(node),
                                    numbers.merge(node, 1L, Long::sum),
                                    label(node + "-" + i));
            if (!again) {
                sent.add(once);
                if (random.nextInt(4) == 0) {
                    continue;
                }
            }
            String key = once.node() + "/" + once.run() + "/" + once.number();
            ClusterState before = replica.state();
            Answer answer = apply(once);
            if (!replica.state().equals(before)) {
                applied.merge(key, 1, Integer::sum);
            }
            if (!(answer instanceof Answer.Forgotten)) {
                Answer first = answers.putIfAbsent(key, answer);
                assertThat(first == null || first.equals(answer)).as(key).isTrue();
            } else {
                assertThat(replica.state()).isEqualTo(before);
            }
        }
        assertThat(applied.values()).isNotEmpty().allMatch(times -> times == 1);
        assertThat(applied.keySet()).isEqualTo(answers.keySet());
    }
}
