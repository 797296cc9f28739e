package dev.belay.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.cloud.Subnet;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.design.Things;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Examples;
import dev.belay.model.network.Zone;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.node.RemoteOptions;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Measures what an editor waits for. The limits are the wanted times with room for a busy machine;
/// the figures of a run are in the output of the test.
class SpeedTest {

    private static final int ROUNDS = 40;
    private static final double ROOM = 6;

    /// 20 nodes a subnet, one service for ten nodes.
    static Design large(int nodes) {
        List<Thing> things = new ArrayList<>();
        ThingId vpc = new ThingId("vpc");
        things.add(Vpc.of(vpc, "vpc").withCidrs(List.of(Cidr.parse("10.0.0.0/8").orThrow())));
        for (int i = 0; i < 3; i++) {
            things.add(Zone.of(new ThingId("z" + i), "z" + i).withWithin(Optional.of(vpc)));
        }
        for (int i = 0; i < nodes; i++) {
            int net = i / 20;
            if (i % 20 == 0) {
                Cidr cidr = new Cidr(new IpAddress(false, 0, 0x0a00_0000L + (net << 8)), 24);
                things.add(
                        Subnet.of(new ThingId("s" + net), "s" + net)
                                .withWithin(Optional.of(new ThingId("z" + net % 3)))
                                .withCidr(Optional.of(cidr)));
            }
            NodeRole role = i == 0 ? NodeRole.ADMIN : i < 3 ? NodeRole.WORKER : NodeRole.REMOTE;
            IpAddress address = new IpAddress(false, 0, 0x0a00_0000L + (net << 8) + 10 + i % 20);
            Node node =
                    Node.of(new ThingId("node-" + i), "node-" + i, role)
                            .withWithin(Optional.of(new ThingId("s" + net)))
                            .withFrame(Optional.of(new Frame(8 * i, 40, 144, 96)))
                            .withAddress(Optional.of(address));
            things.add(
                    role == NodeRole.REMOTE
                            ? node.withRemote(Optional.of(RemoteOptions.DEFAULT))
                            : node);
            if (i % 10 == 0) {
                things.add(
                        Service.of(new ThingId("service-" + i), "service-" + i)
                                .withResources(
                                        List.of(SystemdResource.of("unit-" + i, "u.service")))
                                .withConstraints(List.of(new LocationConstraint(node.id(), 100))));
            }
        }
        return Design.empty(Examples.design("gateway-cluster").cluster())
                .withThings(Things.of(things));
    }

    private static double medianMillis(Runnable work) {
        double[] millis = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long before = System.nanoTime();
            work.run();
            millis[i] = (System.nanoTime() - before) / 1e6;
        }
        Arrays.sort(millis, ROUNDS / 2, ROUNDS);
        return millis[ROUNDS * 3 / 4];
    }

    private static void isWithin(String what, double wantedMillis, Runnable work) {
        double found = medianMillis(work);
        System.out.printf("%s: %.2f ms (wanted %.0f)%n", what, found, wantedMillis);
        assertThat(found).as(what).isLessThan(wantedMillis * ROOM);
    }

    @Test
    void checks_keep_up_with_a_person_who_drags_a_node() {
        Design middle = large(300);
        Design large = large(2_000);
        isWithin("check 300 nodes", 16, () -> DesignChecks.check(middle));
        isWithin("check 2,000 nodes", 100, () -> DesignChecks.check(large));
    }

    @Test
    void a_file_with_2000_nodes_is_read_and_written_at_once() {
        Design design = large(2_000);
        String text = DesignFormat.write(design);
        isWithin("read 2,000 nodes", 500, () -> DesignFormat.read(text));
        isWithin("write 2,000 nodes", 500, () -> DesignFormat.write(design));
        isWithin("replace one of 2,000 nodes", 16, () -> design.with(design.nodes().getLast()));
    }
}
