package dev.belay.agent.cloud;

import static dev.belay.agent.cloud.FakeRoutes.eni;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.route.RoutePlace;
import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.Cidr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Nodes in two VPCs, `vpc-a` and `vpc-b`, at one transit gateway, and clients in `vpc-c`.
@Timeout(20)
class RoutePlacesTest {

    private static final Cidr VIP = Cidr.parse("10.99.0.5/32").orThrow();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String TABLE = "tgw-rtb-1";

    private final FakeRoutes routes = new FakeRoutes();
    private final List<String> logged = new ArrayList<>();

    private static RouteApi.Target gateway(String id) {
        return new RouteApi.Target(id, false, false);
    }

    private static RouteWish wish(String active, String standby) {
        return new RouteWish(
                VIP,
                List.of(
                        new RoutePlace.Active(
                                "near",
                                "vpc-" + active,
                                List.of("rtb-" + active + "1"),
                                Optional.of("tgw-1")),
                        new RoutePlace.Standby(
                                "far", "vpc-" + standby, List.of("rtb-" + standby + "1"), "tgw-1"),
                        new RoutePlace.Client("near", "vpc-c", List.of("rtb-c1"), "tgw-1"),
                        new RoutePlace.Transit("near", TABLE, "tgw-attach-" + active)));
    }

    private RouteSteps at(String active, String standby) {
        return at(active, standby, _ -> routes, routes.pace());
    }

    private RouteSteps at(
            String active, String standby, Function<RoutePlace, RouteApi> places, Pace pace) {
        List<RouteGoal> goals = wish(active, standby).to("eni-" + active);
        return new RouteSteps(
                () -> new CloudAnswer.Done<>(goals),
                places,
                pace,
                new Patience(UnknownPolicy.WARN),
                logged::add);
    }

    /// As it is while a node in `vpc-a` is active.
    private void ledToA() {
        routes.table("vpc-a", "rtb-a1", eni("eni-a"))
                .table("vpc-a", "rtb-a2", eni("eni-a"))
                .table("vpc-b", "rtb-b1", gateway("tgw-1"))
                .table("vpc-b", "rtb-b2", gateway("tgw-1"))
                .table("vpc-c", "rtb-c1", gateway("tgw-1"))
                .table("vpc-c", "rtb-c2", eni("eni-x"))
                .table("vpc-d", "rtb-d1", eni("eni-y"))
                .table(TABLE, TABLE, gateway("tgw-attach-a"));
    }

    private List<String> targets() {
        return List.of(
                routes.target("vpc-a", "rtb-a1"),
                routes.target("vpc-a", "rtb-a2"),
                routes.target("vpc-b", "rtb-b1"),
                routes.target("vpc-b", "rtb-b2"),
                routes.target("vpc-c", "rtb-c1"),
                routes.target(TABLE, TABLE));
    }

