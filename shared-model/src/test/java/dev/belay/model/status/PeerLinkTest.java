package dev.belay.model.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.status.Picture.NodePicture;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerLinkTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void a_link_is_one_way_when_the_end_that_hears_said_so_after_the_other_heard_nothing() {
        NodePicture hears = node("n1", 300, new PeerSight("n2", true, 20, 1.0, 0.0, state()));
        NodePicture deaf = node("n2", 200, new PeerSight("n1", false, 6_000, 1.0, 0.0, state()));

        assertThat(PeerLink.between(List.of(hears, deaf)))
                .containsExactly(new PeerLink("n1", "n2", PeerLink.State.ONE_WAY, 6_000, null));
    }

    @Test
    void the_last_words_of_a_node_that_died_are_no_sign_of_a_one_way_cut() {
        NodePicture died = node("n1", 4_000, new PeerSight("n2", true, 20, 1.0, 0.0, state()));
        NodePicture lives = node("n2", 200, new PeerSight("n1", false, 4_100, 1.0, 0.0, state()));

        assertThat(PeerLink.between(List.of(died, lives))).isEmpty();
        assertThat(PeerLink.between(List.of(lives, died))).isEmpty();
    }

    @Test
    void an_end_that_never_heard_anything_is_deaf_whenever_the_other_spoke() {
        NodePicture hears = node("n1", 3_000, new PeerSight("n2", true, 20, 1.0, 0.0, state()));
        NodePicture deaf = node("n2", 200, new PeerSight("n1", false, -1, null, null, state()));

        assertThat(PeerLink.between(List.of(hears, deaf)))
                .containsExactly(new PeerLink("n1", "n2", PeerLink.State.ONE_WAY, -1, null));
    }

    private static NodeState state() {
        return NodeState.ACTIVE;
    }

    private static NodePicture node(String id, long ageMillis, PeerSight sight) {
        var report =
                new NodeReport(
                        id,
                        AT,
                        AT,
                        "0.1.0",
                        "linux",
                        new Opinion("n1", 7, AT, RaftRole.FOLLOWER, true),
                        List.of(sight),
                        new Vitals(0, 0, 0, 0, 1, 0, 0, 1, 0, 0),
                        new RaftFacts(1, 1, -1, 0),
                        0);
        var member = new Member(id, id, "", MemberRole.VOTER, false, "h", 1);
        return new NodePicture(
                member, NodeState.ACTIVE, "reports", report, ageMillis, id, List.of());
    }
}
