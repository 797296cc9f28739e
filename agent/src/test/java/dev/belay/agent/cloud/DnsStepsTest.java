package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.network.RecordType;
import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.IpAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DnsStepsTest {

    private static final IpAddress HERE = IpAddress.parse("10.0.1.4").orThrow();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final DnsApi.Row WANTED = row("10.0.1.4");

    private final AtomicLong now = new AtomicLong();
    private final Zone zone = new Zone();
    private final List<String> logged = new ArrayList<>();

    private static DnsApi.Row row(String address) {
        return new DnsApi.Row("Z1", "app.example.com", RecordType.A, List.of(address), 10);
    }

    private static DnsWish wish(boolean await, boolean delete) {
        return new DnsWish(
                "Z1",
                "app.example.com",
                RecordType.A,
                Duration.ofSeconds(10),
                await,
                Duration.ofSeconds(20),
                delete);
    }

    private DnsSteps steps(DnsWish wish) {
        var pace = new Pace(now::get, time -> now.addAndGet(time.toNanos()), () -> 0.5);
        return new DnsSteps(
                wish,
                () -> Optional.of(HERE),
                zone,
                pace,
                new Patience(UnknownPolicy.WARN),
                logged::add);
    }

    /// A zone in memory.
    private final class Zone implements DnsApi {

        final List<String> calls = new ArrayList<>();
        final Deque<CloudAnswer<Change>> upserts = new ArrayDeque<>();
        Optional<Row> row = Optional.empty();
        Optional<CloudAnswer<Optional<Row>>> blind = Optional.empty();

        /// Whatever it answers.
        boolean isDone;

        int pending;

        @Override
        public CloudAnswer<Change> upsert(Row row) {
            calls.add("upsert " + row.values());
            now.addAndGet(10_000_000);
            CloudAnswer<Change> said = upserts.poll();
            if (said == null || isDone) {
                this.row = Optional.of(row);
            }
            if (said != null) {
                return said;
            }
            return new CloudAnswer.Done<>(new Change("C1", pending == 0));
        }

        @Override
        public CloudAnswer<Change> delete(Row row) {
            calls.add("delete " + row.values());
            if (!this.row.equals(Optional.of(row))) {
                return new CloudAnswer.Refused<>("InvalidChangeBatch", "it says another thing");
            }
            this.row = Optional.empty();
            return new CloudAnswer.Done<>(new Change("C2", true));
        }

        @Override
        public CloudAnswer<Change> change(String id) {
            calls.add("change " + id);
            pending = Math.max(0, pending - 1);
            return new CloudAnswer.Done<>(new Change(id, pending == 0));
        }

        @Override
        public CloudAnswer<Optional<Row>> find(String zoneId, String host, RecordType type) {
            return blind.orElseGet(() -> new CloudAnswer.Done<>(row));
        }
    }

    @Test
    void a_start_sets_the_record_waits_for_its_servers_and_reads_it() throws Exception {
        zone.row = Optional.of(row("10.0.2.4"));
        zone.pending = 3;

        assertThat(steps(wish(true, false)).start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("says 10.0.1.4 for 10 s"));
        assertThat(zone.calls)
                .containsExactly("upsert [10.0.1.4]", "change C1", "change C1", "change C1");
        assertThat(zone.row).contains(WANTED);
    }

    @Test
    void a_record_that_says_so_already_is_not_touched() throws Exception {
        zone.row = Optional.of(WANTED);

        assertThat(steps(wish(true, false)).start(LIMIT, () -> true))
                .isInstanceOf(CloudEnd.Right.class);
        assertThat(zone.calls).isEmpty();
    }

    @Test
    void servers_that_are_never_in_sync_are_waited_for_no_longer_than_said() throws Exception {
        zone.pending = Integer.MAX_VALUE;

        CloudEnd end = steps(wish(true, false)).start(LIMIT, () -> true);

        assertThat(end).isInstanceOf(CloudEnd.Warned.class);
        assertThat(end.said()).contains("says 10.0.1.4", "not all servers of its zone");
        assertThat(Duration.ofNanos(now.get()))
                .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
    }

    @Test
    void a_change_that_fails_for_a_moment_is_made_again_and_one_that_always_does_ends()
            throws Exception {
        zone.upserts.add(new CloudAnswer.Throttled<>("too often"));
        zone.upserts.add(new CloudAnswer.Unknown<>("no answer"));

        assertThat(steps(wish(false, false)).start(LIMIT, () -> true))
                .isInstanceOf(CloudEnd.Right.class);
        assertThat(zone.calls).hasSize(3);

        zone.row = Optional.empty();
        now.set(0);
        for (int i = 0; i < 1000; i++) {
            zone.upserts.add(new CloudAnswer.Throttled<>("too often"));
        }
        assertThat(steps(wish(false, false)).start(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Warned(
                                "it says nothing, and each look sets it to 10.0.1.4 for 10 s: too"
                                        + " often"));
        assertThat(Duration.ofNanos(now.get())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_change_that_is_refused_is_not_made_again() throws Exception {
        zone.upserts.add(new CloudAnswer.Refused<>("AccessDenied", "allow it"));

        assertThat(steps(wish(true, false)).start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Failed("allow it"));
        assertThat(zone.calls).hasSize(1);
    }

    @Test
    void what_was_set_and_cannot_be_read_is_a_warning() throws Exception {
        zone.blind = Optional.of(new CloudAnswer.Unknown<>("no answer"));

        assertThat(steps(wish(false, false)).start(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Warned(
                                "it was set to 10.0.1.4 for 10 s, and could not be read: no"
                                        + " answer"));
    }

    @Test
    void a_change_that_got_lost_counts_when_it_is_seen_whatever_was_answered_later()
            throws Exception {
        List<CloudAnswer<DnsApi.Change>> later =
                List.of(
                        new CloudAnswer.Throttled<>("too often"),
                        new CloudAnswer.Refused<>("AccessDenied", "allow it"));
        for (CloudAnswer<DnsApi.Change> last : later) {
            zone.row = Optional.empty();
            zone.upserts.clear();
            zone.upserts.add(new CloudAnswer.Unknown<>("no answer"));
            zone.isDone = true;
            for (int i = 0; i < 1000; i++) {
                zone.upserts.add(last);
            }

            CloudEnd end = steps(wish(false, false)).start(LIMIT, () -> true);

            assertThat(end)
                    .isEqualTo(
                            new CloudEnd.Warned(
                                    "says 10.0.1.4 for 10 s, though its change was not confirmed: "
                                            + last.why()));
        }
    }

    @Test
    void a_record_of_another_kind_is_never_set() throws Exception {
        zone.blind = Optional.of(new CloudAnswer.Refused<>("ForeignRecord", "an alias is there"));
        DnsSteps steps = steps(wish(false, false));

        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Failed("an alias is there"));
        assertThat(steps.monitor(LIMIT, () -> true)).isInstanceOf(CloudEnd.Warned.class);
        assertThat(zone.calls).isEmpty();
    }

    @Test
    void a_stay_that_ends_before_the_record_is_set_does_not_start() throws Exception {
        assertThat(steps(wish(false, false)).start(LIMIT, () -> false))
                .isInstanceOf(CloudEnd.Unknown.class);
        assertThat(zone.calls).isEmpty();
    }

    @Test
    void a_look_sets_a_record_right_that_says_another_thing_and_says_so() throws Exception {
        zone.row = Optional.of(row("10.0.2.4"));
        DnsSteps steps = steps(wish(true, false));

        assertThat(steps.monitor(LIMIT, () -> true)).isInstanceOf(CloudEnd.Right.class);
        assertThat(steps.monitor(LIMIT, () -> true)).isEqualTo(new CloudEnd.Right("says 10.0.1.4"));
        assertThat(zone.calls).containsExactly("upsert [10.0.1.4]");
        assertThat(logged)
                .containsExactly(
                        "the record 'app.example.com' is found to say 10.0.2.4 for 10 s: it is set"
                                + " to 10.0.1.4 for 10 s again");
    }

    @Test
    void a_stop_leaves_the_record_unless_the_design_wants_it_gone() throws Exception {
        zone.row = Optional.of(WANTED);

        assertThat(steps(wish(true, false)).stop(LIMIT)).isInstanceOf(CloudEnd.Right.class);
        assertThat(zone.calls).isEmpty();

        assertThat(steps(wish(true, true)).stop(LIMIT)).isInstanceOf(CloudEnd.Right.class);
        assertThat(zone.row).isEmpty();
    }

    @Test
    void a_record_that_is_another_nodes_by_now_is_not_taken_out() throws Exception {
        zone.row = Optional.of(row("10.0.2.4"));

        assertThat(steps(wish(true, true)).stop(LIMIT)).isInstanceOf(CloudEnd.Warned.class);
        assertThat(zone.row).contains(row("10.0.2.4"));
    }
}
