package dev.belay.agent.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Groups in the unified tree of cgroup v2, below the agent's own one (cgroups(7)).
public final class ControlGroups implements Groups {

    private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]{1,63}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final Path PROC = Path.of("/proc/self");
    private static final Duration LOOK_AGAIN = Duration.ofMillis(1);
    private static final Duration SWEEP = Duration.ofSeconds(2);

    /// Where groups are, or why there are none.
    private sealed interface Place {
        record At(Path folder) implements Place {}

        record Nowhere(String why) implements Place {}
    }

    private final Place place;

    private ControlGroups(Place place) {
        this.place = place;
    }

    /// Those of a node; makes the folder that they are in.
    ///
    /// @param cluster its name
    /// @param node its name
    public static ControlGroups of(String cluster, String node) {
        try {
            return at(
                    Files.readString(PROC.resolve("mountinfo")),
                    Files.readString(PROC.resolve("cgroup")),
                    cluster,
                    node);
        } catch (IOException e) {
            return nowhere("this host does not say where its control groups are", e);
        }
    }

    /// Removes the folder of this node's groups when no group is in it.
    public void leave() {
        if (place instanceof Place.At(Path folder)) {
            removeIfEmpty(folder);
        }
    }

    private static void removeIfEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // Something runs there still: it is left to whoever ends that.
        }
    }

    /// Ends whatever is left of all nodes of a cluster on this machine, which runs none of its
    /// agents any more.
    public static void sweep(String cluster) throws IOException, InterruptedException {
        Optional<Path> root =
                CgroupTree.root(
                        Files.readString(PROC.resolve("mountinfo")),
                        Files.readString(PROC.resolve("cgroup")));
        if (root.isEmpty() || !NAME.matcher(cluster).matches()) {
            return;
        }
        try (var nodes = Files.newDirectoryStream(root.get(), "belay-" + cluster + "-*")) {
            for (Path node : nodes) {
                long until = System.nanoTime() + SWEEP.toNanos();
                while (Files.isWritable(node.resolve("cgroup.kill"))
                        && !isEnded(node)
                        && System.nanoTime() < until) {
                    Thread.sleep(LOOK_AGAIN);
                }
            }
        }
    }

    private static ControlGroups at(String mounts, String own, String cluster, String node) {
        Optional<Path> root = CgroupTree.root(mounts, own);
        if (root.isEmpty()) {
            return new ControlGroups(
                    new Place.Nowhere(
                            "cgroup v2 was wanted, this host has none mounted: mount it, or what"
                                    + " resources leave behind cannot be killed as a whole"));
        }
        if (!NAME.matcher(cluster).matches() || !NAME.matcher(node).matches()) {
            return new ControlGroups(
                    new Place.Nowhere(
                            "names of letters, digits and _ . - were wanted for control groups, found '%s' and '%s'"
                                    .formatted(cluster, node)));
        }
        Path folder = root.get().resolve("belay-" + cluster + "-" + node);
        try {
            Files.createDirectories(folder);
            return Files.isWritable(folder.resolve("cgroup.kill"))
                    ? new ControlGroups(new Place.At(folder))
                    : new ControlGroups(
                            new Place.Nowhere(
                                    "'%s' was wanted, found none to write to: run the agent as root on kernel 5.14 or later"
                                            .formatted(folder.resolve("cgroup.kill"))));
        } catch (IOException e) {
            return nowhere("'%s' could not be made".formatted(folder), e);
        }
    }

    private static ControlGroups nowhere(String what, IOException e) {
        return new ControlGroups(new Place.Nowhere(what + ": " + e));
    }

    @Override
    public Optional<String> objection() {
        return switch (place) {
            case Place.At _ -> Optional.empty();
            case Place.Nowhere(String why) -> Optional.of(why);
        };
    }

    @Override
    public Path make(String service) throws IOException {
        return Files.createDirectories(folder(service));
    }

    @Override
    public boolean end(String service, Duration atMost) throws IOException, InterruptedException {
        Path folder = folder(service);
        long until = System.nanoTime() + atMost.toNanos();
        // Again and again: what was just entering a group when it was killed is still there.
        while (!isEnded(folder)) {
            if (System.nanoTime() >= until) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return true;
    }

    private Path folder(String service) throws IOException {
        if (!SERVICE.matcher(service).matches()) {
            throw new IllegalArgumentException("not the id of a service: '" + service + "'");
        }
        return switch (place) {
            case Place.At(Path folder) -> folder.resolve(service);
            case Place.Nowhere(String why) -> throw new IOException(why);
        };
    }

    private static boolean isEnded(Path folder) throws IOException {
        try {
            Files.writeString(folder.resolve("cgroup.kill"), "1");
            boolean isEmpty =
                    Files.readString(folder.resolve("cgroup.events")).contains("populated 0");
            if (!isEmpty) {
                return false;
            }
            for (Path one : withGroupsBelow(folder)) {
                Files.deleteIfExists(one);
            }
            return true;
        } catch (NoSuchFileException e) {
            return !Files.exists(folder);
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException | UncheckedIOException e) {
            // "Device or resource busy": something has entered since; or one below went away.
            return false;
        } catch (IOException e) {
            // Its files answer "no such device" when it goes away while they are read.
            if (Files.exists(folder)) {
                throw e;
            }
            return true;
        }
    }

    private static List<Path> withGroupsBelow(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(one -> Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
