package dev.belay.agent.core.operation;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.Operations;
import dev.belay.model.service.OrderConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Random;

/// Small designs of three nodes with some services, from a seed.
final class RandomServices {

    private final Random random;

    RandomServices(Random random) {
        this.random = random;
    }

    private static ThingId id(String text) {
        return new ThingId(text);
    }

    Design next() {
        Design design = Design.empty(ClusterSettings.of("lab", "Lab", TimingProfile.STANDARD));
        for (int i = 1; i <= 3; i++) {
            Node node =
                    Node.of(id("n" + i), "n" + i, i == 1 ? NodeRole.ADMIN : NodeRole.WORKER)
                            .withAddress(IpAddress.parse("10.20.0." + i).good());
            design = design.with(node.withStandby(i == 3 && random.nextBoolean()));
        }
        for (int i = 1; i <= 5; i++) {
            if (random.nextInt(3) > 0) {
                design = design.with(service(i, design));
            }
        }
        if (random.nextBoolean()) {
            design =
                    design.with(
                            FenceDevice.of(id("power"), "power", "fence_lab")
                                    .withTargets(List.of(id("n1"), id("n2"), id("n3"))));
        }
        return design;
    }

    private Service service(int number, Design design) {
        String name = "s" + number;
        Service service =
                Service.of(id(name), name)
                        .withPriority(random.nextInt(3))
                        .withResources(
                                List.of(
                                        new SystemdResource(
                                                name + "-unit",
                                                name + ".service",
                                                Operations.DEFAULT)));
        List<Service> others = design.services();
        return others.isEmpty() || random.nextBoolean()
                ? service
                : service.withConstraints(
                        List.of(
                                OrderConstraint.of(
                                        others.get(random.nextInt(others.size())).id())));
    }
}
