package dev.belay.agent.cloud;

import static dev.belay.agent.cloud.FakeRoutes.eni;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.Cidr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RouteStepsTest {

    private static final Cidr VIP = Cidr.parse("10.99.0.5/32").orThrow();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final FakeRoutes routes = new FakeRoutes();
    private final List<String> logged = new ArrayList<>();
    private final RouteSteps steps = steps(here());

    private RouteSteps steps(CloudAnswer<String> own, String... named) {
        return steps(() -> own, routes.pace(), named);
    }

    private RouteSteps steps(Supplier<CloudAnswer<String>> own, Pace pace, String... named) {
        var wish = new RouteWish("", "vpc-1", VIP, List.of(named));
        return new RouteSteps(
                () -> own.get().map(wish::to),
                _ -> routes,
                pace,
                new Patience(UnknownPolicy.WARN),
                logged::add);
    }

    private static CloudAnswer<String> here() {
        return new CloudAnswer.Done<>("eni-2");
    }

    private CloudEnd look() throws InterruptedException {
        return steps.monitor(LIMIT, () -> true);
    }

    @Test
    void a_start_says_which_tables_it_moved_and_a_stop_leaves_them() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-1"));

        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("leads to 'eni-2' in rtb-1"));
        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("led to 'eni-2' already"));
        assertThat(steps.stop(LIMIT))
                .isEqualTo(
                        new CloudEnd.Right(
                                "its route is left as it is: the next active node takes it over"));
        assertThat(routes.target("vpc-1", "rtb-1")).isEqualTo("eni-2");
    }

    @Test
    void a_route_of_which_nothing_is_known_in_time_is_a_start_with_a_warning() throws Exception {
        routes.blind = Optional.of(new CloudAnswer.Unknown<>("no answer"));

        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Warned(
                                "it is not known whether its routes lead here, and each look sets"
                                        + " right what is wrong: no answer"));

        routes.blind = Optional.empty();
        routes.table("vpc-1", "rtb-1", eni("eni-1"));
        routes.answers.put(
                "rtb-1",
                () -> {
                    routes.pass(Duration.ofMillis(300));
                    return Optional.of(FakeRoutes.throttled());
                });
        assertThat(steps.start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Warned.class);

        routes.answers.clear();
        assertThat(look()).isInstanceOf(CloudEnd.Right.class);
        assertThat(routes.target("vpc-1", "rtb-1")).isEqualTo("eni-2");
    }

    @Test
    void a_stay_that_ends_before_anything_is_known_does_not_start() throws Exception {
        routes.blind = Optional.of(new CloudAnswer.Unknown<>("no answer"));

        assertThat(steps.start(LIMIT, () -> false)).isEqualTo(new CloudEnd.Unknown("no answer"));
    }

    @Test
    void a_table_that_the_VPC_does_not_have_is_a_warning_while_others_are_right() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-1"));
        RouteSteps named = steps(here(), "rtb-9");
        String absent = "wanted in 'rtb-9', which the VPC does not have: correct the id";

        assertThat(named.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Warned("'rtb-9': " + absent + " (moved: rtb-1)"));
        assertThat(named.monitor(LIMIT, () -> true)).isEqualTo(new CloudEnd.Warned(absent));

        routes.table("vpc-1", "rtb-1", eni("eni-7"));
        assertThat(named.monitor(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Warned(
                                "was stolen by 'eni-7' in 'rtb-1', and was set right; 'rtb-9': "
                                        + absent
                                        + " (moved: rtb-1)"));
        assertThat(routes.target("vpc-1", "rtb-1")).isEqualTo("eni-2");
    }

    @Test
    void a_table_that_the_VPC_does_not_have_is_a_failure_when_no_other_is_right() throws Exception {
        RouteSteps named = steps(here(), "rtb-9");

        assertThat(named.start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Failed.class);
        assertThat(named.monitor(LIMIT, () -> true)).isInstanceOf(CloudEnd.Failed.class);
    }

    @Test
    void an_interface_that_is_not_told_at_once_is_asked_for_again() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-1"));
        var asked = new AtomicInteger();
        RouteSteps late =
                steps(
                        () ->
                                asked.incrementAndGet() < 3
                                        ? new CloudAnswer.Unknown<>("silence")
                                        : here(),
                        routes.pace());

        assertThat(late.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("leads to 'eni-2' in rtb-1"));
        assertThat(asked).hasValue(3);
    }

    @Test
    void a_look_that_hangs_does_not_keep_others_waiting_for_long() throws Exception {
        var never = new CountDownLatch(1);
        RouteSteps hanging =
                steps(
                        () -> {
                            awaitEver(never);
                            return here();
                        },
                        Pace.real());
        long begin = System.nanoTime();

        assertThat(hanging.monitor(LIMIT, () -> true)).isInstanceOf(CloudEnd.Warned.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
    }

    private static void awaitEver(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_node_without_an_interface_does_not_start() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-1"));

        assertThat(steps(new CloudAnswer.Refused<>("None", "name it")).start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Failed("name it"));
        assertThat(steps(new CloudAnswer.Unknown<>("silence")).start(LIMIT, () -> true))
                .isInstanceOf(CloudEnd.Warned.class);
        assertThat(routes.changes).isEmpty();
    }

    @Test
    void a_look_at_a_right_route_changes_nothing() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-2"));

        assertThat(look()).isEqualTo(new CloudEnd.Right("leads to 'eni-2' in 1 tables"));
        assertThat(routes.changes).isEmpty();
        assertThat(logged).isEmpty();
    }

    @Test
    void a_stolen_route_is_set_right_once_a_look_and_that_is_said() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-7"));

        assertThat(look())
                .isEqualTo(
                        new CloudEnd.Right("was stolen by 'eni-7' in 'rtb-1', and was set right"));
        assertThat(routes.changes).containsExactly("replace rtb-1");
        assertThat(logged)
                .containsExactly(
                        "the route to '10.99.0.5/32' is stolen by 'eni-7' in 'rtb-1': it is pointed"
                                + " at 'eni-2' again");
    }

    @Test
    void a_route_that_is_taken_look_after_look_is_a_failure() throws Exception {
        for (int i = 1; i < Patience.REPAIRS; i++) {
            routes.table("vpc-1", "rtb-1", eni("eni-7"));
            assertThat(look()).isInstanceOf(CloudEnd.Right.class);
        }
        routes.table("vpc-1", "rtb-1", eni("eni-7"));

        assertThat(look()).isInstanceOf(CloudEnd.Failed.class);
    }

    @Test
    void a_look_that_finds_it_right_begins_the_count_anew() throws Exception {
        for (int i = 0; i < 2 * Patience.REPAIRS; i++) {
            routes.table("vpc-1", "rtb-1", eni("eni-7"));
            assertThat(look()).isInstanceOf(CloudEnd.Right.class);
            assertThat(look()).isInstanceOf(CloudEnd.Right.class);
        }
    }

    @Test
    void a_blackhole_that_may_not_be_changed_is_a_failure() throws Exception {
        routes.table("vpc-1", "rtb-1", new RouteApi.Target("eni-7", true, true));
        routes.answers.put("rtb-1", () -> Optional.of(FakeRoutes.refused()));

        assertThat(look()).isEqualTo(new CloudEnd.Failed("'rtb-1': allow it"));
    }

    @Test
    void not_known_is_no_failure_however_often() throws Exception {
        routes.blind = Optional.of(new CloudAnswer.Unknown<>("no answer"));

        for (int i = 1; i <= 20; i++) {
            assertThat(look())
                    .isEqualTo(
                            new CloudEnd.Warned(
                                    "not known, which is no failure (looks without an answer: "
                                            + i
                                            + "): no answer"));
        }
        assertThat(routes.changes).isEmpty();
    }

    @Test
    void whoever_has_lost_the_lease_sets_nothing_right() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-7"));

        assertThat(steps.monitor(LIMIT, () -> false))
                .isEqualTo(
                        new CloudEnd.Warned(
                                "stolen by 'eni-7' in 'rtb-1', and nothing is changed now"));
        assertThat(logged).isEmpty();
        assertThat(routes.changes).isEmpty();
    }
}
