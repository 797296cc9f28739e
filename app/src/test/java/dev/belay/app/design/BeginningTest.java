package dev.belay.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeginningTest {
    private static final Node NODE = Node.of(new ThingId("gw-1"), "gw-1", NodeRole.WORKER);
    private static final Service WEB =
            Service.of(new ThingId("web"), "web")
                    .withConstraints(List.of(new LocationConstraint(NODE.id(), 100)));
    private static final Design BEFORE =
            Design.empty(ClusterSettings.of("edge", "edge", TimingProfile.STANDARD))
                    .with(NODE)
                    .with(WEB);

    @Test
    void a_draft_tells_what_was_there_of_what_comes_and_changes_and_nothing_else() {
        Design wanted =
                BEFORE.with(WEB.withPriority(7))
                        .with(VirtualIp.of(new ThingId("vip"), "vip"))
                        .withCluster(BEFORE.cluster().withFencing(true));
        String text = Beginning.of(BEFORE, wanted).text();
        assertThat(Beginning.read(text).orElseThrow().in(wanted)).isEqualTo(BEFORE);
        assertThat(text).doesNotContain("\"edge\"");
    }

    @Test
    void what_others_have_put_in_force_since_is_no_part_of_the_change() {
        Design wanted = BEFORE.with(WEB.withPriority(7));
        VirtualIp other = VirtualIp.of(new ThingId("vip"), "vip");
        Beginning kept = Beginning.read(Beginning.of(BEFORE, wanted).text()).orElseThrow();
        assertThat(kept.in(wanted.with(other))).isEqualTo(BEFORE.with(other));
    }

    @Test
    void a_draft_without_it_says_so() {
        assertThat(Beginning.read("")).isEmpty();
        assertThat(Beginning.read("THING web\n\nx")).isEmpty();
    }
}
