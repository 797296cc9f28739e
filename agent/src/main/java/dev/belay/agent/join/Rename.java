package dev.belay.agent.join;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A rename that is under way, as the state folder keeps it until it is done. Its token is there as
/// well, for the owner alone: without it, a node that stopped in between could not come back.
///
/// @param former host name before
/// @param name host name to be
/// @param formerNode id before
/// @param token to come back with, whole; a secret
record Rename(String former, String name, String formerNode, String token) {

    private static final String FILE = "rename.json";

    static Optional<Rename> read(Path stateDir) throws IOException {
        return StateFile.read(stateDir.resolve(FILE), Rename.class);
    }

    static boolean isUnderWay(Path stateDir) {
        return Files.exists(stateDir.resolve(FILE));
    }

    void write(Path stateDir) throws IOException {
        StateFile.write(stateDir.resolve(FILE), this);
    }

    static void forget(Path stateDir) throws IOException {
        StateFile.delete(stateDir.resolve(FILE));
    }

    @Override
    public String toString() {
        return "rename of " + former + " to " + name;
    }
}
