package dev.belay.app.connect;

import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.api.WhoAmI;
import dev.belay.model.status.EventRecord;
import dev.belay.reach.AgentException;
import dev.belay.reach.AgentPath;
import dev.belay.reach.StreamListener;
import dev.belay.reach.ssh.SshFacts;
import java.io.Closeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A way to one node's agent that is open. All questions block and may be asked from several
/// threads at once.
interface NodeLink extends Closeable {

    /// What is told of an open stream.
    interface Stream extends Closeable {
        /// Blocks until closed, then returns; throws when the agent is lost.
        void run(StreamListener listener) throws AgentException;

        @Override
        void close();
    }

    WhoAmI whoAmI() throws AgentException;

    /// The node's own events above a number, oldest first; the newest when it is negative.
    List<EventRecord> events(long after, int limit) throws AgentException;

    Stream stream(int samplesPerSecond, long eventsAfter) throws AgentException;

    HistoryAnswer history(HistoryTier tier, List<String> measures) throws AgentException;

    /// For further questions, each with a pipe of its own.
    AgentPath path() throws AgentException;

    /// Of the SSH connection; null for a socket of this machine.
    @Nullable SshFacts facts();

    /// Ends whatever waits in it; returns at once.
    @Override
    void close();
}
