package dev.belay.agent;

import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeReport;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.RaftFacts;
import dev.belay.model.status.RaftRole;
import dev.belay.model.status.Vitals;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Made-up members and reports.
public final class TestCluster {

    public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    public static final List<Member> THREE =
            List.of(
                    member("n1", "a", MemberRole.VOTER),
                    member("n2", "b", MemberRole.VOTER),
                    member("n3", "c", MemberRole.WITNESS));

    private TestCluster() {}

    public static Member member(String id, String zone, MemberRole role) {
        return new Member(id, id, zone, role, id.equals("n1"), "127.62.1.1", 6200);
    }

    public static Opinion opinion(@Nullable String coordinator, long term, boolean quorate) {
        return new Opinion(coordinator, term, START, RaftRole.FOLLOWER, quorate);
    }

    public static NodeReport report(String node, Instant at) {
        return report(node, at, "0.1.0", 50);
    }

    public static NodeReport report(String node, Instant at, String version, int diskPercent) {
        return new NodeReport(
                node,
                at,
                START,
                version,
                "Linux",
                opinion("n1", 1, true),
                List.of(),
                new Vitals(10, 1, 0.5, 40, 100, 10, diskPercent, 100, 1, 1),
                new RaftFacts(7, 7, -1, 100),
                0);
    }
}
