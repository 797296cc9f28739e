package dev.belay.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.Zone;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.thing.Frame;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrawnTest {
    private static final ThingId DEVICE = new ThingId("ipmi");

    private static Node node(String id) {
        return Node.of(new ThingId(id), id, NodeRole.WORKER);
    }

    private static FenceDevice device(String... targets) {
        return FenceDevice.of(DEVICE, "ipmi", "fence_ipmilan")
                .withTargets(List.of(targets).stream().map(ThingId::new).toList());
    }

    private static final Design NODES =
            Design.empty(ClusterSettings.of("edge", "edge", TimingProfile.STANDARD))
                    .with(node("gw-1"))
                    .with(node("gw-2"));

    @Test
    void a_changed_thing_brings_what_it_refers_to_and_keeps_what_was_drawn_in_it() {
        Design before = NODES.with(device("gw-1"));
        Design after = NODES.with(node("gw-3")).with(device("gw-1", "gw-3"));
        Design drawing = NODES.with(device("gw-1").withNotes("rack 4"));
        Design next = Drawn.with(drawing, before, after);
        assertThat(next.find(new ThingId("gw-3"))).isPresent();
        assertThat(next.find(DEVICE, FenceDevice.class))
                .hasValue(device("gw-1", "gw-3").withNotes("rack 4"));
    }

    @Test
    void what_was_drawn_first_stays_in_its_container_which_is_not_in_force() {
        Zone zone = Zone.of(new ThingId("rack"), "rack");
        Frame frame = new Frame(8, 16, 192, 72);
        Design drawing =
                NODES.with(zone)
                        .with(
                                device("gw-1")
                                        .withWithin(Optional.of(zone.id()))
                                        .withFrame(Optional.of(frame)));
        Design next = Drawn.with(drawing, NODES, NODES.with(device("gw-2")));
        assertThat(next.find(DEVICE, FenceDevice.class))
                .hasValue(
                        device("gw-2")
                                .withWithin(Optional.of(zone.id()))
                                .withFrame(Optional.of(frame)));
    }

    @Test
    void what_does_not_change_brings_nothing() {
        Design before = NODES.with(node("gw-3")).with(device("gw-1", "gw-3"));
        Design drawing = NODES.with(device("gw-1"));
        assertThat(Drawn.with(drawing, before, before)).isEqualTo(drawing);
    }
}
