package dev.belay.agent.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Users and groups of this host, from /etc/passwd and /etc/group (passwd(5), group(5)).
///
/// Read anew for every question, so that a change counts at once.
public final class Accounts {

    private final Path passwd;
    private final Path group;

    public Accounts(Path passwd, Path group) {
        this.passwd = passwd;
        this.group = group;
    }

    /// The accounts of this host.
    public static Accounts ofHost() {
        return new Accounts(Path.of("/etc/passwd"), Path.of("/etc/group"));
    }

    /// Names of the groups of a user: its primary one and those that list it. A file that cannot be
    /// read gives no group.
    ///
    /// @param user name, or number where the host knows no name
    public Set<String> groupsOf(String user) {
        List<String[]> users = lines(passwd, 4);
        List<String[]> groups = lines(group, 4);
        var names = new HashSet<String>();
        for (String[] account : users) {
            if (account[0].equals(user)) {
                for (String[] one : groups) {
                    if (one[2].equals(account[3])) {
                        names.add(one[0]);
                    }
                }
            }
        }
        for (String[] one : groups) {
            if (Arrays.asList(one[3].split(",", -1)).contains(user)) {
                names.add(one[0]);
            }
        }
        return names;
    }

    /// Whether a user is the super-user, whatever its name.
    public boolean isRoot(String user) {
        return user.equals("0")
                || lines(passwd, 4).stream()
                        .anyMatch(account -> account[0].equals(user) && account[2].equals("0"));
    }

    private static List<String[]> lines(Path file, int fields) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                    .map(line -> line.split(":", -1))
                    .filter(parts -> parts.length >= fields)
                    .toList();
        } catch (IOException e) {
            // Nobody gets a role from a file that cannot be read.
            return List.of();
        }
    }
}
