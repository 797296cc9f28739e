package dev.belay.agent.run;

import dev.belay.agent.api.AgentFace;
import dev.belay.agent.api.CloudFace;
import dev.belay.agent.api.ConfigFace;
import dev.belay.agent.api.FenceFace;
import dev.belay.agent.api.GovernanceFace;
import dev.belay.agent.api.MembershipFace;
import dev.belay.agent.api.OperationsFace;
import dev.belay.agent.api.ServicesFace;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.health.History;
import dev.belay.agent.host.Clock;
import dev.belay.agent.journal.Journal;
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
import java.util.function.Consumer;

/// A running agent as its API shows it.
public record Face(
        Watch watch,
        Journal journal,
        History history,
        Asking asking,
        Consensus consensus,
        MembershipFace membership,
        GovernanceFace governance,
        ConfigFace configs,
        ServicesFace services,
        FenceFace fencing,
        CloudFace cloud,
        OperationsFace operations,
        Clock clock,
        Consumer<Event> recorder)
        implements AgentFace {

    @Override
    public ClusterStatus status() {
        return watch.status();
    }

    @Override
    public NodeReport self() {
        watch.lookAtConsensus();
        return watch.report();
    }

    @Override
    public List<EventRecord> events(long after, int limit) throws IOException {
        return after < 0 ? journal.newest(limit) : journal.after(after, limit);
    }

    @Override
    public List<EventRecord> eventsOfAll(long after, int limit) throws IOException {
        return asking.eventsOfAll(after, limit);
    }

    @Override
    public HistoryAnswer history(HistoryTier tier, List<Measure> measures) throws IOException {
        return history.read(tier, measures, clock.now().toEpochMilli());
    }

    @Override
    public void record(Event event) {
        recorder.accept(event);
    }

    @Override
    public Instant now() {
        return clock.now();
    }
}
