package dev.belay.app.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.value.ThingId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairsTest {
    private static final Design DESIGN =
            Design.empty(ClusterSettings.of("edge", "Edge", TimingProfile.STANDARD))
                    .with(Node.of(id("n1"), "gw", NodeRole.WORKER))
                    .with(Node.of(id("n2"), "gw", NodeRole.WORKER))
                    .with(Node.of(id("n3"), "old", NodeRole.WORKER));

    private static ThingId id(String text) {
        return new ThingId(text);
    }

    @Test
    void namesakes_are_kept_apart_by_their_ids() {
        Pairs pairs = Pairs.of(DESIGN, Map.of("n2", "gw", "n1", "gw"));
        assertThat(pairs.member(id("n1"))).contains("n1");
        assertThat(pairs.member(id("n2"))).contains("n2");
        assertThat(pairs.node("n2").map(Node::id)).contains(id("n2"));
    }

    @Test
    void a_member_with_another_id_is_the_node_of_its_name_that_is_nobody_else() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("x", "gw");
        names.put("n1", "gw");
        names.put("y", "gw");
        Pairs pairs = Pairs.of(DESIGN, names);
        assertThat(pairs.node("x").map(Node::id)).contains(id("n2"));
        assertThat(pairs.node("y")).as("no node is two members").isEmpty();
    }

    @Test
    void an_id_tells_more_than_a_name() {
        Pairs pairs = Pairs.of(DESIGN, Map.of("n3", "renamed"));
        assertThat(pairs.node("n3").map(Node::name)).contains("old");
    }
}
