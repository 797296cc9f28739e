package dev.belay.model.plan;

import dev.belay.model.check.DesignChecks;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.design.Things;
import dev.belay.model.edit.Removal;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.Zone;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.ColocationConstraint;
import dev.belay.model.service.Constraint;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.Operations;
import dev.belay.model.service.OrderConstraint;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.service.ServiceStart;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.status.Severity;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Designs of small clusters without errors, and what people change about them, from a seed.
public final class RandomClusters {

    private static final int SERVICES = 8;

    private final Random random;

    public RandomClusters(long seed) {
        random = new Random(seed);
    }

    private static ThingId id(String text) {
        return new ThingId(text);
    }

    /// One without errors.
    public Design next() {
        Design design = first();
        for (int i = random.nextInt(14); i > 0; i--) {
            design = changed(design);
        }
        return design;
    }

    /// The same with some changes, without errors.
    public Design edited(Design design) {
        Design edited = design;
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            edited = changed(edited);
        }
        return edited;
    }

    private static Design first() {
        Design design = Design.empty(ClusterSettings.of("edge", "Edge", TimingProfile.STANDARD));
        for (int i = 1; i <= 3; i++) {
            String zone = "zone-" + i;
            design = design.with(Zone.of(id(zone), zone)).with(node(i, zone));
        }
        return design;
    }

    private static Node node(int number, String zone) {
        return Node.of(
                        id("n" + number),
                        "n" + number,
                        number == 1 ? NodeRole.ADMIN : NodeRole.WORKER)
                .withAddress(IpAddress.parse("10.20.0." + number).good())
                .withWithin(Optional.of(id(zone)));
    }

    private static boolean isGood(Design design) {
        return DesignChecks.check(design).stream()
                .noneMatch(one -> one.severity() == Severity.ERROR);
    }

    private Design changed(Design design) {
        while (true) {
            Design next = attempt(design);
            if (isGood(next)) {
                return next;
            }
        }
    }

    private Design attempt(Design design) {
        return switch (random.nextInt(13)) {
            case 0, 1, 2, 3 -> service(design, 1 + random.nextInt(SERVICES));
            case 4 -> Removal.of(design, List.of(id("s" + (1 + random.nextInt(SERVICES)))));
            case 5 -> fence(design, 1 + random.nextInt(3));
            case 6 -> Removal.of(design, List.of(id("f" + (1 + random.nextInt(3)))));
            case 7 -> design.withCluster(design.cluster().withFencing(random.nextBoolean()));
            case 8 -> mode(design);
            case 9 -> extra(design);
            case 10 -> moved(design);
            case 11 -> shuffled(design);
            default ->
                    design.withCluster(
                            design.cluster()
                                    .withTiming(
                                            random.nextInt(4) == 0
                                                    ? TimingProfile.PATIENT
                                                    : TimingProfile.STANDARD)
                                    .withName("Edge " + random.nextInt(3)));
        };
    }

    private Design service(Design design, int number) {
        String name = "s" + number;
        Design changed = design;
        List<Resource> resources = new ArrayList<>();
        if (random.nextBoolean()) {
            ThingId address = id("ip-" + number);
            changed =
                    changed.with(
                            VirtualIp.of(address, "ip-" + number)
                                    .withAddress(
                                            IpAddress.parse(
                                                            "10.20.1."
                                                                    + (10 * number
                                                                            + random.nextInt(3)))
                                                    .good()));
            resources.add(new VirtualIpResource(name + "-ip", address, Operations.DEFAULT));
        }
        resources.add(
                new SystemdResource(
                        name + "-unit",
                        name + (random.nextBoolean() ? "" : "-b") + ".service",
                        Operations.DEFAULT));
        List<Constraint> constraints = new ArrayList<>();
        List<Service> others = new ArrayList<>(changed.services());
        others.removeIf(one -> one.id().equals(id(name)));
        if (!others.isEmpty() && random.nextBoolean()) {
            constraints.add(OrderConstraint.of(others.get(random.nextInt(others.size())).id()));
        }
        if (!others.isEmpty() && random.nextInt(3) == 0) {
            constraints.add(
                    new ColocationConstraint(
                            others.get(random.nextInt(others.size())).id(),
                            random.nextBoolean() ? 100 : -100));
        }
        if (random.nextBoolean()) {
            constraints.add(
                    new LocationConstraint(
                            changed.nodes().get(random.nextInt(changed.nodes().size())).id(), 50));
        }
        return changed.with(
                Service.of(id(name), name)
                        .withResources(resources)
                        .withConstraints(constraints)
                        .withPriority(random.nextInt(3))
                        .withStart(
                                random.nextInt(6) == 0
                                        ? ServiceStart.MANUAL
                                        : ServiceStart.AUTOMATIC));
    }

    private Design fence(Design design, int number) {
        List<Node> nodes = design.nodes();
        return design.with(
                FenceDevice.of(id("f" + number), "f" + number, "fence_lab")
                        .withTargets(List.of(nodes.get(random.nextInt(nodes.size())).id()))
                        .withLevel(1 + random.nextInt(2)));
    }

    private Design mode(Design design) {
        Node node = design.nodes().get(random.nextInt(design.nodes().size()));
        return design.with(
                random.nextBoolean()
                        ? node.withStandby(!node.standby())
                        : node.withMaintenance(!node.maintenance()));
    }

    /// A fourth and a fifth node come and go; they may be what a service wants.
    private Design extra(Design design) {
        int number = 4 + random.nextInt(2);
        ThingId id = id("n" + number);
        return design.find(id).isPresent()
                ? Removal.of(design, List.of(id))
                : design.with(node(number, "zone-" + (1 + random.nextInt(3))));
    }

    private Design moved(Design design) {
        List<Thing> all = design.things().all();
        Thing one = all.get(random.nextInt(all.size()));
        return design.with(
                one.withFrame(Optional.of(new Frame(random.nextInt(9) * 8, 8, 224, 72))));
    }

    private Design shuffled(Design design) {
        List<Thing> all = new ArrayList<>(design.things().all());
        Collections.shuffle(all, random);
        return design.withThings(Things.of(all));
    }
}
