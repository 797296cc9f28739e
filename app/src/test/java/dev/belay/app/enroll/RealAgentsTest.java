package dev.belay.app.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.api.EnrollmentView.Step;
import dev.belay.api.NodeStanding;
import dev.belay.api.NodeStanding.Stage;
import dev.belay.app.connect.ConnectionsModel;
import dev.belay.app.connect.HostDoor;
import dev.belay.app.connect.SavedConnection;
import dev.belay.app.connect.TestConnections;
import dev.belay.app.connect.UiThread;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.Finding;
import dev.belay.app.wizard.Operation;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Preflight;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.EventScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The wizards' models on real agents, over real SSH.
class RealAgentsTest {
    private static final List<String> WORKERS = List.of("way-node-2", "way-node-3");
    private static final Texts TEXTS = Texts.of(Language.ENGLISH, EnrollScript.class);
    private static final Texts FRAME = Texts.of(Language.ENGLISH, WizardsView.class);
    private static final Executor BACKGROUND = task -> Thread.ofVirtual().start(task);

    @Test
    void three_hosts_in_no_cluster_become_admin_and_two_workers(@TempDir Path folder)
            throws Exception {
        enroll(folder, false);
    }

    @Test
    @Tag("netns")
    void so_do_three_hosts_with_networks_and_names_of_their_own(@TempDir Path folder)
            throws Exception {
        enroll(folder, true);
    }

    private static void enroll(Path folder, boolean netns) throws Exception {
        Path place = Files.createTempDirectory("belay-w");
        Path kept = Files.createDirectories(folder.resolve("user"));
        try (BareLab lab = BareLab.start(place, netns);
                UiThread ui = new UiThread();
                ConnectionsModel connections =
                        TestConnections.of(
                                kept,
                                Files.copy(lab.knownHosts(), kept.resolve("known_hosts")),
                                ui)) {
            new Walk(lab, ui, connections, kept).all();
        } finally {
            Files.delete(place);
        }
    }

    private static final class Walk {
        private final BareLab lab;
        private final UiThread ui;
        private final ConnectionsModel connections;
        private final Path kept;
        private final LiveWays ways;
        private final NodeBook book;
        private final EnrollScript script;
        private final WizardModel model;

        Walk(BareLab lab, UiThread ui, ConnectionsModel connections, Path kept) {
            this.lab = lab;
            this.ui = ui;
            this.connections = connections;
            this.kept = kept;
            ways = new LiveWays(() -> connections, kept);
            WizardModel.Ports ports =
                    new WizardModel.Ports(BACKGROUND, ui, System::nanoTime, Instant::now);
            book =
                    ui.get(() ->
                            new NodeBook(
                                    ways,
                                    new SingleStore(kept.resolve("hosts.json")),
                                    BACKGROUND,
                                    Runnable::run,
                                    ui,
                                    System::nanoTime));
            script = ui.get(() -> new EnrollScript(TEXTS, book, ports));
            model =
                    ui.get(() ->
                            new WizardModel(
                                    script,
                                    FRAME,
                                    new Drafts(kept.resolve("wizards"), Runnable::run, ui),
                                    ports));
        }

        void all() throws Exception {
            findHosts();
            open();
            String token = Objects.requireNonNull(ui.get(script::token));
            sendTooEarly();
            resetKeysAndJoin();
            end();
            assertRoles();
            assertSaidNowhere(token);
            assertNowhere(token, kept);
            assertNowhere(token, lab.folder());
            ui.get(() -> {
                model.leave();
                return true;
            });
            for (String id : List.of("node-1", "node-2", "node-3")) {
                ways.forget(lab.way(id));
            }
        }

        private void findHosts() {
            ui.get(() -> {
                for (String id : List.of("node-1", "node-2", "node-3")) {
                    book.put(lab.way(id), null);
                }
                book.askAll();
                return true;
            });
            ui.until(() ->
                    book.nodes().size() == 3
                            && book.nodes().stream().allMatch(node -> node.standing() != null));
            assertThat(ui.get(() -> book.nodes().stream().map(KnownNode::name).toList()))
                    .containsExactly("node-1", "node-2", "node-3");
            assertThat(ui.get(() -> book.nodes().stream().allMatch(KnownNode::isSingle))).isTrue();
        }

        private void open() {
            ui.get(() -> {
                script.setAdmin("way-node-1");
                script.setClusterName("Edge");
                script.setWorkers(2);
                model.begin();
                model.next();
                return true;
            });
            ui.until(() -> {
                assertThat(codes()).as("faults of our own").doesNotContain("check-fault");
                if (!model.preflight().isRunning() && !model.preflight().isPassed()) {
                    // As a user would whose busy machine has let a question time out.
                    model.preflight().runAll();
                }
                return model.preflight().isPassed();
            });
            assertThat(ui.get(model::missing)).isEmpty();
            assertThat(ui.get(this::codes))
                    .as("what is still to be done is told, and hinders nobody")
                    .containsExactly("keys-not-reset");
            ui.get(() -> {
                model.next();
                model.next();
                return true;
            });
            assertThat(ui.get(model::page)).isEqualTo(EnrollScript.ENROLL);
            ui.until(() -> model.operation().state() != Operation.State.RUNNING);
            assertThat(ui.get(() -> model.operation().state()))
                    .as(ui.get(() -> model.operation().log().toString()))
                    .isEqualTo(Operation.State.DONE);
        }

