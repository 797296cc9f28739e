package dev.belay.app.drill;

import dev.belay.api.DrillKind;
import dev.belay.api.ServicesView;
import dev.belay.drill.DrillResult;
import dev.belay.reach.AgentException;
import dev.belay.reach.drill.DrillWatch;
import dev.belay.story.Story;
import java.util.List;

/// What drills and stories ask the cluster. All calls block.
public interface DrillPort {

    /// An answer, and whose it is.
    ///
    /// @param observer id of the node that said it
    record Told(String observer, ServicesView view) {}

    Told services() throws AgentException;

    /// What clients of a service would ask, as the design says; empty when it does not say.
    String probe(String service) throws AgentException;

    /// One drill.
    ///
    /// @param node that is to be struck; if the service is elsewhere, nothing is done
    /// @param seconds how long a fault lasts that lasts
    /// @param probe what is asked, as `host:10.0.0.9`
    record Wish(String service, String node, DrillKind kind, int seconds, String probe) {}

    /// Does it; takes as long as it is watched.
    DrillResult drill(Wish wish, DrillWatch watch) throws AgentException, InterruptedException;

    /// All changes of nodes that are remembered, of all services, the newest first.
    List<Story> stories() throws AgentException;
}
