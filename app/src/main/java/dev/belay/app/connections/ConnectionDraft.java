package dev.belay.app.connections;

import dev.belay.app.connect.SavedConnection;
import dev.belay.reach.AgentException;
import dev.belay.reach.ssh.SshAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What stands in the form of a connection, as it was typed.
///
/// @param addresses one node a line
/// @param port empty for what the SSH config says
record ConnectionDraft(
        String name,
        String addresses,
        String user,
        String port,
        String jump,
        String keyFile,
        String socket,
        boolean isProtected) {

    static final ConnectionDraft EMPTY = new ConnectionDraft("", "", "", "", "", "", "", false);

    /// A field of the form, by which its control is found.
    enum Field {
        NAME,
        ADDRESSES,
        PORT,
        JUMP,
        KEY_FILE,
        SOCKET
    }

    /// What is wrong with a field.
    ///
    /// @param key of the sentence
    /// @param found what is quoted in it
    record Fault(Field field, String key, String found) {}

    static ConnectionDraft of(SavedConnection saved) {
        return new ConnectionDraft(
                saved.name(),
                String.join(
                        "\n",
                        saved.nodes().stream().map(SavedConnection.SavedNode::address).toList()),
                saved.user(),
                saved.port() == 0 ? "" : Integer.toString(saved.port()),
                saved.jump(),
                saved.keyFile(),
                saved.socket(),
                saved.isProtected());
    }

    /// Everything that is wrong with it, all at once.
    ///
    /// @param taken names of the other connections
    List<Fault> faults(Set<String> taken) {
        List<Fault> faults = new ArrayList<>();
        if (name.isBlank()) {
            faults.add(new Fault(Field.NAME, "fault.name.none", ""));
        } else if (taken.contains(name.strip())) {
            faults.add(new Fault(Field.NAME, "fault.name.taken", name.strip()));
        }
        addresses(faults);
        if (!port.isBlank() && portNumber() == 0) {
            faults.add(new Fault(Field.PORT, "fault.port", port.strip()));
        }
        for (String hop : jump.isBlank() ? List.<String>of() : List.of(jump.split(",", -1))) {
            if (!isSshAddress(hop)) {
                faults.add(new Fault(Field.JUMP, "fault.jump", hop.strip()));
                break;
            }
        }
        path(keyFile, Field.KEY_FILE, "fault.key-file", faults);
        if (!socket.isBlank() && !socket.strip().startsWith("/")) {
            faults.add(new Fault(Field.SOCKET, "fault.socket", socket.strip()));
        }
        return faults;
    }

    /// The connection, when nothing is wrong; keeps what is known of addresses that stay.
    SavedConnection saved(SavedConnection before) {
        List<SavedConnection.SavedNode> nodes =
                lines().stream()
                        .map(address ->
                                before.nodes().stream()
                                        .filter(node -> node.address().equals(address))
                                        .findFirst()
                                        .orElse(new SavedConnection.SavedNode(address, "")))
                        .toList();
        return new SavedConnection(
                before.id(),
                name.strip(),
                isProtected,
                user.strip(),
                portNumber(),
                jump.strip(),
                keyFile.strip(),
                socket.strip(),
                nodes);
    }

    /// The addresses, blank lines left out.
    List<String> lines() {
        return addresses.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private void addresses(List<Fault> faults) {
        if (lines().isEmpty()) {
            faults.add(new Fault(Field.ADDRESSES, "fault.addresses.none", ""));
        }
        Set<String> seen = new HashSet<>();
        for (String line : lines()) {
            if (!seen.add(line)) {
                faults.add(new Fault(Field.ADDRESSES, "fault.addresses.twice", line));
                return;
            }
            if (!line.startsWith("/") && !isSshAddress(line)) {
                faults.add(new Fault(Field.ADDRESSES, "fault.addresses.wrong", line));
                return;
            }
        }
    }

    private int portNumber() {
        String digits = Objects.requireNonNullElse(port, "").strip();
        if (!digits.matches("[0-9]{1,5}")) {
            return 0;
        }
        int number = Integer.parseInt(digits);
        return number <= 65_535 ? number : 0;
    }

    private static boolean isSshAddress(String text) {
        try {
            return !SshAddress.parse(text).host().isEmpty();
        } catch (AgentException e) {
            return false;
        }
    }

    private static void path(String text, Field field, String key, List<Fault> faults) {
        if (text.isBlank()) {
            return;
        }
        String strip = text.strip();
        try {
            if (Path.of(strip).isAbsolute() || strip.startsWith("~/")) {
                return;
            }
        } catch (InvalidPathException e) {
            // said below, as for a path that is not absolute
        }
        faults.add(new Fault(field, key, strip));
    }
}
