package dev.belay.app.connect;

import dev.belay.reach.LocalSocket;
import java.nio.file.Path;
import java.util.function.Consumer;

/// The agent of this computer.
record LocalDoor(Path socket) implements NodeDoor {

    @Override
    public NodeLink open(Consumer<String> onLost) {
        return new ApiLink(new LocalSocket(socket), null, () -> {});
    }

    @Override
    public String describe() {
        return socket.toString();
    }
}
