package dev.belay.agent.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.EnrollmentOpened;
import dev.belay.api.NodeStanding.Stage;
import dev.belay.api.WorkerPrepare;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A process that is gone at each step of its way: the next start finishes it or takes it back.
class EnrollmentCrashTest extends HostsOnLoopback {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "founding.json",
                "authorities",
                "tls/node.key",
                "tls/node.pem",
                "membership.json",
                "raft",
                "belay-state.json"
            })
    void a_founder_that_is_killed_has_founded_or_can_found_again(String file) throws Exception {
        BareHost one = host("gw-1", 1).start();
        one.api().resetKeys();
        one.stop();

        crash(one, "gw-1", 1, file, "found", "");

        one.start();
        await(() -> one.api().standing().stage() != Stage.JOINING);
        if (one.api().standing().stage() == Stage.SINGLE) {
            assertThat(one.stateDir().resolve("authorities")).doesNotExist();
            assertThat(one.stateDir().resolve("tls")).doesNotExist();
        }
        EnrollmentOpened opened = prepare(one, 1);
        assertThat(opened.token()).startsWith("gw-1:");
        assertThat(one.api().standing().stage()).isEqualTo(Stage.ADMIN);
        await(() -> !Files.exists(one.stateDir().resolve("founding.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls", "tls/node.key", "tls/node.pem", "membership.json", "raft"})
    void a_worker_that_is_killed_is_a_member_or_joins_with_the_same_token(String file)
            throws Exception {
        BareHost admin = host("gw-1", 1).start();
        BareHost worker = host("gw-2", 2).start();
        admin.api().resetKeys();
        worker.api().resetKeys();
        worker.stop();
        String token = via(prepare(admin, 1), 1);

        crash(worker, "gw-2", 2, file, "join", token);

        worker.start();
        if (worker.api().standing().stage() == Stage.SINGLE) {
            worker.api().prepareWorker(new WorkerPrepare(token));
        }
        await(() -> worker.api().standing().stage() == Stage.WORKER);
        assertThat(ids(admin)).containsExactly("gw-1", "gw-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"leaving.json", "!raft", "!tls", "!membership.json", "!keys"})
    void a_worker_that_is_killed_while_it_is_reset_is_reset_at_the_next_start(String file)
            throws Exception {
        BareHost admin = host("gw-1", 1).start();
        BareHost worker = member(admin);
        worker.stop();

        crash(worker, "gw-2", 2, file, "reset", "");

        worker.start();
        assertThat(worker.api().standing().stage()).isEqualTo(Stage.SINGLE);
        assertThat(worker.api().standing().keysResetAt()).isNull();
        for (String left : List.of("raft", "tls", "membership.json", "leaving.json", "keys")) {
            assertThat(worker.stateDir().resolve(left)).doesNotExist();
        }
        await(() -> ids(admin).equals(List.of("gw-1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rename.json", "leaving.json", "!membership.json"})
    void a_worker_that_is_killed_while_it_is_renamed_comes_back_under_its_new_name(String file)
            throws Exception {
        BareHost admin = host("gw-1", 1).start();
        BareHost worker = member(admin);
        worker.stop();
        names.known.add("gw-9");

        crash(worker, "gw-2", 2, file, "rename", "gw-9");

        worker.start();
        await(() ->
                worker.api().standing().stage() == Stage.WORKER
                        && worker.api().standing().node().equals("gw-9"));
        await(() -> ids(admin).equals(List.of("gw-1", "gw-9")));
        await(() -> !Files.exists(worker.stateDir().resolve("rename.json")));
    }
}