    @Test
    void what_is_right_already_is_left_alone_everywhere() throws Exception {
        ledToA();

        assertThat(at("a", "b").start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("led to 'eni-a' already"));
        assertThat(at("a", "b").monitor(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Right(
                                "leads to 'eni-a' in 2 tables, and follows in 4 others"));
        assertThat(routes.changes).isEmpty();
    }

    @Test
    void a_failover_to_the_other_VPC_and_back_turns_each_route_round_once() throws Exception {
        ledToA();

        assertThat(at("b", "a").start(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Right(
                                "leads to 'eni-b' in rtb-b1, rtb-b2, to 'tgw-1' in rtb-a1, rtb-a2,"
                                        + " to 'tgw-attach-b' in tgw-rtb-1"));
        assertThat(targets())
                .containsExactly("tgw-1", "tgw-1", "eni-b", "eni-b", "tgw-1", "tgw-attach-b");
        assertThat(routes.changes)
                .containsExactlyInAnyOrder(
                        "replace rtb-a1",
                        "replace rtb-a2",
                        "replace rtb-b1",
                        "replace rtb-b2",
                        "replace tgw-rtb-1");

        assertThat(at("a", "b").start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Right.class);
        assertThat(targets())
                .containsExactly("eni-a", "eni-a", "tgw-1", "tgw-1", "tgw-1", "tgw-attach-a");
    }

    /// The same address in a VPC that the design does not draw, and in a table that it does not
    /// draw of a VPC that has no nodes.
    @Test
    void what_the_design_does_not_draw_is_never_touched() throws Exception {
        ledToA();

        at("b", "a").start(LIMIT, () -> true);
        at("b", "a").monitor(LIMIT, () -> true);

        assertThat(routes.target("vpc-d", "rtb-d1")).isEqualTo("eni-y");
        assertThat(routes.target("vpc-c", "rtb-c2")).isEqualTo("eni-x");
    }

    @Test
    void routes_that_are_missing_are_added_in_each_kind_of_table() throws Exception {
        routes.table("vpc-a", "rtb-a1")
                .table("vpc-b", "rtb-b1")
                .table("vpc-c", "rtb-c1")
                .table(TABLE, TABLE);

        assertThat(at("a", "b").start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Right.class);
        assertThat(routes.changes)
                .containsExactlyInAnyOrder(
                        "create rtb-a1", "create rtb-b1", "create rtb-c1", "create tgw-rtb-1");
    }

    @Test
    void a_table_that_is_refused_is_told_and_all_others_are_moved() throws Exception {
        ledToA();
        routes.answers.put(TABLE, () -> Optional.of(FakeRoutes.refused()));

        CloudEnd end = at("b", "a").start(LIMIT, () -> true);

        assertThat(end)
                .isEqualTo(
                        new CloudEnd.Warned(
                                "'tgw-rtb-1': allow it (moved: rtb-b1, rtb-b2, rtb-a1, rtb-a2)"));
        assertThat(targets())
                .containsExactly("tgw-1", "tgw-1", "eni-b", "eni-b", "tgw-1", "tgw-attach-a");
    }

    @Test
    void throttled_for_a_moment_in_one_place_is_tried_again_there_alone() throws Exception {
        var tries = new AtomicInteger();
        ledToA();
        routes.answers.put(
                TABLE,
                () ->
                        tries.incrementAndGet() < 3
                                ? Optional.of(FakeRoutes.throttled())
                                : Optional.empty());

        assertThat(at("b", "a").start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Right.class);
        assertThat(routes.changes).hasSize(4 + 3);
    }

    @Test
    void throttled_to_the_end_in_one_place_is_a_start_that_is_degraded() throws Exception {
        ledToA();
        routes.answers.put(
                TABLE,
                () -> {
                    routes.pass(Duration.ofMillis(440));
                    return Optional.of(FakeRoutes.throttled());
                });

        CloudEnd end = at("b", "a").start(LIMIT, () -> true);

        assertThat(end).isInstanceOf(CloudEnd.Warned.class);
        assertThat(end.said()).contains("'tgw-rtb-1'", "asked too often");
    }

    /// A region that is lost is what the other one takes over from.
    @Test
    void a_region_that_does_not_answer_keeps_no_other_one_waiting() throws Exception {
        var never = new CountDownLatch(1);
        ledToA();
        var far = new FakeRoutes();
        far.table("vpc-a", "rtb-a1", eni("eni-a"));
        far.answers.put(
                "rtb-a1",
                () -> {
                    never.await();
                    return Optional.empty();
                });
        RouteSteps steps =
                at("b", "a", place -> place.region().equals("far") ? far : routes, Pace.real());

        CloudEnd end = steps.start(Duration.ofMillis(1500), () -> true);

        assertThat(end).isInstanceOf(CloudEnd.Warned.class);
        assertThat(end.said())
                .startsWith("it is not known whether its routes lead here")
                .contains("'rtb-a1'", "none came", "moved: rtb-b1, rtb-b2, tgw-rtb-1");
    }

    @Test
    void a_place_that_cannot_be_looked_at_is_not_known_and_the_others_are_set_right()
            throws Exception {
        ledToA();
        var far = new FakeRoutes();
        far.blind = Optional.of(new CloudAnswer.Unknown<>("no answer"));
        RouteSteps steps =
                at("a", "b", place -> place.region().equals("far") ? far : routes, routes.pace());
        assertThat(steps.monitor(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Warned(
                                "not known, which is no failure (looks without an answer: 1): no"
                                        + " answer"));

        routes.table("vpc-a", "rtb-a2", eni("eni-z"));
        assertThat(steps.monitor(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Warned(
                                "was stolen by 'eni-z' in 'rtb-a2', and was set right; no answer"));
        assertThat(routes.changes).containsExactly("replace rtb-a2");
    }

    @Test
    void a_look_sets_right_what_somebody_changed_at_the_gateway_and_there_alone() throws Exception {
        ledToA();
        routes.table(TABLE, TABLE, gateway("tgw-attach-x"))
                .table(
                        "vpc-c",
                        "rtb-c1",
                        new RouteApi.Target(RouteApi.Target.NOTHING, false, true));

        assertThat(at("a", "b").monitor(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Right(
                                "was a blackhole in 'rtb-c1', where 'nothing' is gone; stolen by"
                                        + " 'tgw-attach-x' in 'tgw-rtb-1', and was set right"));
        assertThat(logged)
                .singleElement()
                .asString()
                .endsWith("it is pointed at 'tgw-1', 'tgw-attach-a' again");
        assertThat(routes.changes).containsExactlyInAnyOrder("replace rtb-c1", "replace tgw-rtb-1");
    }

    @Test
    void a_table_of_a_gateway_that_is_not_there_is_a_warning_while_packets_end_right()
            throws Exception {
        ledToA();
        RouteWish wish =
                new RouteWish(
                        VIP,
                        List.of(
                                wish("a", "b").places().getFirst(),
                                new RoutePlace.Transit("near", "tgw-rtb-9", "tgw-attach-a")));
        var steps =
                new RouteSteps(
                        () -> new CloudAnswer.Done<>(wish.to("eni-a")),
                        _ -> routes,
                        routes.pace(),
                        new Patience(UnknownPolicy.WARN),
                        logged::add);
        String absent =
                "wanted in 'tgw-rtb-9', which the transit gateway does not have: correct the id";

        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Warned("'tgw-rtb-9': " + absent));
        assertThat(steps.monitor(LIMIT, () -> true)).isEqualTo(new CloudEnd.Warned(absent));
    }

    @Test
    void a_VPC_without_the_active_node_needs_no_route() throws Exception {
        routes.table("vpc-a", "rtb-a1", eni("eni-a"));
        RouteWish wish =
                new RouteWish(
                        VIP,
                        List.of(
                                wish("a", "b").places().getFirst(),
                                new RoutePlace.Standby("far", "vpc-b", List.of(), "tgw-1")));
        var steps =
                new RouteSteps(
                        () -> new CloudAnswer.Done<>(wish.to("eni-a")),
                        _ -> routes,
                        routes.pace(),
                        new Patience(UnknownPolicy.WARN),
                        logged::add);

        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("led to 'eni-a' already"));
    }

    @Test
    void nothing_is_changed_anywhere_without_the_lease() throws Exception {
        ledToA();

        assertThat(at("b", "a").start(LIMIT, () -> false)).isInstanceOf(CloudEnd.Failed.class);
        assertThat(at("b", "a").monitor(LIMIT, () -> false)).isInstanceOf(CloudEnd.Warned.class);
        assertThat(routes.changes).isEmpty();
    }

    /// A stop that comes meanwhile is told only when nothing can reach the cloud any more.
    @Test
    void whoever_is_interrupted_gets_away_when_no_change_is_under_way_in_any_place()
            throws Exception {
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var ended = new AtomicInteger();
        ledToA();
        routes.answers.put(
                TABLE,
                () -> {
                    begun.countDown();
                    try {
                        never.await();
                    } finally {
                        ended.incrementAndGet();
                    }
                    return Optional.empty();
                });
        RouteSteps steps = at("b", "a", _ -> routes, Pace.real());
        var seen = new AtomicInteger(-1);
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                steps.start(LIMIT, () -> true);
                            } catch (InterruptedException _) {
                                seen.set(ended.get());
                            }
                        });
        begun.await();
        caller.interrupt();
        caller.join();

        assertThat(seen).hasValue(1);
    }
}
