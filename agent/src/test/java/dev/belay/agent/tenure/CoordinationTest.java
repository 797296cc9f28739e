package dev.belay.agent.tenure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.consensus.LeasePort;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.Applied;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Command;
import dev.belay.agent.core.cluster.FenceOrder;
import dev.belay.agent.core.cluster.Order;
import dev.belay.agent.core.cluster.ServiceOrder;
import dev.belay.agent.core.cluster.ServiceState.Failures;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.lease.Grant;
import dev.belay.agent.core.lease.IssuerInput.Confirmation;
import dev.belay.agent.core.lease.Report;
import dev.belay.agent.core.lease.Round;
import dev.belay.agent.core.lease.Tenancy;
import dev.belay.agent.core.operation.OperationSight;
import dev.belay.agent.core.operation.ServiceSight;
import dev.belay.api.FenceView.Result;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.node.FenceAction;
import dev.belay.model.service.Service;
import dev.belay.model.status.Event;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.value.ThingId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The coordinator of a small world without threads: time goes on when the test says so, and orders
/// reach the log when it does.
class CoordinationTest {

    private static final Actor BELAY = new Actor("belay", "n1", "coordinator");
    private static final Set<String> VOTERS = Set.of("n1", "n2", "n3");
    private static final long MS = 1_000_000;

    private final World world = new World();
    private final Coordination coordination = new Coordination(world);
    private final Map<String, Long> questions = new HashMap<>();

    private static final class World implements Coordination.Ports {

        private record Ordered(ServiceOrder order, Runnable failed) {}

        private record Fence(LostNode lost, Consumer<Confirmation> heard) {}

        private final List<Event> told = new ArrayList<>();
        private final List<Fence> fences = new ArrayList<>();
        private Set<String> fenceable = Set.of();
        private String self = "n1";

        private final ArrayDeque<Ordered> orders = new ArrayDeque<>();
        private final List<Message.Bar> bars = new ArrayList<>();
        private final List<String> nudged = new ArrayList<>();
        private LeasePort.Seat seat = new LeasePort.Seat(5, true, true, VOTERS, Set.of());
        private long now = 1_000_000 * MS;
        private long index = 1;
        private boolean isUnderstood = true;
        private Design design =
                Design.empty(ClusterSettings.of("lab", "lab", TimingProfile.STANDARD));
        private ClusterState state =
                ClusterState.UNFOUNDED
                        .apply(
                                1,
                                1,
                                new Command.Found(
                                        "lab",
                                        "Lab",
                                        List.of(member("n1"), member("n2"), member("n3"))))
                        .next();

        private static Member member(String id) {
            return new Member(id, id, "", MemberRole.VOTER, false, "10.0.0.1", 7400);
        }

        @Override
        public LeasePort.Seat seat() {
            return seat;
        }

        @Override
        public ClusterState state() {
            return state;
        }

        @Override
        public Optional<Design> design(Workload workload) {
            return isUnderstood ? Optional.of(design) : Optional.empty();
        }

        @Override
        public void order(ServiceOrder order, Runnable failed) {
            orders.add(new Ordered(order, failed));
        }

        @Override
        public void nudge(String node) {
            nudged.add(node);
        }

        @Override
        public void bar(Message.Bar bar) {
            bars.add(bar);
        }

        @Override
        public String self() {
            return self;
        }

        @Override
        public Set<String> fenceable() {
            return fenceable;
        }

        @Override
        public void fence(LostNode lost, Consumer<Confirmation> heard) {
            fences.add(new Fence(lost, heard));
        }

        @Override
        public void tell(Event event) {
            told.add(event);
        }

        @Override
        public void say(String sentence) {}

        @Override
        public long now() {
            return now;
        }

        @Override
        public long wallMillis() {
            return now / MS;
        }

        private void apply(Order order) {
            Applied applied =
                    state.apply(seat.term(), ++index, new Command.Act(BELAY, wallMillis(), order));
            state = applied.next();
        }
    }

    private void adopt(String... services) {
        for (String one : services) {
            world.design = world.design.with(Service.of(new ThingId(one), one));
        }
        world.apply(
                new ServiceOrder.Adopt(
                        "text", List.of(services), List.of(), TimingProfile.STANDARD, 0));
    }

    /// What was ordered since the last time; it is in the log from now on.
    private List<ServiceOrder> log() {
        List<ServiceOrder> done = new ArrayList<>();
        while (!world.orders.isEmpty()) {
            World.Ordered next = world.orders.poll();
            done.add(next.order());
            world.apply(next.order());
        }
        coordination.look();
        return done;
    }

