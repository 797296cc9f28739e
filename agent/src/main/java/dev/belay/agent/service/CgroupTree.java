package dev.belay.agent.service;

import java.nio.file.Path;
import java.util.Optional;

/// Where the agent's own control group of version 2 is, by what the kernel says of mounts and
/// groups (proc(5), `/proc/pid/mountinfo`; cgroups(7), `/proc/pid/cgroup`).
final class CgroupTree {

    private static final int ROOT = 3;
    private static final int POINT = 4;
    private static final String SEPARATOR = " - ";

    private CgroupTree() {}

    /// The folder of the group that the agent is in.
    ///
    /// @param mounts text of `/proc/self/mountinfo`
    /// @param groups text of `/proc/self/cgroup`
    /// @return empty when no cgroup v2 is mounted
    static Optional<Path> root(String mounts, String groups) {
        Optional<String> own =
                groups.lines()
                        .filter(line -> line.startsWith("0::/"))
                        .map(line -> line.substring("0::".length()))
                        .findFirst();
        return mounts.lines()
                .filter(CgroupTree::isUnified)
                .map(line -> line.split(" ", -1))
                .findFirst()
                .map(fields -> below(fields, own.orElse("/")));
    }

    private static boolean isUnified(String line) {
        int at = line.indexOf(SEPARATOR);
        return at > 0
                && line.startsWith("cgroup2 ", at + SEPARATOR.length())
                && line.split(" ", -1).length > POINT;
    }

    private static Path below(String[] fields, String own) {
        Path point = Path.of(decoded(fields[POINT]));
        Path mounted = Path.of(decoded(fields[ROOT]));
        Path group = Path.of(own);
        // A group outside of what is mounted is not to be reached from here.
        return group.startsWith(mounted)
                ? point.resolve(mounted.relativize(group).toString()).normalize()
                : point;
    }

    /// Blanks and backslashes stand as three octal digits.
    private static String decoded(String field) {
        var text = new StringBuilder();
        for (int at = 0; at < field.length(); at++) {
            char c = field.charAt(at);
            if (c == '\\' && at + 3 < field.length()) {
                text.append((char) Integer.parseInt(field, at + 1, at + 4, 8));
                at += 3;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
