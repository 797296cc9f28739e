package dev.belay.app.design;

import dev.belay.api.ApiError;
import dev.belay.api.DesignText;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Member;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.Quorum;
import dev.belay.model.status.RaftRole;
import dev.belay.reach.AgentException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cluster's design that is kept here: for pictures and tests.
public final class DesignFixture implements DesignPort {
    private ClusterStatus status;
    private DesignText kept = new DesignText("", 0);
    private @Nullable AgentException failure;
    private boolean isAnswerLost;

    /// A cluster of these members, without a design in force.
    public DesignFixture(String cluster, List<Member> members, Instant now) {
        List<NodeStatus> nodes =
                members.stream()
                        .map(one -> new NodeStatus(one, NodeState.ACTIVE, "", null))
                        .toList();
        String first = members.getFirst().id();
        status =
                new ClusterStatus(
                        cluster,
                        cluster,
                        first,
                        now,
                        new Opinion(first, 1, now, RaftRole.COORDINATOR, true),
                        new Quorum(members.size(), members.size(), members.size() / 2 + 1, true),
                        nodes,
                        List.of());
    }

    /// Every call fails from now on; null for none.
    public void fail(@Nullable AgentException next) {
        failure = next;
    }

    /// Another cluster with the same members is looked at.
    public void become(String cluster) {
        status =
                new ClusterStatus(
                        cluster,
                        cluster,
                        status.observer(),
                        status.at(),
                        status.opinion(),
                        status.quorum(),
                        status.nodes(),
                        status.problems());
    }

    /// The next order is carried out, and its answer never comes.
    public void loseAnswer() {
        isAnswerLost = true;
    }

    /// Somebody else puts a design in force.
    public void keep(Design design) {
        kept = new DesignText(DesignFormat.write(design), kept.version() + 10);
    }

    /// What is in force.
    public Design kept() {
        return DesignFormat.read(kept.text()) instanceof Reading.Read(var design, _)
                ? design
                : Design.empty(ClusterSettings.of("none", "none", TimingProfile.STANDARD));
    }

    private void check() throws AgentException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public ClusterStatus status() throws AgentException {
        check();
        return status;
    }

    @Override
    public DesignText design() throws AgentException {
        check();
        return kept;
    }

    @Override
    public DesignText putDesign(DesignText design) throws AgentException {
        check();
        if (design.version() != kept.version()) {
            throw AgentException.refused(
                    new ApiError(
                            "design-changed",
                            "the version " + design.version(),
                            "the version " + kept.version(),
                            "read it again"));
        }
        kept = new DesignText(design.text(), kept.version() + 10);
        if (isAnswerLost) {
            isAnswerLost = false;
            throw new AgentException(
                    AgentException.Kind.UNKNOWN,
                    new ApiError(
                            "no-answer",
                            "an answer",
                            "silence for 60 s",
                            "read it back, then go on"),
                    null);
        }
        return kept;
    }
}
