package dev.belay.app.enroll;

import dev.belay.app.connect.ConnectionsModel;
import dev.belay.app.connect.HostDoor;
import dev.belay.app.connect.LiveNode;
import dev.belay.app.connect.SavedConnection;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Nodes and hosts over SSH; one connection a host, kept until it is forgotten.
public final class LiveWays implements Ways {
    private final Supplier<ConnectionsModel> connections;
    private final Path home;
    private final Map<String, Kept> doors = new HashMap<>();

    private record Kept(SavedConnection way, HostDoor door) {}

    /// The ways of this program.
    ///
    /// @param connections asks questions and reads the SSH config
    /// @param home folder of this program
    public LiveWays(Supplier<ConnectionsModel> connections, Path home) {
        this.connections = connections;
        this.home = home;
    }

    @Override
    public NodePort single(SavedConnection way) {
        HostDoor door = door(way);
        return new ApiNode(door::client);
    }

    @Override
    public NodePort member(LiveNode node) {
        return new ApiNode(node::client);
    }

    @Override
    public AgentInstaller installer(SavedConnection way) {
        return new SshInstaller(door(way), home);
    }

    @Override
    public synchronized void forget(SavedConnection way) {
        Kept kept = doors.remove(way.id());
        if (kept != null) {
            kept.door().close();
        }
    }

    /// The one that is kept, unless the user has written another way since.
    private synchronized HostDoor door(SavedConnection way) {
        Kept kept = doors.get(way.id());
        if (kept != null && kept.way().equals(way)) {
            return kept.door();
        }
        forget(way);
        HostDoor door = connections.get().door(way, way.nodes().getFirst().address());
        doors.put(way.id(), new Kept(way, door));
        return door;
    }
}
