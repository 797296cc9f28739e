package dev.belay.agent.custody;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Audit;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Command;
import dev.belay.agent.core.cluster.Order;
import dev.belay.api.AuditRecord;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

    private static final int RECORDS = 20;

    @TempDir Path dir;
    private Path file = Path.of("audit.log");
    private Audit cluster = Audit.NONE;

    @BeforeEach
    void write() throws IOException {
        file = dir.resolve("audit.log");
        cluster = audit(RECORDS);
        try (var log = AuditFile.open(file)) {
            assertThat(log.append(cluster.recent())).isTrue();
        }
    }

    @Test
    void a_whole_file_holds_and_only_its_owner_may_read_it() throws IOException {
        assertThat(verified()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void an_edited_record_is_named() throws IOException {
        edit(lines -> lines.set(6, lines.get(6).replace("\"ann\"", "\"bob\"")));
        assertThat(verified()).startsWith("record 7 was changed");
    }

    @Test
    void a_record_that_was_taken_out_is_named() throws IOException {
        edit(lines -> lines.remove(4));
        assertThat(verified()).isEqualTo("record 5 is wanted, found record 6");
    }

    @Test
    void two_records_in_another_order_are_named() throws IOException {
        edit(lines -> Collections.swap(lines, 9, 10));
        assertThat(verified()).isEqualTo("record 10 is wanted, found record 11");
    }

    @Test
    void an_end_that_was_cut_off_is_named() throws IOException {
        edit(lines -> lines.subList(15, lines.size()).clear());
        assertThat(verified()).isEqualTo("record 16 is missing: the cluster has 20");
    }

    @Test
    void a_begin_that_was_cut_off_is_named() throws IOException {
        edit(List::removeFirst);
        assertThat(verified()).isEqualTo("record 1 is wanted, found record 2");
    }

    @Test
    void a_record_that_cannot_be_read_is_named() throws IOException {
        edit(lines -> lines.set(2, "nonsense"));
        assertThat(verified()).isEqualTo("record 3 cannot be read");
    }

    @Test
    void a_chain_that_was_made_anew_holds_in_itself_and_is_not_that_of_the_cluster()
            throws IOException {
        Files.delete(file);
        Audit other = audit(RECORDS, "mallory");
        try (var log = AuditFile.open(file)) {
            assertThat(log.append(other.recent())).isTrue();
        }
        assertThat(verified()).isEqualTo("record 1 is not the one that the cluster has");
    }

    @Test
    void a_torn_end_is_cut_and_written_again() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 1; cut < 150; cut += 7) {
            Files.write(file, java.util.Arrays.copyOf(whole, whole.length - cut));
            try (var log = AuditFile.open(file)) {
                assertThat(log.last()).isEqualTo(RECORDS - 1);
                log.append(cluster.recent());
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        }
    }

    @Test
    void records_that_do_not_follow_are_not_appended() throws IOException {
        Audit other = audit(RECORDS + 5, "mallory");
        try (var log = AuditFile.open(file)) {
            assertThat(log.append(other.recent())).isFalse();
            assertThat(log.append(audit(RECORDS + 5).recent())).isTrue();
            assertThat(log.last()).isEqualTo(RECORDS + 5);
        }
    }

    @Test
    void an_addition_by_hand_is_named() throws IOException {
        String last = Files.readAllLines(file).getLast();
        Files.writeString(file, last + "\n", StandardOpenOption.APPEND);
        assertThat(verified()).isEqualTo("record 21 is wanted, found record 20");
    }

    private interface Edit {
        void of(List<String> lines);
    }

    private void edit(Edit how) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        how.of(lines);
        Files.write(file, lines);
    }

    private String verified() throws IOException {
        try (var log = AuditFile.open(file)) {
            return log.verify(cluster);
        }
    }

    private static Audit audit(int records) {
        return audit(records, "ann");
    }

    private static Audit audit(int records, String user) {
        ClusterState state =
                ClusterState.UNFOUNDED
                        .apply(
                                1,
                                1,
                                new Command.Found(
                                        "lab",
                                        "lab",
                                        List.of(
                                                new Member(
                                                        "n1",
                                                        "n1",
                                                        "",
                                                        MemberRole.VOTER,
                                                        true,
                                                        "127.0.0.1",
                                                        7400))))
                        .next();
        for (int i = 1; i <= records; i++) {
            var order = new Order.Setting("label.x", "v" + i, -1);
            var act = new Command.Act(new Actor(user, "n1", "socket"), 1_000 + i, order);
            state = state.apply(1, 1 + i, act).next();
        }
        return state.audit();
    }

    /// The records themselves, so that a test that compares none is seen.
    @Test
    void the_chain_has_all_records() {
        assertThat(cluster.recent())
                .hasSize(RECORDS)
                .extracting(AuditRecord::seq)
                .contains(1L, 20L);
    }
}
