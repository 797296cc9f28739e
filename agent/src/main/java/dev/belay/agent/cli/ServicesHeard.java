package dev.belay.agent.cli;

import dev.belay.api.ServicesView;
import dev.belay.model.status.ClusterStatus;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What an agent says of the cluster's services when it has told its status.
///
/// @param view null where there is nothing to say: in no cluster, without a design, an older agent
/// @param error why there is no answer; null when there is one
record ServicesHeard(@Nullable ServicesView view, @Nullable AgentException error) {

    /// Whoever looks wants to know the cluster now; a member that is silent is told as such.
    static final Duration SOON = Duration.ofMillis(400);

    /// The longest that an agent waits.
    static final Duration PATIENT = Duration.ofMillis(900);

    static final ServicesHeard NOTHING = new ServicesHeard(null, null);

    /// Asks once; blocks until there is an answer or the client's deadline is over.
    ///
    /// @param within how long the agent may wait for members that are silent
    static ServicesHeard ask(ApiClient client, ClusterStatus status, Duration within) {
        if (status.clusterId().isEmpty()) {
            return NOTHING;
        }
        try {
            ServicesView view = client.services(within);
            boolean isEmpty = view.designVersion() == 0 && view.services().isEmpty();
            return isEmpty && view.fences().isEmpty() ? NOTHING : new ServicesHeard(view, null);
        } catch (AgentException e) {
            // One that says no does not know the question.
            return e.kind() == AgentException.Kind.REFUSED ? NOTHING : new ServicesHeard(null, e);
        }
    }
}
