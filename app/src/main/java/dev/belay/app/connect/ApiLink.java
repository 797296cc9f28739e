package dev.belay.app.connect;

import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.api.WhoAmI;
import dev.belay.model.status.EventRecord;
import dev.belay.reach.AgentException;
import dev.belay.reach.AgentPath;
import dev.belay.reach.ApiClient;
import dev.belay.reach.ApiStream;
import dev.belay.reach.EventScope;
import dev.belay.reach.StreamListener;
import dev.belay.reach.ssh.SshFacts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The agent's API over an open path.
final class ApiLink implements NodeLink {

    /// An agent sends a status every second.
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private final ApiClient client;
    private final @Nullable SshFacts facts;
    private final Runnable onClose;

    ApiLink(AgentPath path, @Nullable SshFacts facts, Runnable onClose) {
        this.client = new ApiClient(path);
        this.facts = facts;
        this.onClose = onClose;
    }

    @Override
    public WhoAmI whoAmI() throws AgentException {
        return client.whoAmI();
    }

    @Override
    public List<EventRecord> events(long after, int limit) throws AgentException {
        return client.events(after, limit, EventScope.NODE);
    }

    @Override
    public Stream stream(int samplesPerSecond, long eventsAfter) throws AgentException {
        ApiStream stream = client.stream(samplesPerSecond, eventsAfter, SILENCE);
        return new Stream() {
            @Override
            public void run(StreamListener listener) throws AgentException {
                stream.run(listener);
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }

    @Override
    public HistoryAnswer history(HistoryTier tier, List<String> measures) throws AgentException {
        return client.history(tier, measures);
    }

    @Override
    public AgentPath path() {
        return client.path();
    }

    @Override
    public @Nullable SshFacts facts() {
        return facts;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
