package dev.belay.agent.tenure;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.host.Posix;
import dev.belay.agent.tenure.SystemProxyPlan.Found;
import dev.belay.agent.tenure.SystemProxyPlan.Step;
import dev.belay.model.proxy.ProxyFiles;
import dev.belay.model.status.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The proxy that the whole operating system of this node uses, as files of that system. They are
/// put in order when the agent starts and when the design changes, and looked at again while
/// something is in the way. Safe for use by several threads.
public final class SystemProxy {

    private static final Path BOOTED = Path.of("/run/systemd/system");
    private static final String SYSTEMCTL = "/usr/bin/systemctl";

    /// It goes on without us when its generators take longer.
    private static final long LONGEST_SECONDS = 10;

    private static final String FILE_MODE = "rw-r--r--";
    private static final String FOLDER_MODE = "rwxr-xr-x";

    private final Path root;
    private final Optional<String> objection;
    private final Supplier<Optional<String>> reload;
    private final Consumer<Event> events;
    private final Set<Event> told = new HashSet<>();
    private SortedMap<String, String> wish = Collections.emptySortedMap();
    private long seen;
    private boolean isInOrder;
    private boolean isOver;

    /// @param root of the host
    /// @param objection why nothing may be written there; empty when it may
    /// @param reload has systemd read its own settings again; says what is wrong with that
    SystemProxy(
            Path root,
            Optional<String> objection,
            Supplier<Optional<String>> reload,
            Consumer<Event> events) {
        this.root = root;
        this.objection = objection;
        this.reload = reload;
        this.events = events;
    }

    /// That of the host which the agent runs on, unless that host is only lent to it.
    public static SystemProxy ofHost(AgentConfig config, Consumer<Event> events) {
        return new SystemProxy(
                Path.of("/"),
                objection(config.listenHost(), Posix.isRoot()),
                SystemProxy::reload,
                events);
    }

    /// Why the operating system is not this node's own.
    static Optional<String> objection(String listenHost, boolean isRoot) {
        if (listenHost.startsWith("127.")) {
            return Optional.of(
                    "the files need a host of this node's own, found an agent that listens at '%s': use a lab with --netns, or real hosts"
                            .formatted(listenHost));
        }
        return isRoot
                ? Optional.empty()
                : Optional.of("only root may write there: run the agent as root");
    }

    /// Puts the files in order, unless they are since this version came into force. What is in the
    /// way is told once for what is wanted. Blocks.
    ///
    /// @param version of the design in force
    /// @param wanted texts by their paths from the root; empty: there are to be none
    synchronized void look(long version, SortedMap<String, String> wanted) {
        boolean isAnother = !wanted.equals(wish);
        if (isOver || (isInOrder && version == seen && !isAnother)) {
            return;
        }
        if (isAnother) {
            told.clear();
        }
        wish = wanted;
        seen = version;
        isInOrder = settle(wanted);
    }

    /// Nothing is written any more.
    synchronized void close() {
        isOver = true;
    }

    /// Removes what Belay wrote: this node is in no cluster. Blocks.
    public synchronized void forget() {
        settle(Collections.emptySortedMap());
    }

    /// @return whether nothing is left to do
    private boolean settle(SortedMap<String, String> wanted) {
        if (objection.isPresent()) {
            if (!wanted.isEmpty()) {
                tellOnce(new Event.ProxyRefused(shown(wanted.keySet()), objection.get()));
            }
            return true;
        }
        List<String> written = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        List<Event> refused = new ArrayList<>();
        for (Step step : SystemProxyPlan.of(wanted, found())) {
            try {
                switch (step) {
                    case Step.Write(var file, var text) -> {
                        write(root.resolve(file), text);
                        written.add(file);
                    }
                    case Step.Remove(var file) -> {
                        remove(root.resolve(file));
                        removed.add(file);
                    }
                    case Step.Refuse(var file, var why) -> refused.add(refusal(file, why));
                }
            } catch (IOException e) {
                refused.add(refusal(step.file(), reason(e)));
            }
        }
        if (!written.isEmpty()) {
            events.accept(new Event.ProxyWritten(shown(written)));
        }
        if (!removed.isEmpty()) {
            events.accept(new Event.ProxyRemoved(shown(removed)));
        }
        refused.forEach(this::tellOnce);
        if (written.contains(ProxyFiles.UNITS) || removed.contains(ProxyFiles.UNITS)) {
            reload.get().ifPresent(why -> events.accept(refusal(ProxyFiles.UNITS, why)));
        }
        return refused.isEmpty();
    }

    private void tellOnce(Event one) {
        if (told.add(one)) {
            events.accept(one);
        }
    }

    private static Event refusal(String file, String why) {
        return new Event.ProxyRefused(shown(List.of(file)), why);
    }

    private static String shown(Iterable<String> files) {
        List<String> all = new ArrayList<>();
        files.forEach(one -> all.add("/" + one));
        return String.join(", ", all);
    }

    private static String reason(IOException e) {
        return "it could not be changed (%s): see to it that root may write there".formatted(e);
    }

    private Map<String, Found> found() {
        Map<String, Found> all = new HashMap<>();
        SystemProxyPlan.FILES.forEach(
                (file, folder) -> all.put(file, found(root.resolve(file), folder)));
        return all;
    }

    private Found found(Path file, String folder) {
        if (!Files.isDirectory(root.resolve(folder))) {
            return new Found.NoFolder(folder);
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Found.Nothing();
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Found.Other(
                    "what is there is no file, and is left as it is: remove it, or give the proxy a narrower scope");
        }
        try {
            return new Found.Text(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Found.Other(reason(e));
        }
    }

    /// Whole and durable when it returns. Whoever reads the folder meanwhile does not take the new
    /// file for one of its own: neither shells nor systemd read such a name.
    private static void write(Path file, String text) throws IOException {
        Path folder = folder(file);
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOLDER_MODE));
        }
        Path fresh = folder.resolve("." + file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try {
            try (FileChannel out =
                    FileChannel.open(
                            fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                // Whatever the agent's umask is.
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(FILE_MODE));
                var left = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (left.hasRemaining()) {
                    out.write(left);
                }
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        sync(folder);
    }

    private static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        sync(folder(file));
    }

    private static Path folder(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null) {
            throw new IOException("a file in a folder is wanted, found '" + file + "'");
        }
        return folder;
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// `daemon-reload` reads `DefaultEnvironment` again (systemd's pull request 426) and starts
    /// nothing anew; `daemon-reexec` would do more than is needed.
    private static Optional<String> reload() {
        if (!Files.isDirectory(BOOTED)) {
            return Optional.empty();
        }
        String what =
                "it is in order, but systemd was not made to read it again (%s): run systemctl daemon-reload";
        try {
            Process process =
                    new ProcessBuilder(SYSTEMCTL, "daemon-reload")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of(what.formatted("it did not answer in time"));
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of(what.formatted("systemctl ended with " + process.exitValue()));
        } catch (IOException e) {
            return Optional.of(what.formatted(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(what.formatted("this agent is about to end"));
        }
    }
}
