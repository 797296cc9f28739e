package dev.belay.agent.main;

import dev.belay.api.AdminPrepare;
import dev.belay.api.MemberRemoval;
import dev.belay.api.MemberRemoval.Afterwards;
import dev.belay.api.NodeRename;
import dev.belay.api.Rotation;
import dev.belay.api.WorkerPrepare;
import dev.belay.reach.AgentException;
import dev.belay.reach.publish.Publisher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// A bare host as a process of its own that is gone, without a word, as soon as a file of its state
/// folder is there (or, with `!` in front, not there any more; or, as `@MILLIS`, so long after the
/// action has begun): `FOLDER NAME ADDRESS FILE ACTION [ARGUMENT]`.
final class CrashingHost {

    private static final int CRASHED = 9;
    private static final int SURVIVED = 3;

    private CrashingHost() {}

    public static void main(String[] args) throws Exception {
        var names = new BareHost.Names();
        names.all = true;
        var host = new BareHost(Path.of(args[0]), args[1], args[2], names).start();
        while (!isReady(host)) {
            LockSupport.parkNanos(10_000_000);
        }
        System.out.println("ready: " + host.api().standing().stage());
        String when = args[3];
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    if (when.startsWith("@")) {
                        LockSupport.parkNanos(Long.parseLong(when.substring(1)) * 1_000_000);
                    } else {
                        awaitFile(host, when);
                    }
                    Runtime.getRuntime().halt(CRASHED);
                });
        switch (args[4]) {
            case "found" -> host.api().prepareAdmin(new AdminPrepare("Edge", 1, null, false));
            case "join" -> host.api().prepareWorker(new WorkerPrepare(args[5]));
            case "reset" -> host.api().resetNode(new MemberRemoval(Afterwards.WIPE, false));
            case "rename" -> host.api().renameNode(new NodeRename(args[5]));
            case "remove" ->
                    host.api().removeMember(args[5], new MemberRemoval(Afterwards.WIPE, false));
            case "rotate" -> host.api().rotateKeys(new Rotation(false));
            case "rotate-authority" -> host.api().rotateKeys(new Rotation(true));
            case "wait" -> LockSupport.parkNanos(1);
            case "publish" -> publish(host, Path.of(args[5]));
            default -> throw new IllegalArgumentException(args[4]);
        }
        if (when.startsWith("@")) {
            // What goes on behind the answer is to be met, too.
            LockSupport.parkNanos(Long.MAX_VALUE);
        }
        System.exit(SURVIVED);
    }

    /// Publishes a folder as set `site`, for the folder `{node}` beside it.
    static void publish(BareHost host, Path site) throws Exception {
        Path target = site.resolveSibling("{node}").resolve("site");
        new Publisher(host.api(), site.resolveSibling("caches"))
                .publish(
                        site,
                        new Publisher.Wish("site", target.toString(), false, null, ""),
                        needs -> {});
    }

    private static void awaitFile(BareHost host, String when) {
        boolean gone = when.startsWith("!");
        Path file = host.stateDir().resolve(gone ? when.substring(1) : when);
        while (Files.exists(file) == gone) {
            // Some files are there for a moment only.
            Thread.onSpinWait();
        }
    }

    /// A member is, once it hears its coordinator.
    private static boolean isReady(BareHost host) throws AgentException {
        return switch (host.api().standing().stage()) {
            case SINGLE -> true;
            case ADMIN, WORKER -> host.api().status().opinion().quorate();
            case JOINING, REMOVED -> false;
        };
    }
}