    private void after(long millis) {
        world.now += millis * MS;
        coordination.look();
    }

    private Optional<Grant> ask(String node) {
        return ask(node, Map.of(), Message.Facts.NONE);
    }

    private Optional<Grant> ask(
            String node, Map<String, Report.Ending> ended, Message.Facts facts) {
        long number = questions.merge(node, 1L, Long::sum);
        var report = new Report(node, 7, world.seat.term(), number, Map.of(), ended, Map.of());
        return coordination
                .asked(new Message.Question(report, 1_457 * MS, VOTERS, facts))
                .map(Round.Lead::grant);
    }

    private Tenancy tenancy(String service) {
        return requireNonNull(world.state.workload().tenancies().get(service));
    }

    private void allAsk() {
        ask("n1");
        ask("n2");
        ask("n3");
        coordination.look();
    }

    private void vouchers(Message.Bar bar, long ageMillis) {
        for (String voter : VOTERS) {
            coordination.barred(voter, bar, new LeaseTalk.Barred(true, ageMillis * MS));
        }
    }

    @Test
    void a_service_goes_to_a_node_when_all_have_been_heard() {
        adopt("web");
        coordination.look();
        ask("n2");
        coordination.look();
        assertThat(world.orders).isEmpty();

        ask("n1");
        ask("n3");
        coordination.look();

        assertThat(log())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("form")
                .containsExactly(
                        new ServiceOrder.Settle(
                                5,
                                0,
                                new Tenancy("web", 1, "n1", 7, ""),
                                "web runs nowhere; it goes to n1",
                                ""));
        assertThat(world.nudged).contains("n1");
        assertThat(ask("n1").map(Grant::services)).contains(Map.of("web", 1L));
        assertThat(ask("n2").map(Grant::services)).contains(Map.of());
    }

    @Test
    void an_operation_sees_what_runs_and_whether_that_is_decided_by_the_design_in_force() {
        adopt("web");
        assertThat(coordination.sight(world.state.workload())).isEmpty();
        coordination.look();
        assertThat(coordination.sight(world.state.workload()).orElseThrow().isDecided()).isFalse();
        allAsk();
        log();
        ask(
                "n1",
                Map.of(),
                new Message.Facts(Set.of("web"), Set.of(), Set.of(), false, "", version()));
        coordination.look();

        OperationSight seen = coordination.sight(world.state.workload()).orElseThrow();
        assertThat(seen.isDecided()).isTrue();
        ServiceSight web = requireNonNull(seen.services().get("web"));
        assertThat(web.isDesigned() && web.isWanted() && web.isActive()).isTrue();
        assertThat(web.node()).isEqualTo("n1");
        assertThat(web.placedOn()).isEqualTo("n1");
        assertThat(seen.leadsSinceMillis()).isEqualTo(seen.nowMillis());
        after(700);
        assertThat(coordination.sight(world.state.workload()).orElseThrow().leadsSinceMillis())
                .isEqualTo(seen.nowMillis());

        world.apply(
                new ServiceOrder.Adopt(
                        "other",
                        List.of("web"),
                        List.of(),
                        TimingProfile.STANDARD,
                        world.state.workload().designVersion()));
        assertThat(coordination.sight(world.state.workload()).orElseThrow().isDecided()).isFalse();
        coordination.look();
        assertThat(coordination.sight(world.state.workload()).orElseThrow().isDecided()).isTrue();
    }

    @Test
    void an_operation_is_told_of_a_stay_that_failed_and_not_of_one_that_lost_its_lease() {
        adopt("web");
        coordination.look();
        allAsk();
        log();
        String lost = "no renewal for 700 ms";
        ask("n1", Map.of("web", new Report.Ending(1, lost, true)), Message.Facts.NONE);
        log();
        assertThat(failures("web").get("n1")).extracting(Failures::isLeaseLost).isEqualTo(true);
        assertThat(web().failedGeneration()).isZero();
        assertThat(web().failure()).isEmpty();

        allAsk();
        long stay = tenancy("web").generation();
        String node = tenancy("web").node();
        ask(node, Map.of("web", Report.Ending.of(stay, "exit code 1")), Message.Facts.NONE);
        log();
        // What counts is which stay failed: a clock that was put back changes nothing.
        world.apply(new ServiceOrder.Fail("web", "n3", 9, false, lost, true));
        assertThat(web().failedGeneration()).isEqualTo(stay);
        assertThat(web().failure()).isEqualTo("on " + node + ": exit code 1");
    }

    private ServiceSight web() {
        return requireNonNull(
                coordination.sight(world.state.workload()).orElseThrow().services().get("web"));
    }

