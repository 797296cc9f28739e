package dev.belay.app.fencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.fencing.FenceForm.Change;
import dev.belay.app.fencing.FenceForm.Field;
import dev.belay.app.fencing.FormReading.Complaint;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.model.node.FenceDevice;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormReadingTest {
    private static final FenceForm WHOLE =
            FenceForm.empty(Change.NEW)
                    .with(Field.NAME, "bmc")
                    .with(Field.AGENT, "fence_ipmilan")
                    .withTarget("gw-1", true);

    private static FormReading read(FenceForm form, Secrets.Row... secrets) throws AgentException {
        FencingFixture port = new FencingFixture(FenceSamples.design(), FenceSamples.NOW);
        return new FormReading(
                Texts.of(Language.ENGLISH, FormReading.class),
                Seen.ask(port),
                form,
                List.of(secrets),
                DrawnDevices.NONE,
                Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "AGENT, ipmilan, fence-agent",
        "ADDRESS, bmc.example.com, fence-address",
        "TIMEOUT, 60, fence-timeout",
        "TIMEOUT, 0s, fence-timeout",
        "DELAY, -1s, fence-delay",
        "PARAMETERS, lanplus, fence-parameters",
        "PARAMETERS, action=off, fence-parameters",
        "PARAMETERS, password=1, fence-parameters",
    })
    void what_is_wrong_is_told_at_its_field(Field field, String value, String control)
            throws AgentException {
        FormReading reading = read(WHOLE.with(field, value));
        assertThat(reading.complaints())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.control()).isEqualTo(control);
                    assertThat(one.isMissing()).isFalse();
                    assertThat(one.sentence()).isNotBlank();
                });
        assertThat(reading.plan()).isEmpty();
    }

    @Test
    void all_that_is_missing_is_told_at_once() throws AgentException {
        assertThat(read(FenceForm.empty(Change.NEW), new Secrets.Row("password", "")).complaints())
                .allMatch(Complaint::isMissing)
                .extracting(Complaint::control)
                .containsExactly("fence-name", "fence-agent", "fence-targets", "fence-secrets");
    }

    @Test
    void a_name_in_any_script_makes_an_id() throws AgentException {
        assertThat(id("BMC Rack 1")).isEqualTo("bmc-rack-1");
        assertThat(id("電源 2")).isEqualTo("fence");
        assertThat(id("9 lives")).isEqualTo("lives");
        assertThat(id("x".repeat(90))).hasSize(58);
    }

    private static String id(String name) throws AgentException {
        FenceDevice device = read(WHOLE.with(Field.NAME, name)).plan().orElseThrow().device();
        return device.id().toString();
    }

    @Test
    void a_secret_is_one_line_under_a_name_of_its_own() throws AgentException {
        assertThat(
                        read(
                                        WHOLE,
                                        new Secrets.Row("password", "a\noption=off"),
                                        new Secrets.Row("action", "x"),
                                        new Secrets.Row("login", "x"),
                                        new Secrets.Row("login", "y"))
                                .complaints())
                .hasSize(3)
                .allMatch(one -> one.control().equals("fence-secrets") && !one.isMissing())
                .noneMatch(one -> one.sentence().contains("option=off"));
    }

    /// It stops instances by the credentials of the node.
    @Test
    void the_agent_that_belay_brings_needs_no_secret() throws AgentException {
        FormReading reading = read(WHOLE.with(Field.AGENT, "ec2"), new Secrets.Row("password", ""));
        assertThat(reading.complaints()).isEmpty();
        FenceDevice device = reading.plan().orElseThrow().device();
        assertThat(device.agent()).isEqualTo("ec2");
        assertThat(device.secrets()).isEmpty();
    }
}
