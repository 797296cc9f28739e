package dev.belay.agent.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.cluster.ServiceOrder;
import dev.belay.agent.core.lease.Tenancy;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.plan.Effect;
import dev.belay.model.plan.Plan;
import dev.belay.model.plan.PlannedStep;
import dev.belay.model.service.ColocationConstraint;
import dev.belay.model.service.Constraint;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.Operations;
import dev.belay.model.service.OrderConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.service.ServiceStart;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What a plan foresees for each step is what the coordinator then does, played to rest: random
/// designs, orders of operators, maintenance, and things that are new in what runs.
class PredictionTest {

    private static final int SEEDS = 1_500;
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    @Test
    void what_is_foreseen_is_what_happens() {
        List<String> wrong = new ArrayList<>();
        Map<Effect.Kind, Integer> seen = new EnumMap<>(Effect.Kind.class);
        for (long seed = 0; seed < SEEDS && wrong.size() < 5; seed++) {
            check(seed, wrong, seen);
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).as("each kind is seen often").containsOnlyKeys(Effect.Kind.values());
        assertThat(seen.values()).as(seen.toString()).allMatch(one -> one > SEEDS / 100);
    }

    private static void check(long seed, List<String> wrong, Map<Effect.Kind, Integer> seen) {
        Random random = new Random(seed);
        Design base = design(random);
        PlayedWorld world = new PlayedWorld(random, base);
        world.rest();
        for (int i = random.nextInt(3); i > 0; i--) {
            world.order(order(random));
            world.rest();
        }
        Design wanted = base;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            wanted = changed(wanted, random);
        }
        Plan plan = Plan.of(base, world.version(), wanted, world.live());
        for (PlannedStep step : plan.steps()) {
            Map<String, Tenancy> before = world.stays();
            world.adopt(step.after());
            world.rest();
            step.effects().forEach(one -> seen.merge(one.kind(), 1, Integer::sum));
            Set<String> foreseen = new TreeSet<>();
            step.effects().stream()
                    .filter(PredictionTest::isSeen)
                    .forEach(one ->
                            foreseen.add(
                                    one.service()
                                            + " "
                                            + one.from().orElse("-")
                                            + ">"
                                            + one.to().orElse("-")));
            Set<String> done = done(before, world.stays());
            if (!done.equals(foreseen)) {
                wrong.add(
                        "seed %d, step %d %s %s: foreseen %s, done %s"
                                .formatted(
                                        seed,
                                        step.number(),
                                        step.step().code(),
                                        step.step().subjects(),
                                        foreseen,
                                        done));
                return;
            }
        }
    }

    private static boolean isSeen(Effect effect) {
        return switch (effect.kind()) {
            case STARTS, MOVES, RESTARTS, STOPS -> true;
            case NOWHERE -> effect.from().isPresent();
            case NEXT_START -> false;
        };
    }

    private static Set<String> done(Map<String, Tenancy> before, Map<String, Tenancy> after) {
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        Set<String> done = new TreeSet<>();
        for (String id : all) {
            Tenancy from = before.getOrDefault(id, Tenancy.none(id));
            Tenancy to = after.getOrDefault(id, Tenancy.none(id));
            if (from.generation() != to.generation() && !(from.isFree() && to.isFree())) {
                done.add(id + " " + orNone(from) + ">" + orNone(to));
            }
        }
        return done;
    }

    private static String orNone(Tenancy stay) {
        return stay.isFree() ? "-" : stay.node();
    }

    private static ThingId id(String text) {
        return new ThingId(text);
    }

    private static Design design(Random random) {
        Design design = Design.empty(ClusterSettings.of("lab", "Lab", TimingProfile.STANDARD));
        for (int i = 1; i <= 3; i++) {
            design = design.with(node("n" + i, i == 1 ? NodeRole.ADMIN : NodeRole.WORKER, random));
        }
        for (String name : NAMES) {
            if (random.nextInt(4) > 0) {
                design = design.with(service(name, design, random));
            }
        }
        return design;
    }

    private static Node node(String id, NodeRole role, Random random) {
        return Node.of(id(id), id, role)
                .withStandby(random.nextInt(5) == 0)
                .withMaintenance(random.nextInt(6) == 0);
    }

    private static Service service(String name, Design design, Random random) {
        List<Constraint> constraints = new ArrayList<>();
        // Only on those of smaller names: orders have no cycle then.
        for (Service other : design.services()) {
            if (other.name().compareTo(name) < 0) {
                switch (random.nextInt(6)) {
                    case 0 -> constraints.add(OrderConstraint.of(other.id()));
                    case 1 -> constraints.add(new OrderConstraint(other.id(), false));
                    case 2 -> constraints.add(new ColocationConstraint(other.id(), 1_000_000));
                    case 3 -> constraints.add(new ColocationConstraint(other.id(), -1_000_000));
                    default -> {
                        // Nothing binds them.
                    }
                }
            }
        }
        if (random.nextInt(3) == 0) {
            constraints.add(
                    new LocationConstraint(
                            id("n" + (1 + random.nextInt(3))), random.nextInt(3) * 50));
        }
        return Service.of(id(name), name)
                .withPriority(random.nextInt(3))
                .withStickiness(random.nextInt(3) * 50)
                .withMaintenance(random.nextInt(6) == 0)
                .withStart(random.nextInt(6) == 0 ? ServiceStart.MANUAL : ServiceStart.AUTOMATIC)
                .withConstraints(constraints)
                .withResources(List.of(unit(name, random.nextInt(2))));
    }

    private static SystemdResource unit(String name, int version) {
        return new SystemdResource(name + "-unit", name + version + ".service", Operations.DEFAULT);
    }

    private static ServiceOrder order(Random random) {
        String service = NAMES.get(random.nextInt(NAMES.size()));
        String node = "n" + (1 + random.nextInt(3));
        return switch (random.nextInt(5)) {
            case 0 -> new ServiceOrder.Move(service, node, "");
            case 1 -> new ServiceOrder.Move(service, "", node);
            case 2 ->
                    new ServiceOrder.SetMode(
                            node, random.nextBoolean() ? NodeMode.STANDBY : NodeMode.MAINTENANCE);
            case 3 ->
                    new ServiceOrder.Want(
                            service, random.nextBoolean() ? Wanted.STOPPED : Wanted.STARTED);
            default -> new ServiceOrder.SetMode(node, NodeMode.ACTIVE);
        };
    }

    private static Design changed(Design design, Random random) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        var known = design.find(id(name), Service.class);
        if (random.nextInt(4) == 0) {
            String node = "n" + (1 + random.nextInt(3));
            Node one = design.find(id(node), Node.class).orElseThrow();
            return design.with(node(node, one.role(), random));
        }
        if (known.isEmpty()) {
            return design.with(service(name, design, random));
        }
        Service one = known.get();
        return switch (random.nextInt(5)) {
            case 0 -> {
                boolean isNeeded =
                        design.services().stream()
                                .flatMap(other -> other.constraints().stream())
                                .anyMatch(constraint -> names(constraint, one.id()));
                yield isNeeded ? design : design.withThings(design.things().without(one.id()));
            }
            case 1 -> design.with(one.withResources(List.of(unit(name, random.nextInt(3)))));
            case 2 -> design.with(one.withMaintenance(!one.maintenance()));
            case 3 -> design.with(service(name, design, random));
            default -> design.with(one.withStickiness(random.nextInt(4) * 50));
        };
    }

    private static boolean names(Constraint constraint, ThingId id) {
        return switch (constraint) {
            case OrderConstraint order -> order.after().equals(id);
            case ColocationConstraint beside -> beside.service().equals(id);
            default -> false;
        };
    }
}