    private SortedMap<String, Failures> failures(String service) {
        return requireNonNull(world.state.workload().services().get(service)).failures();
    }

    @Test
    void who_does_not_come_is_waited_for_a_while_only() {
        adopt("web");
        coordination.look();
        ask("n2");
        after(1_000);
        assertThat(world.orders).isEmpty();
        ask("n2");
        after(600);

        log();
        assertThat(tenancy("web").node()).isEqualTo("n2");
    }

    /// The scheduler is asked again while the order is on its way, and knows of no stay yet.
    @Test
    void a_stay_that_is_on_its_way_is_not_given_to_another_meanwhile() {
        adopt("web");
        coordination.look();
        ask("n3");
        after(1_600);
        assertThat(world.orders).hasSize(1);

        ask("n1");
        ask("n2");
        ask("n3");
        coordination.look();
        log();

        assertThat(tenancy("web")).isEqualTo(new Tenancy("web", 1, "n3", 7, ""));
        allAsk();
        assertThat(world.orders).isEmpty();
        assertThat(ask("n3").map(Grant::services)).contains(Map.of("web", 1L));
    }

    @Test
    void an_order_that_was_refused_is_decided_anew() {
        adopt("web");
        coordination.look();
        allAsk();
        World.Ordered lost = world.orders.poll();
        assertThat(lost).isNotNull();

        lost.failed().run();

        assertThat(world.orders).hasSize(1);
        log();
        assertThat(tenancy("web").generation()).isEqualTo(1);
    }

    @Test
    void a_node_where_it_cannot_start_is_left_at_once() {
        adopt("web");
        coordination.look();
        allAsk();
        log();

        ask(
                "n1",
                Map.of("web", Report.Ending.of(1, "not installed")),
                new Message.Facts(Set.of(), Set.of(), Set.of("web"), false, "", 1));
        List<ServiceOrder> done = log();

        assertThat(done)
                .contains(new ServiceOrder.Fail("web", "n1", 1, true, "not installed", false));
        assertThat(tenancy("web").node()).isEqualTo("n2");
        assertThat(requireNonNull(world.state.workload().services().get("web")).failures())
                .containsKey("n1");
        allAsk();
        assertThat(log()).isEmpty();
    }

    @Test
    void a_holder_that_falls_silent_is_waited_for_in_full_and_who_is_silent_too_gets_nothing() {
        adopt("web");
        coordination.look();
        allAsk();
        log();
        ask("n1");

        after(400);
        assertThat(world.bars).hasSize(1);
        Message.Bar bar = world.bars.getFirst();
        assertThat(bar).isEqualTo(new Message.Bar("n1", 5, 1, true));
        vouchers(bar, 400);
        // n2 has gone down at the same time: it does not answer the call.
        for (int i = 0; i < 6; i++) {
            after(150);
            ask("n3");
        }
        assertThat(tenancy("web").node()).isEqualTo("n1");
        assertThat(world.orders).isEmpty();

        after(200);
        log();
        assertThat(tenancy("web").node()).isEqualTo("n3");
    }

    @Test
    void while_the_group_changes_no_silence_ends_a_stay() {
        adopt("web");
        coordination.look();
        allAsk();
        log();
        ask("n1");
        after(400);
        vouchers(world.bars.getFirst(), 400);
        world.seat = new LeasePort.Seat(5, true, true, Set.of("n1", "n2"), VOTERS);
        after(200);

        for (int i = 0; i < 10; i++) {
            ask("n3");
            ask("n2");
            after(500);
        }
        assertThat(tenancy("web").node()).isEqualTo("n1");

        world.seat = new LeasePort.Seat(5, true, true, Set.of("n1", "n2"), Set.of());
        after(100);
        world.bars.clear();
        after(400);
        vouchers(world.bars.getFirst(), 400);
        ask("n2");
        ask("n3");
        after(900);
        assertThat(tenancy("web").node()).isEqualTo("n1");
        ask("n2");
        ask("n3");
        after(600);
        log();
        assertThat(tenancy("web").node()).isNotEqualTo("n1");
    }

    @Test
    void who_does_not_lead_answers_nothing_and_begins_anew_in_a_later_term() {
        adopt("web");
        coordination.look();
        allAsk();
        log();

        world.seat = new LeasePort.Seat(6, false, true, VOTERS, Set.of());
        assertThat(ask("n1")).isEmpty();
        assertThat(coordination.intents()).isEmpty();

        world.seat = new LeasePort.Seat(7, true, true, VOTERS, Set.of());
        // What it heard before is forgotten: n1 may have been granted anything by another.
        after(10);
        ask("n2");
        ask("n3");
        after(1_000);
        assertThat(tenancy("web").node()).isEqualTo("n1");
        assertThat(ask("n1").map(Grant::term)).contains(7L);
        assertThat(ask("n1").map(Grant::services)).contains(Map.of("web", 1L));
    }

