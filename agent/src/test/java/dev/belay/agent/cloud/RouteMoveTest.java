package dev.belay.agent.cloud;

import static dev.belay.agent.cloud.FakeRoutes.eni;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.RouteReport.Kind;
import dev.belay.model.value.Cidr;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RouteMoveTest {

    private static final Cidr VIP = Cidr.parse("10.99.0.5/32").orThrow();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeRoutes routes = new FakeRoutes();

    private static RouteGoal goal(String... named) {
        return new RouteWish("", "vpc-1", VIP, List.of(named)).to("eni-2").getFirst();
    }

    private RouteReport move(RouteGoal goal) throws InterruptedException {
        return move(goal, RouteMove.OFTEN);
    }

    private RouteReport move(RouteGoal goal, int times) throws InterruptedException {
        return new RouteMove(routes, new Calls(), routes.pace())
                .move(goal, MINUTE, times, () -> true);
    }

    @Test
    void every_table_of_the_VPC_that_has_the_route_follows_and_none_of_another_VPC()
            throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-1"))
                .table("vpc-1", "rtb-2", eni("eni-1"))
                .table("vpc-1", "rtb-3")
                .table("vpc-2", "rtb-4", eni("eni-9"));

        RouteReport report = move(goal());

        assertThat(report)
                .isEqualTo(new RouteReport(Kind.RIGHT, List.of("rtb-1", "rtb-2"), Map.of()));
        assertThat(routes.changes).containsExactlyInAnyOrder("replace rtb-1", "replace rtb-2");
        assertThat(routes.target("vpc-2", "rtb-4")).isEqualTo("eni-9");
        assertThat(routes.target("vpc-1", "rtb-3")).isEqualTo("none");
        assertThat(routes.looks).isEqualTo(2);
    }

    @Test
    void what_is_right_already_is_not_touched() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-2"));

        assertThat(move(goal())).isEqualTo(new RouteReport(Kind.RIGHT, List.of(), Map.of()));
        assertThat(routes.changes).isEmpty();
    }

    @Test
    void a_table_that_the_design_names_gets_the_route_that_it_lacks() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-2")).table("vpc-1", "rtb-2");

        assertThat(move(goal("rtb-2")).kind()).isEqualTo(Kind.RIGHT);
        assertThat(routes.changes).containsExactly("create rtb-2");
    }

    @Test
    void a_blackhole_is_replaced() throws Exception {
        routes.table("vpc-1", "rtb-1", new RouteApi.Target("eni-1", true, true));

        assertThat(move(goal()).kind()).isEqualTo(Kind.RIGHT);
        assertThat(routes.changes).containsExactly("replace rtb-1");
    }

    @Test
    void a_gateway_that_is_gone_stays_somebody_elses_and_a_target_without_a_name_does_not()
            throws Exception {
        routes.table("vpc-1", "rtb-1", new RouteApi.Target("pcx-1", false, true))
                .table("vpc-1", "rtb-2", new RouteApi.Target(RouteApi.Target.NOTHING, false, true));

        assertThat(move(goal()).kind()).isEqualTo(Kind.RIGHT);
        assertThat(routes.changes).containsExactly("replace rtb-2");
        assertThat(routes.target("vpc-1", "rtb-1")).isEqualTo("pcx-1");
    }

    @Test
    void a_route_that_vanished_before_it_was_replaced_is_added() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-1"));
        routes.answers.put(
                "rtb-1",
                () -> {
                    if (routes.changes.size() > 1) {
                        return Optional.empty();
                    }
                    routes.table("vpc-1", "rtb-1");
                    return Optional.of(
                            new CloudAnswer.Refused<>(
                                    "InvalidParameterValue",
                                    "There is no route defined for '10.99.0.5/32' in the route"
                                            + " table. Use CreateRoute instead."));
                });

        assertThat(move(goal("rtb-1")).kind()).isEqualTo(Kind.RIGHT);
        assertThat(routes.changes).containsExactly("replace rtb-1", "create rtb-1");
    }

    @Test
    void a_route_to_a_gateway_stays_unless_the_design_names_its_table() throws Exception {
        var gateway = new RouteApi.Target("tgw-1", false, false);
        routes.table("vpc-1", "rtb-1", gateway)
                .table("vpc-1", "rtb-2", gateway)
                .table("vpc-1", "rtb-3", eni("eni-1"));

        assertThat(move(goal("rtb-2")).kind()).isEqualTo(Kind.RIGHT);
        assertThat(routes.changes).containsExactlyInAnyOrder("replace rtb-2", "replace rtb-3");
        assertThat(routes.target("vpc-1", "rtb-1")).isEqualTo("tgw-1");
    }

    @Test
    void tables_that_failed_for_a_moment_are_tried_again_and_only_those() throws Exception {
        var tries = new AtomicInteger();
        routes.table("vpc-1", "rtb-1", eni("eni-1")).table("vpc-1", "rtb-2", eni("eni-1"));
        routes.answers.put(
                "rtb-2",
                () ->
                        tries.incrementAndGet() < 3
                                ? Optional.of(FakeRoutes.throttled())
                                : Optional.empty());

        RouteReport report = move(goal());

        assertThat(report.kind()).isEqualTo(Kind.RIGHT);
        assertThat(routes.changes)
                .containsExactlyInAnyOrder(
                        "replace rtb-1", "replace rtb-2", "replace rtb-2", "replace rtb-2");
        assertThat(routes.passed()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void a_table_that_is_refused_is_told_by_name_and_the_others_are_moved() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-1")).table("vpc-1", "rtb-2", eni("eni-1"));
        routes.answers.put("rtb-2", () -> Optional.of(FakeRoutes.refused()));

        RouteReport report = move(goal());

        assertThat(report)
                .isEqualTo(
                        new RouteReport(
                                Kind.FAILED, List.of("rtb-1"), Map.of("rtb-2", "allow it")));
        assertThat(report.words()).isEqualTo("'rtb-2': allow it (moved: rtb-1)");
        assertThat(routes.changes).containsExactlyInAnyOrder("replace rtb-1", "replace rtb-2");
    }

    @Test
    void throttled_for_ever_ends_within_ten_seconds_and_says_so() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-1"));
        routes.answers.put(
                "rtb-1",
                () -> {
                    routes.pass(Duration.ofMillis(440));
                    return Optional.of(FakeRoutes.throttled());
                });

        RouteReport report = move(goal());

        assertThat(report.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(report.words())
                .isEqualTo(
                        "'rtb-1': stolen by 'eni-1' in 'rtb-1', as far as is known: asked too"
                                + " often");
        assertThat(routes.passed()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(10));
        assertThat(routes.changes).hasSizeBetween(4, 12);
    }

    @Test
    void a_change_without_an_answer_is_looked_at_before_it_is_made_again() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-1"));
        routes.answers.put(
                "rtb-1",
                () -> {
                    routes.table("vpc-1", "rtb-1", eni("eni-2"));
                    return Optional.of(new CloudAnswer.Unknown<>("no answer"));
                });

        assertThat(move(goal()).kind()).isEqualTo(Kind.RIGHT);
        assertThat(routes.changes).containsExactly("replace rtb-1");
    }

    @Test
    void an_API_that_never_answers_is_unknown_at_the_limit() throws Exception {
        var never = new CountDownLatch(1);
        routes.table("vpc-1", "rtb-1", eni("eni-1"));
        routes.answers.put(
                "rtb-1",
                () -> {
                    never.await();
                    return Optional.empty();
                });
        long begin = System.nanoTime();

        RouteReport report =
                new RouteMove(routes, new Calls(), Pace.real())
                        .move(goal(), Duration.ofMillis(1500), RouteMove.OFTEN, () -> true);

        assertThat(report.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(report.words()).contains("'rtb-1'", "none came");
        assertThat(System.nanoTime() - begin).isLessThan(4_000_000_000L);
    }

    @Test
    void nothing_is_changed_without_the_lease() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-1"));

        RouteReport report =
                new RouteMove(routes, new Calls(), routes.pace())
                        .move(goal(), MINUTE, RouteMove.OFTEN, () -> false);

        assertThat(report.kind()).isEqualTo(Kind.ENDED);
        assertThat(routes.changes).isEmpty();
    }

    @Test
    void no_table_at_all_is_a_failure() throws Exception {
        RouteReport report = move(goal());

        assertThat(report.kind()).isEqualTo(Kind.FAILED);
        assertThat(report.words()).contains("'vpc-1'", "none is there", "in the design");
        assertThat(move(goal("rtb-9")).kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void a_table_that_the_VPC_does_not_have_is_told_and_the_others_are_moved() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-1")).table("vpc-2", "rtb-9", eni("eni-9"));
        RouteReport report = move(goal("rtb-9"));

        assertThat(report.kind()).isEqualTo(Kind.ABSENT);
        assertThat(report.moved()).containsExactly("rtb-1");
        assertThat(report.words()).contains("wanted in 'rtb-9', which the VPC does not have");
        assertThat(routes.target("vpc-2", "rtb-9")).isEqualTo("eni-9");
    }

    @Test
    void whoever_ends_the_calls_ends_what_is_under_way() throws Exception {
        var never = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        var calls = new Calls();
        routes.table("vpc-1", "rtb-1", eni("eni-1"));
        routes.answers.put(
                "rtb-1",
                () -> {
                    begun.countDown();
                    never.await();
                    return Optional.empty();
                });
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        begun.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    calls.end();
                });
        long begin = System.nanoTime();

        RouteReport report =
                new RouteMove(routes, calls, Pace.real())
                        .move(goal(), MINUTE, RouteMove.OFTEN, () -> begun.getCount() > 0);

        assertThat(report.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
    }
}