        private List<String> codes() {
            return model.preflight().rows().stream()
                    .map(Preflight.Row::finding)
                    .filter(Objects::nonNull)
                    .map(Finding::error)
                    .filter(Objects::nonNull)
                    .map(ApiError::code)
                    .distinct()
                    .toList();
        }

        private void sendTooEarly() {
            send();
            for (String key : WORKERS) {
                EnrollScript.Sent answer =
                        Objects.requireNonNull(ui.get(() -> script.sent().get(key)));
                assertThat(Objects.requireNonNull(answer.error()).code())
                        .isEqualTo("keys-not-reset");
                assertThat(Remedy.of(Objects.requireNonNull(answer.error()).code()))
                        .isEqualTo(Remedy.KEYS);
            }
        }

        private void send() {
            String token = Objects.requireNonNull(ui.get(script::token));
            ui.get(() -> {
                script.send(WORKERS);
                return true;
            });
            assertInNoProcess(token);
            ui.until(() ->
                    WORKERS.stream()
                            .noneMatch(key ->
                                    Objects.requireNonNull(script.sent().get(key)).running()));
        }

        private void resetKeysAndJoin() {
            ui.get(() -> {
                for (String key : WORKERS) {
                    script.mend(book.node(key).orElseThrow(), false, () -> {});
                }
                return true;
            });
            ui.until(() -> script.sent().isEmpty());
            send();
            ui.until(() -> {
                script.poll();
                WORKERS.stream().filter(this::isLost).forEach(key -> script.send(List.of(key)));
                return script.count(Step.VERIFIED) == 2;
            });
        }

        /// A busy machine may lose an answer: the node is asked how it stands, and has not joined.
        private boolean isLost(String key) {
            EnrollScript.Sent answer = Objects.requireNonNull(script.sent().get(key));
            return answer.error() != null
                    && book.node(key).map(KnownNode::isSingle).orElse(false)
                    && script.listed().isEmpty();
        }

        private void end() {
            ui.get(() -> {
                script.end(model::next);
                return true;
            });
            ui.until(model::isFinished);
            assertThat(ui.get(() -> script.facts(false))).allMatch(fact -> fact.good()).hasSize(4);
            assertThat(ui.get(script::token)).isNull();
            assertThat(ui.get(model::page)).isEqualTo(Page.DONE);
        }

        private void assertRoles() throws AgentException {
            assertThat(standing("node-1").stage()).isEqualTo(Stage.ADMIN);
            for (String id : List.of("node-2", "node-3")) {
                // It is verified when the admin hears it; it may still read the log that says so.
                ui.until(() -> standing(id).stage() == Stage.WORKER);
                assertThat(standing(id).admin()).isEqualTo("node-1");
            }
        }

        private NodeStanding standing(String id) throws AgentException {
            return ways.single(lab.way(id)).standing();
        }

        /// Neither by an event nor by the audit log, and not by what the wizard says of itself.
        private void assertSaidNowhere(String token) throws AgentException {
            String secret = secretOf(token);
            for (String id : List.of("node-1", "node-2", "node-3")) {
                SavedConnection way = lab.way(id);
                try (HostDoor door = connections.door(way, way.nodes().getFirst().address())) {
                    ApiClient agent = door.client(ApiClient.DEADLINE);
                    assertThat(agent.events(-1, 1_000, EventScope.NODE))
                            .isNotEmpty()
                            .noneMatch(event -> event.toString().contains(secret));
                    assertThat(agent.audit(0, 1_000, true).toString())
                            .contains("enrollment")
                            .doesNotContain(secret);
                }
            }
            assertThat(ui.get(() -> model.runbook().html())).isNotBlank().doesNotContain(secret);
            assertInNoProcess(token);
        }

        /// Whoever may list processes sees their words and, as the same user, their environment.
        private static void assertInNoProcess(String token) {
            String secret = secretOf(token);
            List<ProcessHandle> processes = ProcessHandle.allProcesses().toList();
            assertThat(processes).hasSizeGreaterThan(3);
            for (ProcessHandle process : processes) {
                for (String what : List.of("cmdline", "environ")) {
                    Path file = Path.of("/proc", Long.toString(process.pid()), what);
                    try {
                        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                                .as(file.toString())
                                .doesNotContain(secret);
                    } catch (IOException _) {
                        // It has ended, or belongs to somebody else.
                    }
                }
            }
        }

        private static String secretOf(String token) {
            String secret =
                    token.replaceAll(".*([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}).*", "$1");
            assertThat(secret).hasSize(36);
            return secret;
        }

        private static void assertNowhere(String token, Path folder) throws IOException {
            String secret = secretOf(token);
            for (Path file : files(folder)) {
                try {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(secret);
                } catch (NoSuchFileException _) {
                    // An agent that runs puts files in the place of others.
                }
            }
        }

        private static List<Path> files(Path folder) throws IOException {
            List<Path> files = new ArrayList<>();
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                            if (facts.isRegularFile()) {
                                files.add(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException why) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
            assertThat(files).isNotEmpty();
            return files;
        }
    }
}