    @Test
    void a_node_that_leaves_gives_its_service_away_first() {
        adopt("web");
        coordination.look();
        allAsk();
        log();

        Optional<Grant> answer =
                ask(
                        "n1",
                        Map.of(),
                        new Message.Facts(Set.of("web"), Set.of(), Set.of(), true, "", 1));

        assertThat(answer.map(Grant::closed)).contains(Map.of("web", 1L));
        ask(
                "n1",
                Map.of("web", Report.Ending.of(1, "")),
                new Message.Facts(Set.of(), Set.of(), Set.of(), true, "", 1));
        log();
        assertThat(tenancy("web").node()).isEqualTo("n2");
    }

    @Test
    void who_does_not_understand_the_design_leaves_all_where_it_is() {
        adopt("web");
        coordination.look();
        allAsk();
        log();

        world.isUnderstood = false;
        world.apply(
                new ServiceOrder.Adopt(
                        "of a newer format",
                        List.of("web"),
                        List.of(),
                        TimingProfile.STANDARD,
                        world.state.workload().designVersion()));
        allAsk();
        after(1_100);
        allAsk();

        assertThat(log()).isEmpty();
        assertThat(ask("n1").map(Grant::services)).contains(Map.of("web", 1L));
    }

    @Test
    void a_stay_that_is_active_is_told_once_with_the_time_that_it_took() {
        adopt("web");
        coordination.look();
        allAsk();
        log();
        after(40);
        var active = new Message.Facts(Set.of("web"), Set.of(), Set.of(), false, "", 1);
        var held = Map.of("web", 1L);
        for (int i = 0; i < 3; i++) {
            coordination.asked(
                    new Message.Question(
                            new Report("n1", 7, 5, 100 + i, held, Map.of(), Map.of()),
                            1_457 * MS,
                            VOTERS,
                            active));
            after(10);
        }
        assertThat(world.told).containsExactly(new Event.ServiceActive("web", "n1", 1, 40));

        // A later coordinator does not know when it began.
        world.seat = new LeasePort.Seat(7, true, true, VOTERS, Set.of());
        after(10);
        coordination.asked(
                new Message.Question(
                        new Report("n1", 7, 7, 200, held, Map.of(), Map.of()),
                        1_457 * MS,
                        VOTERS,
                        active));
        assertThat(world.told).hasSize(1);
    }

    @Test
    void what_runs_otherwise_than_designed_begins_anew_where_it_is_and_is_active_only_then() {
        adopt("web");
        coordination.look();
        allAsk();
        log();
        ask(
                "n1",
                Map.of(),
                new Message.Facts(Set.of("web"), Set.of(), Set.of(), false, "", version()));
        assertThat(isSeenActive()).isTrue();

        long former = version();
        world.apply(
                new ServiceOrder.Adopt(
                        "other", List.of("web"), List.of(), TimingProfile.STANDARD, former));
        coordination.look();
        // Its node knows the design before still.
        ask(
                "n1",
                Map.of(),
                new Message.Facts(Set.of("web"), Set.of(), Set.of(), false, "", former));
        assertThat(isSeenActive()).isFalse();
        assertThat(ask("n1").map(Grant::services)).contains(Map.of("web", 1L));

        var outdated =
                new Message.Facts(Set.of("web"), Set.of("web"), Set.of(), false, "", version());
        assertThat(ask("n1", Map.of(), outdated).map(Grant::closed)).contains(Map.of("web", 1L));
        assertThat(isSeenActive()).isFalse();
        var stopping = new Message.Facts(Set.of(), Set.of(), Set.of(), false, "", version());
        ask("n1", Map.of(), stopping);
        ask("n1", Map.of("web", Report.Ending.of(1, "")), stopping);
        log();
        assertThat(tenancy("web")).isEqualTo(new Tenancy("web", 2, "n1", 7, ""));

        ask(
                "n1",
                Map.of(),
                new Message.Facts(Set.of("web"), Set.of(), Set.of(), false, "", version()));
        after(1_100);
        assertThat(isSeenActive()).isTrue();
        assertThat(world.orders).isEmpty();
    }

    private long version() {
        return world.state.workload().designVersion();
    }

    private boolean isSeenActive() {
        return requireNonNull(
                        coordination
                                .sight(world.state.workload())
                                .orElseThrow()
                                .services()
                                .get("web"))
                .isActive();
    }

