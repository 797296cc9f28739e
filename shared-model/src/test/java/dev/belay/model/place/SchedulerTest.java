package dev.belay.model.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    private static final Host A = Host.of("a");
    private static final Host B = Host.of("b");
    private static final Host C = Host.of("c");

    private static final Primitive WEB = Primitive.of("web");
    private static final Primitive DB = Primitive.of("db");

    private static Situation hosts(List<Host> hosts, Placeable... resources) {
        return Situation.of(hosts, List.of(resources));
    }

    private static Primitive on(Primitive primitive, String host) {
        return primitive.withActiveOn(List.of(host));
    }

    private static List<String> steps(Situation situation) {
        return Scheduler.schedule(situation).steps().stream()
                .map(step ->
                        step.kind()
                                + " "
                                + step.resource()
                                + " "
                                + step.from().map(from -> from + ">").orElse("")
                                + step.host())
                .toList();
    }

    private static Optional<String> host(Situation situation, String resource) {
        return Scheduler.schedule(situation).hostOf(resource);
    }

    @Test
    void resources_without_wishes_are_spread() {
        Situation situation = hosts(List.of(B, A), WEB, DB);

        assertThat(steps(situation)).containsExactly("START web a", "START db b");
    }

    @Test
    void what_runs_well_is_left_alone() {
        Situation situation =
                hosts(List.of(A, B), on(WEB, "b").withStickiness(1), on(DB, "a").withStickiness(1));

        assertThat(steps(situation)).isEmpty();
    }

    @Test
    void a_preference_above_the_stickiness_moves_and_one_below_does_not() {
        Situation situation = hosts(List.of(A, B), on(WEB, "a").withStickiness(100));

        assertThat(steps(situation.withPreferences(new Preference("l", "web", "b", 100))))
                .isEmpty();
        assertThat(steps(situation.withPreferences(new Preference("l", "web", "b", 101))))
                .containsExactly("MOVE web a>b");
    }

    @Test
    void never_wins_over_must() {
        Situation situation =
                hosts(List.of(A, B), WEB)
                        .withPreferences(
                                new Preference("must", "web", "a", Score.INFINITY),
                                new Preference("never", "web", "a", -Score.INFINITY));

        assertThat(host(situation, "web")).contains("b");
    }

    @Test
    void a_host_in_standby_is_left_and_one_in_maintenance_is_not() {
        Primitive web = on(WEB, "a");

        assertThat(steps(hosts(List.of(A.withState(HostState.STANDBY), B), web)))
                .containsExactly("MOVE web a>b");
        assertThat(steps(hosts(List.of(A.withState(HostState.MAINTENANCE), B), web))).isEmpty();
    }

    @Test
    void what_failed_is_recovered_where_it_is_until_it_failed_too_often() {
        var failures = new TreeMap<>(java.util.Map.of("a", 2));
        Primitive web = on(WEB, "a").withFailed(true).withStickiness(1).withFailures(failures);

        assertThat(steps(hosts(List.of(A, B), web.withThreshold(3))))
                .containsExactly("RECOVER web a");
        assertThat(steps(hosts(List.of(A, B), web.withThreshold(2))))
                .containsExactly("RECOVER web a>b");
        assertThat(steps(hosts(List.of(A, B), web.withThreshold(0))))
                .containsExactly("RECOVER web a");
    }

    @Test
    void a_group_goes_as_one_and_its_members_wishes_add_up() {
        Group group =
                Group.of(
                        "site",
                        on(Primitive.of("ip"), "a").withStickiness(100),
                        on(WEB, "a").withStickiness(100));
        Situation situation = Situation.of(List.of(A, B), List.of(group));

        assertThat(steps(situation.withPreferences(new Preference("l", "site", "b", 150))))
                .isEmpty();
        assertThat(steps(situation.withPreferences(new Preference("l", "site", "b", 201))))
                .containsExactly("MOVE ip a>b", "MOVE web a>b");
    }

    @Test
    void a_follower_goes_where_the_one_it_follows_is_or_nowhere() {
        Situation situation =
                hosts(List.of(A, B, C), WEB, DB)
                        .withPreferences(new Preference("l", "db", "c", 10))
                        .withColocations(Colocation.of("beside", "web", "db", Score.INFINITY));
        Situation down =
                hosts(List.of(A, B, C), on(WEB, "a"), DB.withWanted(false))
                        .withColocations(Colocation.of("beside", "web", "db", Score.INFINITY));

        assertThat(host(situation, "web")).contains("c");
        assertThat(steps(down)).containsExactly("STOP web a");
    }

    @Test
    void those_that_must_not_meet_are_apart_or_one_of_them_is_down() {
        Colocation apart = Colocation.of("apart", "web", "db", -Score.INFINITY);

        assertThat(host(hosts(List.of(A, B), WEB, DB).withColocations(apart), "web")).contains("b");
        assertThat(host(hosts(List.of(A), WEB, DB).withColocations(apart), "web")).isEmpty();
    }

    @Test
    void a_wish_to_be_apart_yields_when_there_is_one_host() {
        Colocation apart = Colocation.of("apart", "web", "db", -100);

        assertThat(host(hosts(List.of(A), WEB, DB).withColocations(apart), "web")).contains("a");
    }

    @Test
    void hosts_with_the_same_attribute_count_as_one() {
        Host a = A.withAttributes(new TreeMap<>(java.util.Map.of("rack", "r1")));
        Host b = B.withAttributes(new TreeMap<>(java.util.Map.of("rack", "r1")));
        Host c = C.withAttributes(new TreeMap<>(java.util.Map.of("rack", "r2")));
        Situation situation =
                hosts(List.of(a, b, c), DB, WEB)
                        .withPreferences(new Preference("l", "db", "a", 10))
                        .withColocations(
                                Colocation.of("apart", "web", "db", -Score.INFINITY)
                                        .withAttribute("rack"));

        assertThat(host(situation, "web")).contains("c");
    }

    @Test
    void who_starts_later_is_started_anew_with_the_first_and_stops_without_it() {
        Ordering order = new Ordering("o", "db", "web", OrderingKind.MANDATORY);
        Primitive web = on(WEB, "b").withStickiness(1);

        assertThat(
                        steps(
                                hosts(List.of(A, B), on(DB, "a").withFailed(true), web)
                                        .withOrderings(order)))
                .containsExactly("RECOVER db a", "RESTART web b");
        assertThat(steps(hosts(List.of(A, B), DB.withWanted(false), web).withOrderings(order)))
                .containsExactly("STOP web b");
    }

    @Test
    void an_optional_order_stops_nobody() {
        Ordering order = new Ordering("o", "db", "web", OrderingKind.OPTIONAL);
        Primitive web = on(WEB, "b").withStickiness(1);

        assertThat(steps(hosts(List.of(A, B), DB.withWanted(false), web).withOrderings(order)))
                .isEmpty();
    }

    @Test
    void without_quorum_all_stops_or_all_stays_or_nothing_is_special() {
        Situation situation = hosts(List.of(A, B), on(WEB, "a"), DB);

        assertThat(steps(situation.withQuorum(false, NoQuorum.STOP))).containsExactly("STOP web a");
        assertThat(steps(situation.withQuorum(false, NoQuorum.FREEZE))).isEmpty();
        assertThat(steps(situation.withQuorum(false, NoQuorum.IGNORE)))
                .containsExactly("START db b");
    }

    @Test
    void where_hosts_are_closed_only_a_named_one_is_used() {
        Situation situation =
                hosts(List.of(A, B), WEB, DB)
                        .withSymmetric(false)
                        .withPreferences(new Preference("l", "web", "b", 0));

        assertThat(steps(situation)).containsExactly("START web b");
    }

    @Test
    void whoever_has_the_higher_priority_chooses_first() {
        Colocation apart = Colocation.of("apart", "web", "db", -Score.INFINITY);
        Situation situation = hosts(List.of(A), WEB.withPriority(5), DB).withColocations(apart);
        Situation both =
                hosts(List.of(A, B), WEB, DB.withPriority(5))
                        .withPreferences(
                                new Preference("l1", "web", "b", 1),
                                new Preference("l2", "db", "b", 1));

        // Who is followed comes first all the same.
        assertThat(host(situation, "db")).contains("a");
        assertThat(host(both, "db")).contains("b");
    }

    @Test
    void who_would_have_to_stop_before_something_left_alone_stays() {
        Group group =
                Group.of(
                        "site",
                        on(Primitive.of("ip"), "a").withWanted(false),
                        on(WEB, "a").withManaged(false));

        Schedule schedule = Scheduler.schedule(Situation.of(List.of(A, B), List.of(group)));

        assertThat(schedule.steps()).isEmpty();
        assertThat(schedule.placements().getFirst())
                .isEqualTo(
                        new Placement(
                                "ip",
                                Optional.of("a"),
                                Role.STARTED,
                                new Reason(Cause.STUCK, Optional.of("web"), 0)));
    }

    @Test
    void one_that_must_be_with_a_group_waits_as_the_group_does() {
        Situation situation =
                Situation.of(
                                List.of(A, B),
                                List.of(
                                        Group.of("site", Primitive.of("ip")),
                                        WEB,
                                        DB.withWanted(false)))
                        .withColocations(Colocation.of("beside", "web", "site", Score.INFINITY))
                        .withOrderings(new Ordering("o", "db", "site", OrderingKind.MANDATORY));

        assertThat(host(situation, "web")).isEmpty();
        assertThat(host(situation.withAsPacemaker(true), "web")).contains("a");
    }

    @Test
    void circles_of_followers_end() {
        Situation situation =
                hosts(List.of(A, B), WEB, DB)
                        .withColocations(
                                Colocation.of("1", "web", "db", Score.INFINITY),
                                Colocation.of("2", "db", "web", Score.INFINITY));

        assertThat(host(situation, "web")).isEqualTo(host(situation, "db")).isPresent();
    }

    @Test
    void each_score_is_explained_by_what_it_is_made_of() {
        Situation situation =
                hosts(List.of(A, B), on(WEB, "a").withStickiness(100), DB)
                        .withPreferences(
                                new Preference("l", "web", "b", 30),
                                new Preference("l2", "db", "b", 50))
                        .withColocations(Colocation.of("near", "web", "db", 20));

        Explanation explanation = Scheduler.explain(situation, "web").orElseThrow();

        assertThat(explanation.role()).isEmpty();
        assertThat(explanation.placement())
                .isEqualTo(
                        new Placement(
                                "web",
                                Optional.of("a"),
                                Role.STARTED,
                                new Reason(Cause.BEST_SCORE, Optional.of("web"), 100)));
        assertThat(explanation.candidates())
                .containsExactly(
                        new Candidate(
                                "a",
                                HostState.AVAILABLE,
                                100,
                                List.of(new Reason(Cause.STICKINESS, Optional.of("web"), 100))),
                        new Candidate(
                                "b",
                                HostState.AVAILABLE,
                                50,
                                List.of(
                                        new Reason(Cause.PREFERENCE, Optional.of("l"), 30),
                                        new Reason(Cause.FOLLOWS, Optional.of("near"), 20))));
        assertThat(Scheduler.explain(situation, "nobody")).isEmpty();
    }

    private static Clone clone(Primitive... instances) {
        return Clone.of("webs", instances);
    }

    private static Primitive instance(int number) {
        return Primitive.of("web:" + number).withStickiness(1);
    }

    @Test
    void instances_of_a_clone_are_one_a_host() {
        Situation situation =
                Situation.of(List.of(A, B), List.of(clone(instance(0), instance(1), instance(2))));

        assertThat(steps(situation)).containsExactly("START web:0 a", "START web:1 b");
        assertThat(Scheduler.schedule(situation).placements().getLast().reason().cause())
                .isEqualTo(Cause.NO_HOST);
    }

    @Test
    void instances_that_run_stay_and_no_more_than_wanted_run() {
        Clone clone = clone(on(instance(0), "c"), instance(1), instance(2)).withMax(2);
        Situation situation = Situation.of(List.of(A, B, C), List.of(clone));

        assertThat(steps(situation)).containsExactly("START web:1 a");
        assertThat(Scheduler.schedule(situation).placements().getLast().reason())
                .isEqualTo(new Reason(Cause.ENOUGH, Optional.of("webs"), 0));
    }

    @Test
    void several_on_a_host_are_spread_evenly() {
        Clone clone =
                clone(instance(0), instance(1), instance(2), instance(3))
                        .withPerHost(3)
                        .withUnique(true);

        assertThat(steps(Situation.of(List.of(A, B), List.of(clone))))
                .containsExactly(
                        "START web:0 a", "START web:1 b", "START web:2 a", "START web:3 b");
    }

    @Test
    void failures_of_one_of_many_close_the_host_to_all_and_of_a_unique_one_to_itself() {
        var failures = new TreeMap<>(java.util.Map.of("a", 1));
        Primitive failed = on(instance(0), "a").withFailures(failures).withThreshold(1);
        Clone clone = clone(failed, instance(1)).withPerHost(2);

        assertThat(steps(Situation.of(List.of(A, B), List.of(clone))))
                .containsExactly("MOVE web:0 a>b", "START web:1 b");
        assertThat(steps(Situation.of(List.of(A, B), List.of(clone.withUnique(true)))))
                .containsExactly("MOVE web:0 a>b", "START web:1 a");
    }

    @Test
    void who_must_be_with_a_clone_is_where_an_instance_is() {
        Situation situation =
                Situation.of(List.of(A, B, C), List.of(clone(instance(0)).withMax(1), DB))
                        .withPreferences(new Preference("l", "webs", "c", 10))
                        .withColocations(Colocation.of("beside", "db", "webs", Score.INFINITY));

        assertThat(host(situation, "db")).contains("c");
    }

    @Test
    void who_starts_after_a_clone_needs_one_instance_and_an_interleaved_one_the_one_beside_it() {
        Ordering order = new Ordering("o", "webs", "dbs", OrderingKind.MANDATORY);
        Clone webs = clone(instance(0)).withMax(1);
        Clone dbs = Clone.of("dbs", Primitive.of("db:0"), Primitive.of("db:1"));

        assertThat(steps(Situation.of(List.of(A, B), List.of(webs, dbs)).withOrderings(order)))
                .containsExactly("START web:0 a", "START db:0 b", "START db:1 a");
        assertThat(
                        steps(
                                Situation.of(List.of(A, B), List.of(webs, dbs.withInterleave(true)))
                                        .withOrderings(order)))
                .containsExactly("START web:0 a", "START db:1 a");
        assertThat(
                        steps(
                                Situation.of(
                                                List.of(A, B),
                                                List.of(clone(instance(0).withWanted(false)), dbs))
                                        .withOrderings(order)))
                .isEmpty();
    }

    private static Primitive rated(Primitive primitive, String host, int score) {
        var promotions = new TreeMap<>(primitive.promotions());
        promotions.put(host, score);
        return primitive.withPromotions(promotions);
    }

    private static Clone promotable(Primitive... instances) {
        return clone(instances).withPromotion(Promotion.one());
    }

    private static List<String> roles(Situation situation) {
        return Scheduler.schedule(situation).placements().stream()
                .map(one -> one.resource() + " " + one.host().orElse("-") + " " + one.role())
                .toList();
    }

    @Test
    void the_instance_that_is_best_promoted_is_and_one_of_which_nothing_is_said_is_not() {
        Primitive one = rated(on(instance(0), "a"), "a", 5);
        Primitive other = rated(on(instance(1), "b"), "b", 10);

        assertThat(steps(Situation.of(List.of(A, B), List.of(promotable(one, other)))))
                .containsExactly("PROMOTE web:1 b");
        assertThat(
                        steps(
                                Situation.of(
                                        List.of(A, B),
                                        List.of(
                                                promotable(one.withPromoted(true), other)
                                                        .withPromotion(
                                                                new Promotion(2, 1, true))))))
                .containsExactly("PROMOTE web:1 b");
        assertThat(
                        steps(
                                Situation.of(
                                        List.of(A, B),
                                        List.of(promotable(instance(0), instance(1))))))
                .containsExactly("START web:0 a", "START web:1 b");
    }

    @Test
    void a_promotion_moves_when_another_instance_is_better_and_stays_when_it_is_as_good() {
        Primitive one = rated(on(instance(0), "a"), "a", 5).withPromoted(true);

        assertThat(
                        steps(
                                Situation.of(
                                        List.of(A, B),
                                        List.of(
                                                promotable(
                                                        one,
                                                        rated(on(instance(1), "b"), "b", 6))))))
                .containsExactly("DEMOTE web:0 a", "PROMOTE web:1 b");
        assertThat(
                        steps(
                                Situation.of(
                                        List.of(A, B),
                                        List.of(
                                                promotable(
                                                        one,
                                                        rated(on(instance(1), "b"), "b", 5))))))
                .isEmpty();
    }

    @Test
    void a_preference_for_the_promoted_role_promotes_and_moves_no_instance() {
        Situation situation =
                Situation.of(
                                List.of(A, B),
                                List.of(promotable(on(instance(0), "a"), on(instance(1), "b"))))
                        .withPreferences(new Preference("l", "webs", "b", 7, Role.PROMOTED));

        assertThat(steps(situation)).containsExactly("PROMOTE web:1 b");
    }

    @Test
    void nothing_is_promoted_where_it_is_not_wanted_for_now() {
        Primitive one = rated(on(instance(0), "a"), "a", 5).withPromoted(true);
        Clone clone = promotable(one).withPromotion(new Promotion(1, 1, false));

        assertThat(steps(Situation.of(List.of(A), List.of(clone))))
                .containsExactly("DEMOTE web:0 a");
    }

    @Test
    void who_must_be_with_the_promoted_one_is_on_its_host_and_says_which_one_that_is() {
        Clone webs =
                promotable(
                        rated(on(instance(0), "a"), "a", 5), rated(on(instance(1), "b"), "b", 5));
        Colocation beside =
                Colocation.of("beside", "db", "webs", Score.INFINITY)
                        .withRoles(Role.STARTED, Role.PROMOTED);
        Situation situation =
                Situation.of(List.of(A, B), List.of(webs, DB)).withColocations(beside);

        assertThat(roles(situation))
                .containsExactly("web:0 a PROMOTED", "web:1 b UNPROMOTED", "db a STARTED");
        assertThat(roles(situation.withPreferences(new Preference("l", "db", "b", 10))))
                .containsExactly("web:0 a UNPROMOTED", "web:1 b PROMOTED", "db b STARTED");
    }

    @Test
    void who_starts_after_a_promotion_waits_for_it_and_a_promotion_waits_for_a_start() {
        Clone webs = promotable(rated(on(instance(0), "a"), "a", 5));
        Ordering after =
                new Ordering(
                        "o", "webs", "db", OrderingKind.MANDATORY, Role.PROMOTED, Role.STARTED);
        Ordering before =
                new Ordering(
                        "o", "db", "webs", OrderingKind.MANDATORY, Role.STARTED, Role.PROMOTED);
        Situation situation = Situation.of(List.of(A), List.of(webs, DB));
        Situation unrated = Situation.of(List.of(A), List.of(promotable(on(instance(0), "a")), DB));
        Situation unwanted = Situation.of(List.of(A), List.of(webs, DB.withWanted(false)));

        assertThat(steps(situation.withOrderings(after)))
                .containsExactly("PROMOTE web:0 a", "START db a");
        assertThat(steps(unrated.withOrderings(after))).isEmpty();
        assertThat(steps(unwanted.withOrderings(before))).isEmpty();
    }

    @Test
    void a_role_is_explained() {
        Clone webs =
                promotable(
                        rated(on(instance(0), "a"), "a", 5), rated(on(instance(1), "b"), "b", 4));
        Situation situation = Situation.of(List.of(A, B), List.of(webs));

        assertThat(Scheduler.explain(situation, "web:0").orElseThrow().role())
                .contains(new Reason(Cause.PROMOTED, Optional.of("webs"), 5));
        assertThat(Scheduler.explain(situation, "web:1").orElseThrow().role())
                .contains(new Reason(Cause.ENOUGH_PROMOTED, Optional.of("webs"), 4));
        assertThat(
                        Scheduler.explain(situation, "web:1")
                                .orElseThrow()
                                .candidates()
                                .getFirst()
                                .reasons())
                .contains(new Reason(Cause.PROMOTION_SCORE, Optional.of("web:1"), 4));
    }

    private static Group pair(int number) {
        return Group.of("pair:" + number, instance(number), Primitive.of("db:" + number));
    }

    @Test
    void a_clone_of_a_group_has_all_members_of_an_instance_on_one_host() {
        Clone pairs = Clone.of("pairs", pair(0), pair(1));

        assertThat(steps(Situation.of(List.of(A, B), List.of(pairs))))
                .containsExactly("START web:0 a", "START db:0 a", "START web:1 b", "START db:1 b");
    }

    @Test
    void an_instance_that_could_not_stay_takes_no_second_place_on_another_host() {
        Group first = Group.of("pair:0", on(instance(0), "a"), Primitive.of("db:0"));
        Group second = Group.of("pair:1", on(instance(1), "b"), Primitive.of("db:1"));
        Situation situation =
                Situation.of(List.of(A, B), List.of(Clone.of("pairs", first, second)))
                        .withPreferences(new Preference("l", "pairs", "b", 100));

        assertThat(roles(situation))
                .containsExactly(
                        "web:0 a STARTED", "db:0 a STARTED", "web:1 b STARTED", "db:1 b STARTED");
    }

    @Test
    void two_of_one_name_are_refused() {
        assertThatThrownBy(() -> Scheduler.schedule(hosts(List.of(A, A), WEB)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a'");
        assertThatThrownBy(() -> Scheduler.schedule(hosts(List.of(A), WEB, WEB)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'web'");
    }

    @Test
    void the_same_situation_gives_the_same_schedule_in_whatever_order_its_hosts_come() {
        List<Host> hosts = new ArrayList<>(List.of(A, B, C));
        List<Primitive> resources =
                IntStream.range(0, 20).mapToObj(i -> Primitive.of("r" + i)).toList();
        Schedule one = Scheduler.schedule(Situation.of(hosts, resources));
        Collections.reverse(hosts);

        assertThat(Scheduler.schedule(Situation.of(hosts, resources))).isEqualTo(one);
    }
}
