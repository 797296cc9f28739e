package dev.belay.agent.api;

import dev.belay.agent.consensus.Consensus;
import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Event;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Measure;
import dev.belay.model.status.NodeReport;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// What the API shows of an agent.
public interface AgentFace {

    /// The cluster as this agent sees it now; does not block.
    ClusterStatus status();

    /// This agent's own report; does not block.
    NodeReport self();

    /// Events of this node: the first after a number, or the newest when the number is negative.
    List<EventRecord> events(long after, int limit) throws IOException;

    /// The newest events of all members that answer, in order of time. Blocks for up to a second.
    List<EventRecord> eventsOfAll(long after, int limit) throws IOException;

    /// History of some measures from the disk.
    HistoryAnswer history(HistoryTier tier, List<Measure> measures) throws IOException;

    /// Records an event of the API itself.
    void record(Event event);

    Consensus consensus();

    /// This node's way into a cluster and out of it.
    MembershipFace membership();

    ConfigFace configs();

    ServicesFace services();

    FenceFace fencing();

    CloudFace cloud();

    OperationsFace operations();

    /// Trust, membership and audit of the cluster.
    GovernanceFace governance();

    Instant now();
}