    /// A node that holds nothing asks once a second, which is long for a fast lease.
    @Test
    void a_node_that_is_given_a_service_is_not_taken_for_silent_before_it_can_have_asked() {
        world.design = world.design.with(Service.of(new ThingId("web"), "web"));
        world.apply(
                new ServiceOrder.Adopt("text", List.of("web"), List.of(), TimingProfile.FAST, 0));
        coordination.look();
        allAsk();
        log();
        for (int i = 0; i < 9; i++) {
            after(100);
            ask("n1");
        }

        world.apply(new ServiceOrder.Move("web", "n2", ""));
        coordination.look();
        ask("n1", Map.of("web", Report.Ending.of(1, "")), Message.Facts.NONE);
        log();
        assertThat(tenancy("web")).isEqualTo(new Tenancy("web", 2, "n2", 7, ""));
        after(20);
        ask("n1");
        after(20);

        assertThat(world.orders).isEmpty();
        assertThat(ask("n2").map(Grant::services)).contains(Map.of("web", 2L));
    }

    private World.Fence fenced(String active) {
        world.fenceable = VOTERS;
        adopt("web");
        coordination.look();
        allAsk();
        log();
        assertThat(tenancy("web").node()).isEqualTo(active);
        ask(active);
        for (int i = 0; i < 7; i++) {
            after(100);
            VOTERS.stream().filter(one -> !one.equals(active)).forEach(this::ask);
        }
        assertThat(world.fences).hasSize(1);
        return world.fences.getFirst();
    }

    @Test
    void a_holder_that_is_fenced_loses_its_service_at_once_to_one_that_is_there() {
        world.self = "n3";
        World.Fence fence = fenced("n1");
        assertThat(fence.lost()).isEqualTo(new LostNode(5, "n1", 7, "n3", "n1 is silent"));
        assertThat(world.orders).isEmpty();

        fence.heard().accept(Confirmation.CONFIRMED);

        assertThat(log())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("form")
                .containsExactly(
                        new ServiceOrder.Settle(
                                5,
                                1,
                                new Tenancy("web", 2, "n2", 7, ""),
                                "web on n1 is over: fencing is confirmed; it goes to n2",
                                ""));
        assertThat(ask("n1")).isEmpty();
    }

    @Test
    void a_fencing_that_is_not_certain_changes_nothing_and_the_lease_is_waited_for() {
        world.self = "n3";
        World.Fence fence = fenced("n1");

        fence.heard().accept(Confirmation.UNKNOWN);

        assertThat(world.orders).isEmpty();
        vouchers(world.bars.getFirst(), 700);
        for (int i = 0; i < 4; i++) {
            after(150);
            ask("n2");
            ask("n3");
        }
        assertThat(tenancy("web").node()).isEqualTo("n1");
        after(300);
        log();
        assertThat(tenancy("web").node()).isEqualTo("n2");
    }

    @Test
    void what_another_has_confirmed_counts_as_soon_as_the_log_says_it() {
        world.self = "n3";
        fenced("n1");

        world.apply(new FenceOrder.BeginFence(5, "n1", 7, "n2", FenceAction.OFF, "n1 is silent"));
        coordination.look();
        assertThat(world.orders).isEmpty();
        world.apply(new FenceOrder.EndFence(world.index, "n1", Result.CONFIRMED, List.of("off")));
        coordination.look();

        log();
        assertThat(tenancy("web").node()).isEqualTo("n2");
    }

    @Test
    void a_coordinator_that_is_to_be_fenced_asks_another_to_do_it() {
        adopt("web");
        world.fenceable = VOTERS;
        coordination.look();
        allAsk();
        log();
        coordination.asked(
                new Message.Question(
                        new Report("n1", 7, 5, 9, Map.of(), Map.of(), Map.of("web", "it hangs")),
                        1_457 * MS,
                        VOTERS,
                        Message.Facts.NONE));
        log();
        after(10);

        assertThat(world.fences).hasSize(1);
        assertThat(world.fences.getFirst().lost())
                .isEqualTo(new LostNode(5, "n1", 7, "n2", "the stop of web failed"));
    }

    @Test
    void nothing_of_a_former_term_is_in_force() {
        adopt("web");
        coordination.look();
        allAsk();
        World.Ordered late = world.orders.poll();
        assertThat(late).isNotNull();

        Applied applied =
                world.state.apply(6, ++world.index, new Command.Act(BELAY, 1, late.order()));

        assertThat(applied.answer()).isInstanceOf(Answer.Refused.class);
        assertThat(applied.next().workload()).isEqualTo(world.state.workload());
    }
}
