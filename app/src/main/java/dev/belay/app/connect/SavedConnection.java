package dev.belay.app.connect;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A cluster that the user has saved; holds no secret.
///
/// @param id never shown, never changed
/// @param name what the user calls it
/// @param isProtected whether it opens read-only, in a red frame
/// @param user whom to log in as; empty for what the SSH config says
/// @param port of SSH; 0 for what the SSH config says
/// @param jump hosts to go through, as ProxyJump has them; empty for what the SSH config says
/// @param keyFile private key to try first; empty for what the SSH config says
/// @param socket of the agents; empty for the usual place
/// @param nodes at least one
public record SavedConnection(
        String id,
        String name,
        boolean isProtected,
        String user,
        int port,
        String jump,
        String keyFile,
        String socket,
        List<SavedNode> nodes) {

    /// What a hand-written file leaves out is empty.
    public SavedConnection {
        id = orEmpty(id);
        name = orEmpty(name);
        user = orEmpty(user);
        jump = orEmpty(jump);
        keyFile = orEmpty(keyFile);
        socket = orEmpty(socket);
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
    }

    /// One node.
    ///
    /// @param address `[user@]host[:port]`, or the path of a socket of this computer
    /// @param node id of the member that was found there; empty before
    public record SavedNode(String address, String node) {
        public SavedNode {
            address = orEmpty(address);
            node = orEmpty(node);
        }
    }

    /// A new one, that leaves everything but the addresses to the SSH config.
    public static SavedConnection of(String name, List<String> addresses) {
        return new SavedConnection(
                UUID.randomUUID().toString(),
                name,
                false,
                "",
                0,
                "",
                "",
                "",
                addresses.stream().map(address -> new SavedNode(address, "")).toList());
    }

    /// Likewise, with the member that was found at an address.
    SavedConnection withNode(String address, String node) {
        List<SavedNode> changed =
                nodes.stream()
                        .map(one ->
                                one.address().equals(address) ? new SavedNode(address, node) : one)
                        .toList();
        return new SavedConnection(
                id, name, isProtected, user, port, jump, keyFile, socket, changed);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
