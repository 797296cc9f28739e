package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.api.ConfigSetView.Hook;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.PathRules;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What is run around a change of version: the check of the staged tree, the reload, and the proof
/// that the reload took effect.
///
/// All block, at most for the hook's time for each. In the hook's words `{tree}` is the tree that
/// is meant and `{target}` the path that the service reads.
public final class Hooks {

    private static final int SIGHUP = 1;
    private static final int SIGUSR2 = 12;
    private static final int CONNECT_MILLIS = 500;
    private static final long LOOK_MILLIS = 20;
    private static final int MOST_LOG_BYTES = 16 * 1024;
    private static final int MOST_LOG_LINES = 20;

    private final Hook hook;
    private final Path target;
    private final Duration atMost;
    private final ServiceProcesses processes = ServiceProcesses.ofHost();

    public Hooks(Hook hook, Path target) {
        this.hook = hook;
        this.target = target;
        this.atMost = Duration.ofMillis(hook.timeoutMillis());
    }

    /// What a service was like before its reload.
    ///
    /// @param instance empty when it did not run
    /// @param logged length of its error log
    public record Before(Optional<Running> instance, Optional<Path> log, long logged) {}

    /// What a running service looks like.
    ///
    /// @param listening inodes of the sockets on the hook's port
    public record Running(long master, Set<Long> workers, Set<Long> listening) {}

    /// Checks a tree before it is in force. Where the agent may, the check runs in a mount
    /// namespace of its own in which the target *is* that tree, so that absolute names in the files
    /// lead there.
    ///
    /// @throws ContentException `validate-refused`, `validate-timed-out`, `validate-not-started`
    public void validate(Path tree) throws ContentException, InterruptedException {
        boolean isPrivate = canBind();
        List<String> command = validation(tree, isPrivate);
        if (!command.isEmpty()) {
            must("validate", isPrivate ? bound(tree, command) : command);
        }
    }

    /// Looks at the service; for [#reload].
    public Before look() {
        Optional<ServiceProcesses.Instance> found = instance();
        Optional<Path> log = found.flatMap(one -> processes.errorLog(one.master().id()));
        return new Before(
                found.map(one -> new Running(one.master().id(), one.workers(), one.listening())),
                log,
                log.map(Hooks::length).orElse(0L));
    }

    /// Reloads the service and waits until it runs with the new files.
    ///
    /// @param before what [#look] found before the switch
    /// @throws ContentException `reload-refused`, `reload-timed-out`, `reload-not-started`,
    ///   `reload-without-effect`, `service-silent`; after each but the third the state of the
    ///   service must be taken for unknown
    public void reload(Path tree, Before before) throws ContentException, InterruptedException {
        List<String> command = filled(hook.reload(), tree);
        if (!command.isEmpty()) {
            must("reload", command);
        } else {
            signal(before);
        }
        verify(before);
    }

    private List<String> validation(Path tree, boolean isPrivate) {
        if (!hook.validate().isEmpty()) {
            return filled(hook.validate(), tree);
        }
        String seen = isPrivate ? target.toString() : tree.toString();
        return switch (hook.kind()) {
            case COMMAND -> List.of();
            case NGINX -> List.of("nginx", "-t", "-q", "-c", seen + "/nginx.conf");
            case HAPROXY -> List.of("haproxy", "-c", "-f", seen + "/haproxy.cfg");
            case SQUID -> List.of("squid", "-k", "parse", "-f", seen + "/squid.conf");
        };
    }

