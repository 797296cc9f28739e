package dev.belay.agent.join;

import dev.belay.api.MemberRemoval.Afterwards;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Gives up what a node has of its cluster. What is to be given up is written down first, so that a
/// crash in between is made good at the next start.
final class Leaving {

    private static final String ORDER = "leaving.json";
    private static final String FORMER = "former.json";

    /// Folders and files of a member, besides its key.
    private static final List<String> FOLDERS = List.of("raft", "tls", "authorities");

    private static final List<String> FILES =
            List.of("belay-state.json", "owner", "founding.json", "membership.json");

    private Leaving() {}

    /// What shall be left.
    ///
    /// @param then what the node does afterwards
    /// @param keepsKeys whether its key stays: it is on its way back under another name
    /// @param clusterId the cluster that it leaves; empty for none
    /// @param wasAdmin whether it was the admin there
    record Order(Afterwards then, boolean keepsKeys, String clusterId, boolean wasAdmin) {}

    /// What a node remembers of a cluster that it left without being wiped.
    record Former(String clusterId, boolean wasAdmin) {}

    static Optional<Former> former(Path stateDir) throws IOException {
        return StateFile.read(stateDir.resolve(FORMER), Former.class);
    }

    /// Writes down what to do: from here on it will be done, whatever happens.
    static void begin(Path stateDir, Order order) throws IOException {
        StateFile.write(stateDir.resolve(ORDER), order);
    }

    /// Does what was written down, if anything was. May be repeated.
    static void finish(Path stateDir) throws IOException {
        Optional<Order> order = StateFile.read(stateDir.resolve(ORDER), Order.class);
        if (order.isEmpty()) {
            return;
        }
        for (String folder : FOLDERS) {
            StateFile.deleteTree(stateDir.resolve(folder));
        }
        for (String file : FILES) {
            StateFile.delete(stateDir.resolve(file));
        }
        if (!order.get().keepsKeys() && order.get().then() == Afterwards.WIPE) {
            NodeKeys.forget(stateDir);
        }
        switch (order.get().then()) {
            case STANDALONE ->
                    StateFile.write(
                            stateDir.resolve(FORMER),
                            new Former(order.get().clusterId(), order.get().wasAdmin()));
            case WIPE -> StateFile.delete(stateDir.resolve(FORMER));
        }
        StateFile.delete(stateDir.resolve(ORDER));
    }
}
