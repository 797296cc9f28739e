package dev.belay.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.check.DesignChecks;
import dev.belay.model.check.Problem;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.design.Things;
import dev.belay.model.edit.RandomEdits;
import dev.belay.model.edit.Removal;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Examples;
import dev.belay.model.file.Reading;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.place.HostState;
import dev.belay.model.plan.Live.LiveFailures;
import dev.belay.model.plan.Live.LiveHost;
import dev.belay.model.plan.Live.LiveService;
import dev.belay.model.plan.Live.Wanted;
import dev.belay.model.service.ColocationConstraint;
import dev.belay.model.service.Constraint;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.Operations;
import dev.belay.model.service.OrderConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.status.Severity;
import dev.belay.model.thing.Frame;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final PlanText ENGLISH = PlanText.of(Locale.ENGLISH);

    private final Design three = nodes();

    private static ThingId id(String text) {
        return new ThingId(text);
    }

    private static Design nodes() {
        Design design = Design.empty(ClusterSettings.of("edge", "Edge", TimingProfile.STANDARD));
        for (int i = 1; i <= 3; i++) {
            design =
                    design.with(
                            Node.of(id("n" + i), "n" + i, i == 1 ? NodeRole.ADMIN : NodeRole.WORKER)
                                    .withAddress(IpAddress.parse("10.20.0." + i).good()));
        }
        return design;
    }

    private static Service service(String name, Constraint... constraints) {
        return Service.of(id(name), name)
                .withResources(
                        List.of(
                                new SystemdResource(
                                        name + "-unit", name + ".service", Operations.DEFAULT)))
                .withConstraints(List.of(constraints));
    }

    private static LocationConstraint on(String node) {
        return new LocationConstraint(id(node), 100);
    }

    private static Node node(Design design, String name) {
        return design.find(id(name), Node.class).orElseThrow();
    }

    /// Each step with what is foreseen, as people read it.
    private static List<String> told(Plan plan) {
        List<String> lines = new ArrayList<>();
        for (PlannedStep step : plan.steps()) {
            lines.add(step.number() + " " + ENGLISH.title(step.step()));
            step.effects().forEach(one -> lines.add("  " + ENGLISH.effect(one)));
        }
        return lines;
    }

    private static Plan plan(Design base, Design wanted) {
        return Plan.of(base, 7, wanted, Live.UNKNOWN);
    }

    @Test
    void the_same_design_is_no_step() {
        assertThat(plan(three, three).steps()).isEmpty();
    }

    @Test
    void what_others_stand_on_comes_first_and_services_come_one_by_one() {
        Design wanted =
                three.with(service("shop", new OrderConstraint(id("base"), true)))
                        .with(service("base", on("n2")))
                        .with(address("ip", "10.20.1.9"))
                        .with(
                                FenceDevice.of(id("power"), "power", "fence_lab")
                                        .withTargets(List.of(id("n1"), id("n2"), id("n3"))))
                        .withCluster(three.cluster().withFencing(true));
        wanted =
                wanted.with(
                        service("shop", OrderConstraint.of(id("base")))
                                .withResources(
                                        List.of(
                                                new VirtualIpResource(
                                                        "shop-ip", id("ip"), Operations.DEFAULT))));
        assertThat(told(plan(three, wanted)))
                .containsExactly(
                        "1 Drawing: 1 come, 0 change, 0 go; nothing runs because of it",
                        "2 Fence device power comes",
                        "3 A lost node is fenced from now on",
                        "4 Service base comes",
                        "  base starts on n2 (no other node has as good a score)",
                        "5 Service shop comes",
                        "  shop starts on n1 (of equally good nodes it is the first by name)");
        assertThat(told(plan(wanted, three)))
                .containsExactly(
                        "1 Service shop stops and goes",
                        "  shop stops on n1",
                        "2 Service base stops and goes",
                        "  base stops on n2",
                        "3 A lost node is not fenced any more",
                        "4 Fence device power goes",
                        "5 Drawing: 0 come, 0 change, 1 go; nothing runs because of it");
    }

    @Test
    void what_goes_leaves_before_a_node_is_closed_and_closing_is_said_with_its_outage() {
        Design base = three.with(service("old", on("n2"))).with(service("web", on("n2")));
        Design wanted =
                Removal.of(base, List.of(id("old"))).with(node(base, "n2").withStandby(true));
        Plan plan = plan(base, wanted);
        assertThat(told(plan))
                .containsExactly(
                        "1 Service old stops and goes",
                        "  old stops on n2",
                        "2 Node n2: what it may run",
                        "  web moves from n2 to n1 (of equally good nodes it is the first by"
                                + " name); clients do without it for 120 s at most");
        assertThat(plan.steps().get(1).effects().getFirst().outage())
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(ENGLISH.checks(plan.steps().get(0))).containsExactly("old runs nowhere");
        assertThat(ENGLISH.checks(plan.steps().get(1))).containsExactly("web is active on n1");
    }

    @Test
    void two_that_exchange_an_address_change_together() {
        Design base =
                three.with(address("ip-a", "10.20.1.1"))
                        .with(address("ip-b", "10.20.1.2"))
                        .with(service("a").withResources(List.of(virtual("a-ip", "ip-a"))))
                        .with(service("b").withResources(List.of(virtual("b-ip", "ip-b"))));
        Design wanted = base.with(address("ip-a", "10.20.1.2")).with(address("ip-b", "10.20.1.1"));
        Plan plan = plan(base, wanted);
        assertThat(told(plan).getFirst())
                .isEqualTo("1 Together, as one would be wrong without the other: a, b");
        assertThat(plan.steps()).hasSize(1);
        assertThat(plan.steps().getFirst().diff())
                .contains("-      \"address\": \"10.20.1.1\"")
                .contains("+      \"address\": \"10.20.1.2\"");
    }

    private static VirtualIp address(String id, String address) {
        return VirtualIp.of(id(id), id).withAddress(IpAddress.parse(address).good());
    }

    private static VirtualIpResource virtual(String name, String address) {
        return new VirtualIpResource(name, id(address), Operations.DEFAULT);
    }

    @Test
    void an_address_changes_with_the_service_that_has_it_and_restarts_it_where_it_is() {
        Design base =
                three.with(address("ip-a", "10.20.1.1"))
                        .with(service("a").withResources(List.of(virtual("a-ip", "ip-a"))));
        Design wanted = base.with(address("ip-a", "10.20.1.2"));
        assertThat(told(plan(base, wanted)))
                .containsExactly(
                        "1 Service a changes",
                        "  a restarts where it is, on n1; clients do without it for 120 s at most");
        assertThat(plan(base, wanted).steps().getFirst().effects()).allMatch(Effect::isNoticed);
        // Nobody has to do without it for a name.
        Design named = base.with(address("ip-a", "10.20.1.1").withName("front"));
        assertThat(told(plan(base, named))).containsExactly("1 Service a changes");
    }

    @Test
    void what_comes_after_a_service_that_restarts_restarts_too_unless_it_is_left_alone() {
        Design base =
                three.with(service("a"))
                        .with(service("b", OrderConstraint.of(id("a"))))
                        .with(service("c", OrderConstraint.of(id("b"))))
                        .with(service("d", new OrderConstraint(id("a"), false)))
                        .with(service("e", OrderConstraint.of(id("a"))).withMaintenance(true));
        Service other =
                service("a")
                        .withResources(
                                List.of(
                                        new SystemdResource(
                                                "a-unit", "other.service", Operations.DEFAULT)));
        assertThat(effects(plan(base, base.with(other))))
                .containsExactly("a RESTARTS", "b RESTARTS", "c RESTARTS");

        assertThat(effects(running(base, base.with(other), HostState.AVAILABLE)))
                .as("all of them run, e is left alone")
                .containsExactly("a RESTARTS", "b RESTARTS", "c RESTARTS");
        assertThat(
                        effects(
                                running(
                                        base,
                                        base.with(other.withMaintenance(true)),
                                        HostState.AVAILABLE)))
                .as("nothing stops for what does not")
                .containsExactly("a NEXT_START");
        assertThat(effects(running(base, base.with(other), HostState.MAINTENANCE)))
                .as("its node is left alone")
                .containsExactly("a NEXT_START");
        Plan all = plan(base, base.with(other));
        assertThat(all.steps().getFirst().effects())
                .extracting(Effect::outage)
                .as("c stops before b, and b before a")
                .containsExactly(
                        Duration.ofMinutes(2), Duration.ofMinutes(4), Duration.ofMinutes(6));
    }

    @Test
    void what_was_sent_away_is_not_foreseen_to_come_back() {
        Design base = three.with(service("web", on("n1")));
        Live away =
                new Live(
                        List.of(
                                new LiveHost("n1", "n1", HostState.AVAILABLE),
                                new LiveHost("n2", "n2", HostState.AVAILABLE)),
                        List.of(
                                new LiveService(
                                        "web",
                                        "n2",
                                        Wanted.AS_DESIGNED,
                                        "",
                                        "n1",
                                        false,
                                        List.of())));
        assertThat(effects(Plan.of(base, 7, base.with(service("more", on("n2"))), away)))
                .containsExactly("more STARTS");
    }

    @Test
    void what_was_held_back_by_maintenance_comes_when_that_ends() {
        Design kept = three.with(service("a").withMaintenance(true)).with(service("b"));
        Design ended = kept.with(service("a"));
        assertThat(effects(running(kept, ended, HostState.AVAILABLE, "a")))
                .containsExactly("a RESTARTS");
        assertThat(effects(running(kept, ended, HostState.AVAILABLE))).isEmpty();
        assertThat(effects(running(ended, ended.with(service("c")), HostState.AVAILABLE, "a")))
                .as("it restarts just now, whether the plan begins or not")
                .containsExactly("c STARTS");

        Service other =
                service("b")
                        .withResources(
                                List.of(
                                        new SystemdResource(
                                                "b-unit", "other.service", Operations.DEFAULT)));
        Node idle = three.find(id("n1"), Node.class).orElseThrow().withMaintenance(true);
        Design held = kept.with(idle);
        assertThat(
                        effects(
                                running(
                                        held,
                                        held.with(idle.withMaintenance(false)),
                                        HostState.AVAILABLE,
                                        "b")))
                .containsExactly("b RESTARTS");
        assertThat(effects(running(held, held.with(other), HostState.AVAILABLE)))
                .containsExactly("b NEXT_START");
    }

    /// A plan while n1 runs all services.
    private static Plan running(Design base, Design wanted, HostState state, String... outdated) {
        Live live =
                new Live(
                        List.of(new LiveHost("n1", "n1", state)),
                        base.services().stream()
                                .map(one ->
                                        new LiveService(
                                                one.id().toString(),
                                                "n1",
                                                Wanted.AS_DESIGNED,
                                                "",
                                                "",
                                                List.of(outdated).contains(one.id().toString()),
                                                List.of()))
                                .toList());
        return Plan.of(base, 7, wanted, live);
    }

    @Test
    void other_time_limits_restart_nothing() {
        Design base = three.with(service("a")).with(service("b", OrderConstraint.of(id("a"))));
        Service patient =
                service("a")
                        .withResources(
                                List.of(
                                        new SystemdResource(
                                                "a-unit",
                                                "a.service",
                                                Operations.DEFAULT.withStart(
                                                        Duration.ofMinutes(5)))));
        assertThat(effects(plan(base, base.with(patient)))).containsExactly("a NEXT_START");
        assertThat(plan(base, base.with(patient)).steps().getFirst().effects())
                .noneMatch(Effect::isNoticed);
    }

    private static List<String> effects(Plan plan) {
        return plan.steps().stream()
                .flatMap(step -> step.effects().stream())
                .map(one -> one.service() + " " + one.kind())
                .toList();
    }

    @Test
    void what_is_only_moved_on_the_drawing_or_has_other_notes_is_drawn() {
        Optional<Frame> frame = Optional.of(new Frame(10, 20, 30, 40));
        Design base =
                three.with(address("ip-a", "10.20.1.1"))
                        .with(FenceDevice.of(id("power"), "power", "fence_lab"))
                        .with(service("a").withResources(List.of(virtual("a-ip", "ip-a"))));
        Design wanted =
                base.with(service(base, "a").withFrame(frame).withNotes("mind the\nstep"))
                        .with(address("ip-a", "10.20.1.1").withFrame(frame))
                        .with(
                                FenceDevice.of(id("power"), "power", "fence_lab")
                                        .withNotes("rack 3"));
        assertThat(told(plan(base, wanted)))
                .containsExactly("1 Drawing: 0 come, 3 change, 0 go; nothing runs because of it");
        assertThat(told(plan(base, wanted.with(service(wanted, "a").withPriority(7)))))
                .as("what else changes is told as before")
                .containsExactly(
                        "1 Drawing: 0 come, 2 change, 0 go; nothing runs because of it",
                        "2 Service a changes");
    }

    private static Service service(Design design, String name) {
        return design.find(id(name), Service.class).orElseThrow();
    }

    @Test
    void modes_of_nodes_and_failures_that_count_still_are_heeded() {
        Service web = service("web", on("n2"));
        Live live =
                new Live(
                        List.of(
                                new LiveHost("n1", "n1", HostState.STANDBY),
                                new LiveHost("n2", "n2", HostState.AVAILABLE),
                                new LiveHost("n3", "n3", HostState.AVAILABLE)),
                        List.of(
                                new LiveService(
                                        "web",
                                        "",
                                        Wanted.AS_DESIGNED,
                                        "",
                                        "",
                                        false,
                                        List.of(
                                                new LiveFailures(
                                                        "n2", 3, Duration.ofMinutes(2))))));
        Service often = web.withMigrationThreshold(3);
        assertThat(starts(three.with(often), live))
                .as("n1 is on standby, and it failed too often on n2")
                .isEqualTo("n3");
        assertThat(starts(three.with(often.withFailureTimeout(Duration.ofMinutes(1))), live))
                .as("forgotten by then")
                .isEqualTo("n2");
        assertThat(starts(three.with(web.withMigrationThreshold(4)), live)).isEqualTo("n2");
        assertThat(starts(three.with(often).with(node(three, "n3").withMaintenance(true)), live))
                .as("drawn to be left alone")
                .isEqualTo("nowhere");
    }

    private String starts(Design wanted, Live live) {
        return Plan.of(three, 7, wanted, live)
                .steps()
                .getLast()
                .effects()
                .getFirst()
                .to()
                .orElse("nowhere");
    }

    @Test
    void the_limit_of_a_step_is_the_sum_of_what_stops_and_starts_because_of_it() {
        Design base =
                three.with(service("base"))
                        .with(service("shop", OrderConstraint.of(id("base"))))
                        .with(service("till", OrderConstraint.of(id("shop"))))
                        .with(service("alone"));
        Duration one = Duration.ofMinutes(2);
        Duration margin = Duration.ofSeconds(30);
        assertThat(limit(base, base.with(service(base, "alone").withPriority(7))))
                .isEqualTo(margin.plus(one));
        assertThat(limit(base, base.with(service(base, "base").withPriority(7))))
                .as("two wait for it, the one after the other")
                .isEqualTo(margin.plus(one.multipliedBy(3)));
        assertThat(limit(base, base.with(node(base, "n1").withStandby(true))))
                .as("whatever may run there")
                .isEqualTo(margin.plus(one.multipliedBy(4)));
        assertThat(limit(base, base.with(service(base, "base").withNotes("drawn"))))
                .isEqualTo(margin.plus(one));
    }

    private static Duration limit(Design base, Design wanted) {
        List<PlannedStep> steps = plan(base, wanted).steps();
        assertThat(steps).hasSize(1);
        return steps.getFirst().limit();
    }

    @Test
    void what_runs_is_asked_before_the_drawing_is() {
        Design base = three.with(service("web", on("n2")));
        Live live =
                new Live(
                        List.of(
                                new LiveHost("n1", "n1", HostState.AVAILABLE),
                                new LiveHost("n2", "n2", HostState.OFFLINE),
                                new LiveHost("n3", "n3", HostState.AVAILABLE)),
                        List.of(
                                new LiveService(
                                        "web", "n3", Wanted.AS_DESIGNED, "", "", false, List.of()),
                                new LiveService(
                                        "idle", "", Wanted.STOPPED, "", "", false, List.of())));
        Design wanted = base.with(service("idle")).with(service("more", on("n3")));
        assertThat(told(Plan.of(base, 7, wanted, live)))
                .containsExactly(
                        "1 Service idle comes",
                        "2 Service more comes",
                        "  more starts on n3 (no other node has as good a score)");
    }

    @Test
    void timing_changes_first_and_not_while_anything_runs() {
        Design wanted =
                three.with(service("web"))
                        .withCluster(three.cluster().withTiming(TimingProfile.PATIENT));
        Plan idle = plan(three, wanted);
        assertThat(told(idle).getFirst()).isEqualTo("1 Timing profile default becomes patient");
        assertThat(idle.obstacles()).isEmpty();
        assertThat(idle.steps().getFirst().gates()).contains(Gate.IDLE);
        Live busy =
                new Live(
                        List.of(),
                        List.of(
                                new LiveService(
                                        "old",
                                        "n1",
                                        Wanted.AS_DESIGNED,
                                        "",
                                        "",
                                        false,
                                        List.of())));
        assertThat(Plan.of(three, 7, wanted, busy).obstacles())
                .containsExactly(Obstacle.TIMING_IN_USE);
    }

    @Test
    void what_is_drawn_elsewhere_only_is_one_step() {
        Design base = three.with(service("web"));
        Design wanted = base.withThings(Things.of(base.things().all().reversed()));
        for (var thing : List.of(node(base, "n1"), node(base, "n2"))) {
            wanted = wanted.with(thing.withFrame(Optional.of(new Frame(8, 8, 224, 72))));
        }
        Plan plan = plan(base, wanted);
        assertThat(plan.steps()).hasSize(1);
        assertThat(plan.steps().getFirst().effects()).isEmpty();
        assertThat(ENGLISH.checks(plan.steps().getFirst())).containsExactly("all that ran runs");
    }

    @Test
    void a_follower_comes_after_whom_it_follows() {
        Design wanted =
                three.with(service("a", new ColocationConstraint(id("c"), 100)))
                        .with(service("b", OrderConstraint.of(id("a"))))
                        .with(service("c"));
        assertThat(plan(three, wanted).steps())
                .extracting(one -> one.step().subjects().getFirst())
                .containsExactly("c", "a", "b");
    }

    private static Set<String> errors(Design design) {
        Set<String> found = new HashSet<>();
        for (Problem one : DesignChecks.check(design)) {
            if (one.severity() == Severity.ERROR) {
                found.add(one.code() + " " + one.place() + " " + one.args());
            }
        }
        return found;
    }

    private static int held(String name, Plan plan) {
        Set<String> allowed = errors(plan.base());
        allowed.addAll(errors(plan.wanted()));
        Design now = plan.base();
        Set<Part> taken = new HashSet<>();
        for (PlannedStep step : plan.steps()) {
            assertThat(step.before()).as(name).isEqualTo(now);
            assertThat(step.after()).as("%s: %s does something", name, step).isNotEqualTo(now);
            assertThat(allowed).as("%s: %s", name, step.step()).containsAll(errors(step.after()));
            taken.addAll(step.step().parts());
            assertThat(Blend.of(plan.base(), plan.wanted(), taken)).isEqualTo(step.after());
            now = step.after();
        }
        assertThat(now).as(name).isEqualTo(plan.wanted());
        assertThat(DesignFormat.write(now)).isEqualTo(DesignFormat.write(plan.wanted()));
        // From any step the way back ends at the beginning, byte for byte.
        for (int done = plan.steps().size(); done > 0; done--) {
            Set<Part> left = new HashSet<>();
            plan.steps().subList(0, done - 1).forEach(one -> left.addAll(one.step().parts()));
            now = Blend.of(plan.base(), plan.wanted(), left);
            assertThat(now).as(name).isEqualTo(plan.steps().get(done - 1).before());
        }
        assertThat(now).as(name).isEqualTo(plan.base());
        return plan.steps().size();
    }

    @Test
    void two_hundred_random_plans_end_as_wanted_by_good_designs_and_lead_back_from_each_step() {
        int steps = 0;
        for (int seed = 0; seed < 200; seed++) {
            var clusters = new RandomClusters(seed);
            Design base = clusters.next();
            Design wanted = seed % 4 == 0 ? clusters.next() : clusters.edited(base);
            Plan plan = plan(base, wanted);
            steps += held("seed " + seed, plan);
            assertThat(Plan.of(base, 7, wanted, Live.UNKNOWN)).isEqualTo(plan);
            for (PlannedStep step : plan.steps()) {
                assertThat(errors(step.after())).isEmpty();
                long services =
                        step.step().parts().stream()
                                .filter(part -> part.kind() == Part.Kind.THING)
                                .filter(part -> part.id().startsWith("s"))
                                .count();
                boolean isTogether = step.step() instanceof Step.Together;
                assertThat(services <= 1 || isTogether).as("%s", step.step()).isTrue();
            }
        }
        assertThat(steps).isGreaterThan(800);
    }

    @Test
    void drawings_with_errors_are_planned_too() {
        for (int seed = 0; seed < 60; seed++) {
            var edits = new RandomEdits(seed);
            Design base = Examples.design(Examples.NAMES.get(seed % Examples.NAMES.size()));
            for (int i = 0; i < 10; i++) {
                base = edits.next(base);
            }
            Design wanted = base;
            for (int i = 0; i < 25; i++) {
                wanted = edits.next(wanted);
            }
            held("seed " + seed, plan(base, wanted));
        }
    }

    @Test
    void the_examples_are_planned_from_nothing() {
        Design nothing = Design.empty(ClusterSettings.of("none", "none", TimingProfile.STANDARD));
        for (String name : Examples.NAMES) {
            Plan plan = plan(nothing, Examples.design(name));
            held(name, plan);
            assertThat(plan.steps())
                    .filteredOn(one -> !(one.step() instanceof Step.TimingChanged))
                    .first()
                    .extracting(PlannedStep::step)
                    .isInstanceOf(Step.Drawn.class);
        }
    }

    @Test
    void a_design_between_is_read_back_as_it_is_written() {
        var clusters = new RandomClusters(3);
        Design base = clusters.next();
        for (PlannedStep step : plan(base, clusters.next()).steps()) {
            String text = DesignFormat.write(step.after());
            assertThat(((Reading.Read) DesignFormat.read(text)).design()).isEqualTo(step.after());
        }
    }

    @Test
    void parts_are_read_back_from_journals() {
        for (Part part :
                List.of(
                        Part.of(Part.Kind.TIMING),
                        new Part(Part.Kind.CONFIG_SET, "two words"),
                        new Part(Part.Kind.THING, "web"))) {
            assertThat(Part.parse(part.toString())).contains(part);
        }
        assertThat(Part.parse("NOTHING web")).isEmpty();
    }

    @Test
    void every_text_stands_in_both_languages_with_the_same_places_to_fill() throws IOException {
        Map<String, List<String>> english = texts("plan.properties");
        assertThat(texts("plan_ja.properties")).isEqualTo(english);
        assertThat(english).containsKeys("effect.NOWHERE", "gate.IDLE", "cause.NO_QUORUM");
    }

    private static Map<String, List<String>> texts(String name) throws IOException {
        Properties all = new Properties();
        try (var in = PlanText.class.getResourceAsStream(name)) {
            all.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
        }
        Map<String, List<String>> holes = new TreeMap<>();
        for (String key : all.stringPropertyNames()) {
            holes.put(
                    key,
                    java.util.regex.Pattern.compile("\\{\\d}")
                            .matcher(all.getProperty(key))
                            .results()
                            .map(java.util.regex.MatchResult::group)
                            .sorted()
                            .toList());
        }
        return holes;
    }
}
