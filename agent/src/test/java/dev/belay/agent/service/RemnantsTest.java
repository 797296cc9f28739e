package dev.belay.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.resource.ResourceAction;
import dev.belay.model.service.Operations;
import dev.belay.model.value.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RemnantsTest {

    private static final Operations TIMES =
            new Operations(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(3_500),
                    Duration.ofSeconds(4));

    private static final List<ServiceResource> RESOURCES =
            List.of(
                    new ServiceResource.Address(
                            "front", IpAddress.parse("fd00::9").orThrow(), 64, "eth1", TIMES),
                    new ServiceResource.Ocf(
                            "db",
                            "heartbeat",
                            "pgsql",
                            new TreeMap<>(Map.of("config", "one\ntwo \"three\"")),
                            TIMES),
                    new ServiceResource.Systemd("worker", "worker.service", TIMES),
                    new ServiceResource.Script(
                            "own",
                            "/opt/own",
                            List.of("up", "a b"),
                            List.of("down"),
                            List.of("look", "1", "2"),
                            TIMES));

    @TempDir Path folder;
    private final Stage stage = new Stage();
    private Remnants remnants;

    @BeforeEach
    void begin() throws Exception {
        remnants = Remnants.open(folder);
        remnants.begin("web", 7, RESOURCES);
    }

    @Test
    void an_agent_that_starts_anew_ends_what_it_finds_the_group_and_the_addresses_first()
            throws Exception {
        Remnants anew = Remnants.open(folder);
        assertThat(anew.services()).containsExactly("web");

        assertThat(anew.clean(stage, stage, stage::agent)).isEmpty();

        assertThat(stage.acts)
                .containsExactly(
                        "kill web",
                        "remove fd00:0:0:0:0:0:0:9",
                        "group web",
                        "stop own",
                        "stop worker",
                        "stop db",
                        "kill web");
        assertThat(Remnants.open(folder).services()).isEmpty();
        assertThat(anew.clean(stage, stage, stage::agent)).isEmpty();
    }

    @Test
    void resources_are_kept_as_they_were_started() throws Exception {
        var seen = new ArrayList<ServiceResource>();

        Remnants.open(folder)
                .clean(
                        stage,
                        stage,
                        resource -> {
                            seen.add(resource);
                            return stage.agent(resource);
                        });

        assertThat(seen).containsExactly(RESOURCES.get(3), RESOURCES.get(2), RESOURCES.get(1));
    }

    @Test
    void what_could_not_be_ended_is_said_and_kept() throws Exception {
        remnants.begin("mail", 3, RESOURCES.subList(0, 1));
        stage.answer(ResourceAction.STOP, "db", () -> Stage.failed("busy"));

        assertThat(remnants.clean(stage, stage, stage::agent))
                .containsExactly(
                        "service 'web': resource 'db': its stop was to work, its agent ended with"
                                + " code 1: 'busy'");
        assertThat(Remnants.open(folder).services()).containsExactly("web");

        stage.answers.clear();
        stage.isGroupStubborn = true;
        assertThat(remnants.clean(stage, stage, stage::agent))
                .singleElement()
                .asString()
                .contains("service 'web': its control group");
        stage.isGroupStubborn = false;
        stage.objection = Optional.of("no cgroup v2");
        assertThat(remnants.clean(stage, stage, stage::agent)).isEmpty();
    }

    @Test
    void the_end_of_a_stay_does_not_forget_the_one_after_it() throws Exception {
        remnants.begin("web", 8, RESOURCES);
        remnants.end("web", 7);
        assertThat(Remnants.open(folder).services()).containsExactly("web");

        remnants.end("web", 8);
        assertThat(Remnants.open(folder).services()).isEmpty();
    }

    @Test
    void parameters_are_for_the_owner_alone() throws Exception {
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(
                                        folder.resolve("services-begun.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_damaged_file_is_named() throws Exception {
        Files.writeString(folder.resolve("services-begun.json"), "{\"format\":");
        assertThatThrownBy(() -> Remnants.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("services-begun.json");

        Files.writeString(folder.resolve("services-begun.json"), "{\"format\":2,\"stays\":[]}");
        assertThatThrownBy(() -> Remnants.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format 2");
    }
}
