package dev.belay.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.config.AgentConfig.Groups;
import dev.belay.agent.config.AgentConfig.Tls;
import dev.belay.api.ApiError;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentConfigFileTest {

    @TempDir Path folder;

    private static final String MEMBERS =
            """
            "members": [{"id": "n1", "name": "node-1", "zone": "a", "role": "VOTER", "admin": true,
                         "host": "127.62.0.1", "port": 6201}]\
            """;
    private static final String TLS =
            """
            "tls": {"authority": "ca.pem", "certificate": "n1.pem", "key": "n1.key"}\
            """;

    @Test
    void what_was_written_is_read_back() throws IOException {
        var member = new Member("n1", "node-1", "a", MemberRole.VOTER, true, "127.62.0.1", 6201);
        var config =
                new AgentConfig(
                        "c1",
                        "lab",
                        "n1",
                        List.of(member),
                        folder.resolve("state"),
                        folder.resolve("a.sock"),
                        "127.62.0.1",
                        6202,
                        new Tls(
                                folder.resolve("ca"),
                                folder.resolve("cert"),
                                folder.resolve("key")),
                        "127.62.0.1",
                        6203,
                        new Groups("g", "o", "a"),
                        AgentConfig.Enrolling.PRESET,
                        AgentConfig.AddressGuarding.LIFETIME,
                        new AgentConfig.WatchedBy("/dev/watchdog1", 20),
                        folder.resolve("remote-key"));
        Path file = folder.resolve("agent.json");
        AgentConfigFile.write(config, file);
        assertThat(AgentConfigFile.read(file)).isEqualTo(new ConfigReading.Good(config));
    }

    @Test
    void what_is_left_out_gets_its_default_and_relative_paths_start_at_the_file() {
        var reading = read("{\"clusterId\": \"c1\", \"node\": \"n1\"," + MEMBERS + "," + TLS + "}");
        assertThat(reading).isInstanceOf(ConfigReading.Good.class);
        var config = ((ConfigReading.Good) reading).config();
        assertThat(config.listenPort()).isEqualTo(6201);
        assertThat(config.listenHost()).isEqualTo("127.62.0.1");
        assertThat(config.metricsPort()).isZero();
        assertThat(config.socket()).isEqualTo(Path.of("/run/belay/agent.sock"));
        assertThat(config.tls().key()).isEqualTo(folder.resolve("n1.key"));
        assertThat(config.groups()).isEqualTo(new Groups("belay", "belay-operator", "belay-admin"));
    }

    @Test
    void a_watchdog_is_named_by_its_path_and_leaves_time_for_a_restart() {
        assertThat(read("{\"watchdog\": \"watchdog\", \"watchdogSeconds\": 2}"))
                .isInstanceOfSatisfying(
                        ConfigReading.Bad.class,
                        bad ->
                                assertThat(bad.errors())
                                        .extracting(error -> error.sentence())
                                        .satisfiesExactly(
                                                path -> assertThat(path).contains("'watchdog'"),
                                                time -> assertThat(time).contains("5 to 300")));
        assertThat(((ConfigReading.Good) read("{\"watchdog\": \"/dev/watchdog\"}")).config())
                .extracting(AgentConfig::watchdog)
                .isEqualTo(new AgentConfig.WatchedBy("/dev/watchdog", 15));
    }

    @Test
    void a_guard_that_is_none_is_named_with_those_that_are() {
        assertThat(read("{\"addressGuard\": \"HOPE\"}"))
                .isInstanceOfSatisfying(
                        ConfigReading.Bad.class,
                        bad ->
                                assertThat(bad.errors().getFirst().sentence())
                                        .contains("addressGuard")
                                        .contains("HOPE")
                                        .contains("LIFETIME"));
    }

    @Test
    void a_file_that_names_no_cluster_is_that_of_a_node_in_none() throws IOException {
        var config = ((ConfigReading.Good) read("{}")).config();
        assertThat(config.isMember()).isFalse();
        assertThat(config.listenPort()).isEqualTo(7400);
        assertThat(config.enrolling()).isEqualTo(AgentConfig.Enrolling.PRESET);
        assertThat(config.addressGuard()).isEqualTo(AgentConfig.AddressGuarding.AUTO);
        assertThat(config.tls()).isEqualTo(Tls.below(Path.of("/var/lib/belay")));
        Path file = folder.resolve("bare.json");
        AgentConfigFile.write(config, file);
        assertThat(AgentConfigFile.read(file)).isEqualTo(new ConfigReading.Good(config));
    }

    @Test
    void half_a_cluster_is_an_error_and_no_node_in_none() {
        assertThat(errors("{\"clusterId\": \"c1\"}"))
                .extracting(ApiError::wanted)
                .anyMatch(text -> text.startsWith("at members"))
                .anyMatch(text -> text.startsWith("at tls"));
    }

    @Test
    void the_example_in_the_documents_is_a_good_configuration() throws IOException {
        String page = Files.readString(Path.of("../docs/reference/agent-config.md"));
        String example = page.substring(page.indexOf("```json") + 7, page.lastIndexOf("```"));
        var reading = read(example);
        assertThat(reading).isInstanceOf(ConfigReading.Good.class);
        assertThat(((ConfigReading.Good) reading).config().clusterId()).isEqualTo("edge-tokyo");
    }

    @Test
    void an_unknown_field_is_named_with_its_place() {
        var errors = errors("{\"clusterId\": \"c1\",\n \"sokket\": \"/x\"}");
        assertThat(errors).hasSize(1);
        assertThat(errors.getFirst().sentence())
                .contains("line 2", "'sokket'", "agent.json", "mend its spelling");
    }

    @Test
    void a_value_of_another_kind_is_told_without_the_names_of_classes() {
        assertThat(errors("[]").getFirst().sentence()).contains("something else than an object");
        assertThat(errors("").getFirst().sentence()).contains("an empty file");
        assertThat(errors("{\"listenPort\": {}}").getFirst().sentence())
                .contains("listenPort", "something else than a number");
        assertThat(errors("{" + MEMBERS.replace("VOTER", "KING") + "}").getFirst().sentence())
                .contains("members[0].role", "'KING'", "[VOTER, LEARNER, WITNESS]")
                .doesNotContain("dev.belay");
    }

    @Test
    void broken_json_is_named_with_its_place() {
        assertThat(errors("{\"clusterId\": \"c1\",,}").getFirst().sentence())
                .contains("line 1", "column");
        assertThat(errors("").getFirst().sentence()).contains("agent.json");
        assertThat(errors("{} {}").getFirst().sentence()).contains("agent.json");
        assertThat(errors("null").getFirst().sentence()).contains("agent.json");
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        var errors =
                errors(
                        """
                        {"clusterId": "C 1", "node": "n9", "metricsHost": "10.0.0.1",
                         "metricsPort": 9000, "listenPort": 70000,\
                        """
                                + MEMBERS
                                + "}");
        assertThat(errors.stream().map(ApiError::wanted))
                .anyMatch(text -> text.startsWith("at clusterId"))
                .anyMatch(text -> text.startsWith("at node"))
                .anyMatch(text -> text.startsWith("at metricsHost"))
                .anyMatch(text -> text.startsWith("at listenPort"))
                .anyMatch(text -> text.startsWith("at tls"));
    }

    @Test
    void a_socket_path_that_the_kernel_would_refuse_is_refused_first() {
        var errors =
                errors(
                        "{\"clusterId\": \"c1\", \"node\": \"n1\", \"socket\": \"/"
                                + "x".repeat(120)
                                + "\","
                                + MEMBERS
                                + ","
                                + TLS
                                + "}");
        assertThat(errors.getFirst().wanted()).contains("at socket", "107 bytes");
    }

    @Test
    void a_missing_file_says_how_to_name_another() {
        var reading = AgentConfigFile.read(folder.resolve("none.json"));
        assertThat(((ConfigReading.Bad) reading).errors().getFirst().advice()).contains("--config");
    }

    private List<ApiError> errors(String text) {
        return ((ConfigReading.Bad) read(text)).errors();
    }

    private ConfigReading read(String text) {
        Path file = folder.resolve("agent.json");
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return AgentConfigFile.read(file);
    }
}