    /// A constant script: the words reach it as arguments and are never parsed by the shell.
    private List<String> bound(Path tree, List<String> command) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "unshare",
                                "--mount",
                                "--propagation",
                                "private",
                                "--",
                                "sh",
                                "-c",
                                "mount --bind -- \"$1\" \"$2\" && shift 2 && exec \"$@\"",
                                "sh",
                                tree.toString(),
                                target.toString()));
        words.addAll(command);
        return words;
    }

    private boolean canBind() {
        return Files.isDirectory(target)
                && Posix.userName(0).equals(System.getProperty("user.name"))
                && Files.isExecutable(Path.of("/usr/bin/unshare"));
    }

    private void signal(Before before) throws ContentException {
        int signal =
                switch (hook.kind()) {
                    case COMMAND -> 0;
                    case NGINX, SQUID -> SIGHUP;
                    case HAPROXY -> SIGUSR2;
                };
        if (signal == 0) {
            return;
        }
        long master = before.instance().map(Running::master).orElse(0L);
        if (master == 0) {
            throw new ContentException(
                    "service-not-running",
                    "a running " + program() + " that reads " + PathRules.quoted(target.toString()),
                    "none, or several of which none names that path",
                    "start it, or give the set a reload command");
        }
        try {
            Posix.kill((int) master, signal);
        } catch (PosixException e) {
            throw StageFaults.of(e);
        }
    }

    private void verify(Before before) throws ContentException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            boolean isNew = isNew(before);
            boolean answers = hook.port() == 0 || answers();
            if (isNew && answers) {
                return;
            }
            String said = said(before);
            // Its own word that it failed ends the wait early. nginx tries five times to bind, each
            // of
            // them an [emerg], before it gives up.
            boolean hasFailed =
                    !isNew
                            && said.lines()
                                    .anyMatch(line ->
                                            line.contains("[emerg]")
                                                    && !line.contains("bind() to"));
            if (hasFailed || System.nanoTime() > deadline) {
                throw isNew ? silent(said) : withoutEffect(said);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /// Whether the service runs with what it was told to read, and no longer with what was before.
    private boolean isNew(Before before) {
        return switch (hook.kind()) {
            case COMMAND -> true;
            case NGINX, HAPROXY -> instance().map(now -> hasNewWorkers(now, before)).orElse(false);
            case SQUID -> instance().map(now -> hasNewSockets(now, before)).orElse(false);
        };
    }

    /// nginx and HAProxy make new workers. The old ones take connections until they are told to
    /// stop, and may then serve for hours those that they have.
    private boolean hasNewWorkers(ServiceProcesses.Instance now, Before before) {
        Set<Long> serving = hook.port() == 0 ? now.workers() : now.serving();
        Set<Long> old = before.instance().map(Running::workers).orElse(Set.of());
        return hook.port() == 0
                ? serving.stream().anyMatch(one -> !old.contains(one))
                : !serving.isEmpty() && serving.stream().noneMatch(old::contains);
    }

    /// Squid closes its listening sockets and opens them anew.
    private boolean hasNewSockets(ServiceProcesses.Instance now, Before before) {
        Set<Long> old = before.instance().map(Running::listening).orElse(Set.of());
        return hook.port() == 0
                || (!now.listening().isEmpty()
                        && now.listening().stream().noneMatch(old::contains));
    }

    private Optional<ServiceProcesses.Instance> instance() {
        return hook.kind() == Hook.Kind.COMMAND
                ? Optional.empty()
                : processes.instance(program(), target.toString(), hook.port());
    }

    private boolean answers() {
        Set<Long> own = instance().map(ServiceProcesses.Instance::listening).orElse(Set.of());
        Optional<InetAddress> address = processes.address(own, hook.port());
        if (address.isEmpty()) {
            return false;
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.get(), hook.port()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String program() {
        return switch (hook.kind()) {
            case COMMAND -> "service";
            case NGINX -> "nginx";
            case HAPROXY -> "haproxy";
            case SQUID -> "squid";
        };
    }

    private List<String> filled(List<String> words, Path tree) {
        return words.stream()
                .map(word ->
                        word.replace("{tree}", tree.toString())
                                .replace("{target}", target.toString()))
                .toList();
    }

    private void must(String step, List<String> command)
            throws ContentException, InterruptedException {
        switch (HookCommand.run(command, atMost)) {
            case HookCommand.Outcome.Ended(int code, String said) -> {
                if (code != 0) {
                    throw new ContentException(
                            step + "-refused",
                            shown(command) + " to end with 0",
                            code + ", saying: " + said,
                            "mend the files, and publish again");
                }
            }
            case HookCommand.Outcome.TimedOut(String said) ->
                    throw new ContentException(
                            step + "-timed-out",
                            shown(command) + " to end within " + atMost.toMillis() + " ms",
                            "it was killed; its outcome is unknown; it said: " + said,
                            "look why it hangs, or give it more time");
            case HookCommand.Outcome.NotStarted(String why) ->
                    throw new ContentException(
                            step + "-not-started",
                            shown(command) + " on this node",
                            why,
                            "install the program, or change the command");
        }
    }

    private String shown(List<String> command) {
        int own = command.indexOf(target.toString());
        List<String> words =
                command.get(0).equals("unshare")
                        ? command.subList(own + 1, command.size())
                        : command;
        return PathRules.quoted(String.join(" ", words));
    }

    private ContentException withoutEffect(String said) {
        return new ContentException(
                "reload-without-effect",
                "new workers of " + program() + " that listen on port " + hook.port(),
                said.isEmpty() ? "the old ones after " + atMost.toMillis() + " ms" : said,
                "the old configuration goes on serving: look whether another program has the port");
    }

    private ContentException silent(String said) {
        return new ContentException(
                "service-silent",
                "an answer on port " + hook.port() + " within " + atMost.toMillis() + " ms",
                said.isEmpty() ? "none" : said,
                "look at the log of the service");
    }

    /// What the service wrote to its error log since.
    private static String said(Before before) {
        if (before.log().isEmpty()) {
            return "";
        }
        try (var file = new RandomAccessFile(before.log().get().toFile(), "r")) {
            long more = file.length() - before.logged();
            if (more <= 0) {
                return "";
            }
            var bytes = new byte[(int) Math.min(more, MOST_LOG_BYTES)];
            file.seek(before.logged());
            file.readFully(bytes);
            String text = Captured.clean(new String(bytes, StandardCharsets.UTF_8));
            return text.lines()
                    .filter(line -> line.contains("[emerg]") || line.contains("[alert]"))
                    .limit(MOST_LOG_LINES)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            // Rotated away, or not for us to read.
            return "";
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
