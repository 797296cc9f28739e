package dev.belay.agent.lab;

import dev.belay.api.Json;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The supervisor's process: `LabMain FOLDER NODES loopback|netns[-bare] [RECORD]`. Says its
/// progress on standard output as lines of JSON until the lab is up.
public final class LabMain {

    private static final Logger LOG = Logger.getLogger(LabMain.class.getName());

    /// Ends the name of a lab's kind when its nodes are in no cluster.
    static final String BARE = "-bare";

    private LabMain() {}

    public static void main(String[] args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var folder = new LabFolder(Path.of(args[0]));
        int nodes = Integer.parseInt(args[1]);
        @Nullable Path record = args.length > 3 ? Path.of(args[3]) : null;
        FileLock lock;
        try {
            lock = folder.take();
        } catch (LabException e) {
            fail(out, e);
            return;
        } catch (IOException e) {
            fail(out, new LabException("dir.unwritable", folder.path().toString(), e.toString()));
            return;
        }
        logTo(folder);
        Fabric fabric =
                args[2].startsWith("netns")
                        ? new NetnsFabric(folder)
                        : new LoopbackFabric(folder, record);
        var supervisor =
                new Supervisor(
                        folder,
                        fabric,
                        args[2].endsWith(BARE) ? "" : newClusterId(),
                        line -> say(out, line));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(supervisor), "down"));
        try {
            supervisor.up(nodes);
            say(out, new LabProgress(LabProgress.Kind.READY, "ready", List.of()));
            out.close();
            supervisor.serve();
        } catch (LabException e) {
            fail(out, e);
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "the lab failed", e);
            fail(out, new LabException("failed", e.toString()));
        } finally {
            end(supervisor);
            release(lock);
        }
        System.exit(0);
    }

    /// From now on, what goes wrong is said in the lab's folder.
    private static void logTo(LabFolder folder) {
        Logger.getLogger("").setLevel(Level.WARNING);
        try {
            System.setErr(
                    new PrintStream(
                            new FileOutputStream(folder.logFile().toFile(), true),
                            true,
                            StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the lab keeps no log", e);
        }
    }

    /// Several labs on one machine are told apart by their ids.
    private static String newClusterId() {
        byte[] id = new byte[3];
        ThreadLocalRandom.current().nextBytes(id);
        return "lab-" + HexFormat.of().formatHex(id);
    }

    private static void say(PrintStream out, LabProgress line) {
        out.println(Json.MAPPER.writeValueAsString(line));
        if (out.checkError()) {
            // Whoever wanted the lab has gone before it was up.
            System.exit(1);
        }
    }

    private static void fail(PrintStream out, LabException e) {
        out.println(
                Json.MAPPER.writeValueAsString(
                        new LabProgress(LabProgress.Kind.FAILED, e.code(), e.arguments())));
    }

    private static void end(Supervisor supervisor) {
        try {
            supervisor.down();
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "the lab did not go down in order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void release(FileLock lock) {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "the lock goes with the process", e);
        }
    }
}
