package dev.belay.app.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.reach.AgentException;
import dev.belay.reach.ssh.HostKeyOffer;
import dev.belay.reach.ssh.SshConfig;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsModelTest {

    @TempDir Path folder;
    private final UiThread ui = new UiThread();
    private TinyAgent agent;
    private ConnectionsModel model;

    @BeforeEach
    void start() throws Exception {
        agent = new TinyAgent(folder.resolve("agent.sock"));
        model = open();
    }

    @AfterEach
    void stop() throws Exception {
        ui.get(() -> {
            model.close();
            return true;
        });
        agent.close();
        ui.close();
    }

    @Test
    void a_connection_is_saved_opened_closed_and_there_again_at_the_next_start() {
        SavedConnection saved = SavedConnection.of("here", List.of(agent.socket().toString()));

        ConnectionEntry entry = ui.get(() -> model.put(saved));
        ui.get(() -> {
            model.connect(entry);
            return true;
        });
        ui.until(() -> state(entry, "n1") == TunnelState.OPEN);
        ui.until(() -> {
            SavedConnection now = entry.savedProperty().get();
            return now.nodes().getFirst().node().equals("n1");
        });
        ui.get(() -> {
            model.disconnect(entry);
            return true;
        });
        assertThat(ui.get(() -> entry.clusterProperty().get())).isNull();

        Path file = folder.resolve("connections.json");
        ui.until(() -> Files.exists(file) && Files.readString(file).contains("\"n1\""));
        ConnectionsModel next = open();
        ui.until(() -> next.entries().size() == 1);
        assertThat(ui.get(() -> next.entries().getFirst().savedProperty().get().name()))
                .isEqualTo("here");
        ui.get(() -> {
            next.close();
            return true;
        });
    }

    @Test
    void an_address_that_is_written_wrong_is_said_at_the_connection() {
        ConnectionEntry entry =
                ui.get(() -> model.put(SavedConnection.of("wrong", List.of("node-1:99999"))));

        ui.get(() -> {
            model.connect(entry);
            return true;
        });

        assertThat(ui.get(() -> entry.problemProperty().get())).contains("99999");
        assertThat(ui.get(() -> entry.clusterProperty().get())).isNull();
    }

    @Test
    void a_file_that_is_damaged_is_said_and_left_alone() throws Exception {
        Path file = folder.resolve("connections.json");
        Files.writeString(file, "{");
        ConnectionsModel damaged = open();

        ui.until(() -> !damaged.storeProblemProperty().get().isEmpty());
        ui.get(() -> damaged.put(SavedConnection.of("x", List.of("node-1"))));
        ui.until(() -> damaged.storeProblemProperty().get().contains("not saved"));
        assertThat(file).hasContent("{");
        ui.get(() -> {
            damaged.close();
            return true;
        });
    }

    @Test
    void the_doctor_shows_each_step_with_its_evidence() {
        SavedConnection saved = SavedConnection.of("here", List.of(agent.socket().toString()));

        TunnelDoctor doctor = ui.get(() -> model.test(saved, agent.socket().toString()));

        ui.until(() -> doctor.doneProperty().get());
        List<DoctorStep> steps = ui.get(() -> List.copyOf(doctor.steps()));
        assertThat(steps)
                .extracting(DoctorStep::state)
                .containsExactly(DoctorStep.State.PASSED, DoctorStep.State.PASSED);
        assertThat(steps.getLast().evidence()).contains("node-1 of Lab").contains("operator");
    }

    @Test
    void the_doctor_stops_at_the_step_that_fails_and_says_what_to_do() {
        SavedConnection saved = SavedConnection.of("there", List.of("no-such-host.invalid"));

        TunnelDoctor doctor = ui.get(() -> model.test(saved, "no-such-host.invalid"));

        ui.until(() -> doctor.doneProperty().get());
        List<DoctorStep> steps = ui.get(() -> List.copyOf(doctor.steps()));
        assertThat(steps.getFirst().state()).isEqualTo(DoctorStep.State.FAILED);
        assertThat(steps.getFirst().error())
                .isNotNull()
                .satisfies(error -> assertThat(error.advice()).contains("DNS"));
        assertThat(steps.subList(1, steps.size()))
                .extracting(DoctorStep::state)
                .containsOnly(DoctorStep.State.SKIPPED);
    }

    @Test
    void a_question_waits_for_the_user_and_leaves_the_list_when_it_is_answered() throws Exception {
        Questions questions = new Questions(ui);
        HostKeyOffer offer = new HostKeyOffer("node-1", "ED25519", "SHA256:x", List.of());
        List<Boolean> answers = new java.util.concurrent.CopyOnWriteArrayList<>();
        Thread asks =
                Thread.ofVirtual().start(() -> answers.add(questions.askHostKey("lab", offer)));

        ui.until(() -> questions.pending().size() == 1);
        ui.get(() -> {
            if (questions.pending().getFirst() instanceof PendingQuestion.HostKey key) {
                assertThat(key.offer()).isEqualTo(offer);
                key.accept();
            }
            return true;
        });
        asks.join();

        assertThat(answers).containsExactly(true);
        ui.until(() -> questions.pending().isEmpty());
    }

    @Test
    void questions_of_a_connection_that_is_given_up_are_declined() throws Exception {
        Questions questions = new Questions(ui);
        HostKeyOffer offer = new HostKeyOffer("node-1", "ED25519", "SHA256:x", List.of());
        List<Boolean> answers = new java.util.concurrent.CopyOnWriteArrayList<>();
        Thread asks =
                Thread.ofVirtual().start(() -> answers.add(questions.askHostKey("lab", offer)));
        ui.until(() -> questions.pending().size() == 1);

        ui.get(() -> {
            questions.declineAll("lab");
            return true;
        });
        asks.join();

        assertThat(answers).containsExactly(false);
    }

    @Test
    void who_listens_to_connections_and_questions_hears_them_after_a_collection_of_garbage() {
        Questions questions = new Questions(ui);
        List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
        ui.get(() -> {
            model.entries()
                    .addListener(
                            (ListChangeListener<ConnectionEntry>) change -> heard.add("entry"));
            questions
                    .pending()
                    .addListener(
                            (ListChangeListener<PendingQuestion>) change -> heard.add("question"));
            return true;
        });
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        while (garbage.get() != null) {
            System.gc();
        }

        ui.get(() -> model.put(SavedConnection.of("late", List.of("node-1"))));
        HostKeyOffer offer = new HostKeyOffer("node-1", "ED25519", "SHA256:x", List.of());
        Thread asks = Thread.ofVirtual().start(() -> questions.askHostKey("lab", offer));
        ui.until(() -> questions.pending().size() == 1);

        assertThat(heard).containsExactly("entry", "question");
        asks.interrupt();
    }

    private ConnectionsModel open() {
        return ui.get(() ->
                new ConnectionsModel(
                        new ConnectionStore(folder.resolve("connections.json")),
                        ui,
                        ConnectionsModelTest::noConfig,
                        folder.resolve("known_hosts")));
    }

    private static SshConfig noConfig() throws AgentException {
        return SshConfig.none();
    }

    private static TunnelState state(ConnectionEntry entry, String node) {
        LiveCluster cluster = entry.clusterProperty().get();
        return cluster == null
                ? TunnelState.NONE
                : cluster.node(node)
                        .map(it -> it.tunnelProperty().get().state())
                        .orElse(TunnelState.NONE);
    }
}
