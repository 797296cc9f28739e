package dev.belay.agent.consensus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.enroll.ClusterAuthority;
import dev.belay.api.Json;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Three nodes as processes of their own, which can be killed and paused.
final class ProcessTrio implements AutoCloseable {

    /// The flags that an agent runs with.
    static final List<String> TIGHT =
            List.of(
                    "-Xmx64m",
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:MaxMetaspaceSize=64m",
                    "-XX:ReservedCodeCacheSize=32m",
                    "-Xss512k",
                    "-XX:-UsePerfData",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:MaxDirectMemorySize=32m",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private static final int PORT = 7462;
    private static final AtomicInteger NETWORK =
            new AtomicInteger((int) (ProcessHandle.current().pid() % 200));

    private final Path dir;
    private final List<Member> members;
    private final ClusterAuthority authority = ClusterAuthority.create("trio");
    private final RaftSettings.LogSize logSize;
    private final Map<String, Running> running = new TreeMap<>();

    /// Something that a process said by itself, and when it was read.
    record Said(String text, long atNanos) {}

    private record Running(
            Process process, Writer in, BlockingQueue<String> answers, List<Said> said) {}

    ProcessTrio(Path dir, RaftSettings.LogSize logSize) {
        this.dir = dir;
        this.logSize = logSize;
        int network = NETWORK.incrementAndGet() % 250;
        List<Member> made = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            made.add(
                    new Member(
                            "n" + i,
                            "host-" + i,
                            "",
                            MemberRole.VOTER,
                            i == 1,
                            "127.161." + network + "." + i,
                            PORT));
        }
        members = List.copyOf(made);
    }

    List<String> ids() {
        return members.stream().map(Member::id).toList();
    }

    Path stateDir(String id) {
        return dir.resolve(id);
    }

    private Path configFile(String id) throws IOException {
        Path file = dir.resolve(id + ".json");
        if (!Files.exists(file)) {
            Member member =
                    members.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
            var config =
                    new AgentConfig(
                            "trio",
                            "Trio",
                            id,
                            members,
                            stateDir(id),
                            dir.resolve(id + ".sock"),
                            member.host(),
                            member.port(),
                            authority.issue(id).writeTo(dir.resolve("pki-" + id)),
                            "127.0.0.1",
                            0,
                            new AgentConfig.Groups("guest", "operator", "administrator"));
            Files.writeString(file, Json.MAPPER.writeValueAsString(config));
        }
        return file;
    }

    ProcessTrio startAll() throws IOException {
        for (String id : ids()) {
            start(id);
        }
        return this;
    }

    void start(String id, String... prefix) throws IOException {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(TIGHT);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeProcess.class.getName(),
                        configFile(id).toString(),
                        String.valueOf(logSize.snapshotEvery()),
                        String.valueOf(logSize.segmentBytes())));
        var builder = new ProcessBuilder(command);
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.redirectError(ProcessBuilder.Redirect.appendTo(dir.resolve(id + ".err").toFile()));
        Process process = builder.start();
        var node =
                new Running(
                        process,
                        new OutputStreamWriter(process.getOutputStream(), UTF_8),
                        new LinkedBlockingQueue<>(),
                        new CopyOnWriteArrayList<>());
        running.put(id, node);
        Thread.ofVirtual().start(() -> listen(node));
    }

    private static void listen(Running node) {
        try (var in =
                new BufferedReader(new InputStreamReader(node.process().getInputStream(), UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("= ")) {
                    node.answers().add(line.substring(2));
                } else {
                    node.said().add(new Said(line, System.nanoTime()));
                }
            }
        } catch (IOException e) {
            node.said().add(new Said("! gone " + e.getMessage(), System.nanoTime()));
        }
    }

    private Running node(String id) {
        return Objects.requireNonNull(running.get(id), id);
    }

    boolean isRunning(String id) {
        Running node = running.get(id);
        return node != null && node.process().isAlive();
    }

    long pid(String id) {
        return node(id).process().pid();
    }

    List<Said> said(String id) {
        return node(id).said();
    }

    /// Gives a line and waits for its answer.
    String tell(String id, String line) throws IOException, InterruptedException {
        send(id, line);
        return answer(id);
    }

    void send(String id, String line) throws IOException {
        Writer in = node(id).in();
        in.write(line + "\n");
        in.flush();
    }

    String answer(String id) throws InterruptedException {
        Running node = node(id);
        for (int i = 0; i < 600; i++) {
            String answer = node.answers().poll(100, TimeUnit.MILLISECONDS);
            if (answer != null) {
                return answer;
            }
            if (!node.process().isAlive() && node.answers().isEmpty()) {
                return "gone";
            }
        }
        throw new AssertionError(id + " did not answer within 60 s");
    }

    void kill(String id) throws InterruptedException {
        Running node = node(id);
        node.process().destroyForcibly();
        node.process().waitFor();
        running.remove(id);
    }

    /// Waits until the process has ended; gives its exit status.
    int awaitEnd(String id) throws InterruptedException {
        Running node = node(id);
        if (!node.process().waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError(id + " did not end within 60 s");
        }
        return node.process().exitValue();
    }

    /// Ends the process in order.
    int stop(String id) throws IOException, InterruptedException {
        node(id).in().close();
        int status = awaitEnd(id);
        running.remove(id);
        return status;
    }

    void signal(String id, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid(id))).start().waitFor();
    }

    @Nullable Said firstSaid(String id, long sinceNanos, Predicate<String> wanted) {
        return said(id).stream()
                .filter(one -> one.atNanos() >= sinceNanos && wanted.test(one.text()))
                .findFirst()
                .orElse(null);
    }

    /// Waits until a majority names the same running coordinator.
    String awaitCoordinator() {
        var found = new ArrayList<String>();
        Trio.await(
                "a coordinator",
                () -> {
                    found.clear();
                    for (String id : List.copyOf(running.keySet())) {
                        latestOpinion(id).ifPresent(found::add);
                    }
                    return found.size() >= 2
                            && found.stream().distinct().count() == 1
                            && isRunning(found.getFirst());
                });
        return found.getFirst();
    }

    private Optional<String> latestOpinion(String id) {
        return said(id).stream()
                .map(Said::text)
                .filter(text -> text.startsWith("! opinion "))
                .reduce((first, second) -> second)
                .map(text -> text.split(" ", -1)[2])
                .filter(name -> !name.equals("null"));
    }

    String followerOf(String coordinator) {
        return running.keySet().stream()
                .filter(id -> !id.equals(coordinator))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        running.values().forEach(node -> node.process().destroyForcibly());
        running.values().forEach(node -> node.process().onExit().join());
        running.clear();
    }
}
