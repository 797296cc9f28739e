package dev.belay.app.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.status.EventRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveClusterTest {

    private final AtomicLong now = new AtomicLong();
    private final LiveClusterFixture fixture = LiveClusterFixture.of("lab", now::get);

    @Test
    void events_of_all_nodes_come_in_the_order_of_time_and_each_once() {
        EventRecord a1 = FakeNode.event("a", 1);
        EventRecord a3 = FakeNode.event("a", 3);
        EventRecord b2 = FakeNode.event("b", 2);

        fixture.events(List.of(a1, a3)).events(List.of(b2, a1));

        assertThat(fixture.cluster().events()).containsExactly(a1, b2, a3);
    }

    @Test
    void the_oldest_events_leave_and_do_not_come_back() {
        List<EventRecord> many = new ArrayList<>();
        for (int i = 1; i <= LiveCluster.EVENTS_KEPT + 10; i++) {
            many.add(FakeNode.event("a", i));
        }

        fixture.events(many).events(many.subList(0, 5));

        assertThat(fixture.cluster().events()).hasSize(LiveCluster.EVENTS_KEPT);
        assertThat(fixture.cluster().events().getFirst().seq()).isEqualTo(11);
    }

    @Test
    void ages_grow_without_a_new_fact() {
        fixture.status(new FakeNode("n1").status("n1", "n2"));
        assertThat(fixture.cluster().pictureProperty().get().isFresh()).isTrue();

        now.addAndGet(6_000_000_000L);
        fixture.tick();

        assertThat(fixture.cluster().pictureProperty().get().isFresh()).isFalse();
    }

    @Test
    void members_without_a_tunnel_are_shown_too() {
        fixture.status(new FakeNode("n1").status("n1", "n2"));

        assertThat(fixture.cluster().nodes())
                .extracting(LiveNode::id, node -> node.tunnelProperty().get().state())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("n1", TunnelState.OPEN),
                        org.assertj.core.groups.Tuple.tuple("n2", TunnelState.NONE));
    }
}
