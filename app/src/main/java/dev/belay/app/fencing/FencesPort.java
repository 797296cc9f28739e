package dev.belay.app.fencing;

import dev.belay.api.FenceView;
import dev.belay.api.FenceView.Fencing;
import dev.belay.api.ServicesView;
import dev.belay.model.node.FenceAction;
import dev.belay.reach.AgentException;
import java.util.Map;

/// What the screen of fencing asks the cluster, and orders. All calls block; what orders something
/// is sent once.
public interface FencesPort {

    /// An answer.
    ///
    /// @param observer id of the member that said it
    /// @param view what that one says
    /// @param services what may be running where
    /// @param views what each member says that answered, by its id: it can use its devices or not
    record Told(
            String observer, FenceView view, ServicesView services, Map<String, FenceView> views) {

        public Told {
            views = Map.copyOf(views);
        }
    }

    Told look() throws AgentException;

    /// Begins to stop a node for certain, from another member than the node itself.
    ///
    /// @return what was begun; what comes of it is in the history, under its number
    Fencing fence(String node, FenceAction action) throws AgentException;

    /// Says that a person has seen to it that a node is stopped.
    void confirm(String node) throws AgentException;
}
