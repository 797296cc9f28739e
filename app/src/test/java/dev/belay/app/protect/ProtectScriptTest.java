package dev.belay.app.protect;

import static dev.belay.app.wizard.Rehearsal.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.design.InForce;
import dev.belay.app.protect.ProtectForm.Field;
import dev.belay.app.protect.ProtectForm.Program;
import dev.belay.app.wizard.Finding;
import dev.belay.app.wizard.Operation;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The wizard's logic, without a screen.
class ProtectScriptTest extends ProtectTrial {

    private Service web() {
        return designs.kept().find(WEB, Service.class).orElseThrow();
    }

    @Test
    void the_first_service_of_a_cluster_draws_its_members_too() {
        WizardModel model = filled();
        script(model).type(Field.PORTS, "80、443");
        script(model).setProgram(Program.OCF);
        script(model).type(Field.AGENT, "ocf:belay:thing");
        script(model).type(Field.PARAMETERS, "config = /etc/a b.conf\n\nuser=www\nempty=");
        script(model).setHome("gw-2");
        steps(model, 4);

        Design design = designs.kept();
        assertThat(design.nodes())
                .extracting(node -> node.id().text())
                .containsExactly("gw-1", "gw-2", "gw-3");
        VirtualIp vip = design.virtualIps().getFirst();
        assertThat(vip.address()).contains(IpAddress.parse("10.0.110.200").orThrow());
        assertThat(vip.prefix()).isEqualTo(24);
        assertThat(vip.ports()).containsExactly(new Port(80), new Port(443));
        OcfResource agent = (OcfResource) web().resources().getLast();
        assertThat(agent.provider()).isEqualTo("belay");
        assertThat(agent.parameters())
                .isEqualTo(Map.of("config", "/etc/a b.conf", "user", "www", "empty", ""));
        assertThat(web().constraints())
                .containsExactly(
                        new LocationConstraint(new ThingId("gw-2"), ProtectForm.HOME_SCORE));
        assertThat(script(model).facts(false)).allMatch(fact -> fact.good()).hasSize(5);
    }

    @Test
    void a_units_suffix_may_be_left_out() {
        WizardModel model = filled();
        script(model).setProgram(Program.SYSTEMD);
        script(model).type(Field.UNIT, "nginx");
        steps(model, 4);
        assertThat(((SystemdResource) web().resources().getLast()).unit())
                .isEqualTo("nginx.service");
    }

    @Test
    void what_others_put_in_force_since_the_review_stays_and_only_this_is_taken_back()
            throws AgentException {
        WizardModel model = filled();
        steps(model, 2);
        Design theirs =
                InForce.ask(designs)
                        .design()
                        .with(
                                VirtualIp.of(new ThingId("db-vip"), "db-vip")
                                        .withAddress(IpAddress.parse("10.0.110.201").good()));
        designs.keep(theirs);
        steps(model, 1);
        assertThat(state(model)).isEqualTo(Operation.State.DONE);
        assertThat(designs.kept().virtualIps()).hasSize(2);

        model.operation().undo();
        assertThat(state(model)).isEqualTo(Operation.State.UNDONE);
        assertThat(designs.kept()).isEqualTo(theirs);
    }

    @Test
    void what_somebody_changed_since_is_not_taken_back() {
        WizardModel model = filled();
        steps(model, 3);
        designs.keep(designs.kept().with(web().withPriority(7)));
        model.operation().undo();
        assertThat(state(model)).isEqualTo(Operation.State.FAILED);
        assertThat(web().priority()).isEqualTo(7);
    }

    @Test
    void an_answer_that_never_came_is_read_back() throws AgentException {
        WizardModel model = filled();
        steps(model, 2);
        designs.loseAnswer();
        steps(model, 1);
        assertThat(state(model)).isEqualTo(Operation.State.UNKNOWN);
        model.operation().readBack();
        assertThat(state(model)).isEqualTo(Operation.State.DONE);
        assertThat(designs.design().version()).as("put once").isEqualTo(10);
    }

    @Test
    void a_taken_name_and_a_taken_address_are_told_before_anything_is_done() throws AgentException {
        designs.keep(
                InForce.ask(designs)
                        .design()
                        .with(Service.of(WEB, "web"))
                        .with(
                                VirtualIp.of(new ThingId("db-vip"), "db-vip")
                                        .withAddress(IpAddress.parse("10.0.110.200").good())));
        WizardModel model = filled();
        steps(model, 1);
        assertThat(model.preflight().rows())
                .filteredOn(row -> Objects.requireNonNull(row.finding()).error() != null)
                .extracting(row ->
                        Objects.requireNonNull(Objects.requireNonNull(row.finding()).error())
                                .code())
                .contains("name-taken", "address-taken");
        assertThat(model.missing()).isNotEmpty();
    }

    @Test
    void a_cluster_without_a_second_host_is_warned_of_and_one_without_any_is_refused() {
        cluster.hosts(List.of("gw-1"));
        WizardModel model = filled();
        steps(model, 1);
        assertThat(model.preflight().count(Finding.Verdict.WARN)).isEqualTo(1);
        cluster.hosts(List.of());
        model.preflight().runAll();
        assertThat(model.preflight().count(Finding.Verdict.FAIL)).isEqualTo(1);
        assertThat(model.missing()).isNotEmpty();
    }

    @Test
    void a_service_that_does_not_start_fails_the_step_with_the_agents_word() {
        cluster.failStarts();
        WizardModel model = filled();
        steps(model, 3);
        assertThat(state(model)).isEqualTo(Operation.State.FAILED);
        assertThat(error(model).found()).contains("not installed (5)");
        model.operation().undo();
        assertThat(designs.kept().services()).isEmpty();
    }

    @Test
    void a_silent_cluster_is_asked_again() {
        designs.fail(silence(AgentException.Kind.UNREACHABLE));
        WizardModel model = filled();
        assertThat(model.missing()).isEqualTo("The cluster does not answer");
        designs.fail(null);
        script(model).standing().ask();
        assertThat(model.missing()).isEmpty();
        assertThat(script(model).standing().hosts()).hasSize(3);
    }

    @Test
    void on_a_protected_cluster_its_name_is_typed_first() {
        isProtected = true;
        WizardModel model = filled();
        steps(model, 2);
        assertThat(model.missing()).contains("edge-tokyo");
        script(model).confirmation().type("edge-tokyo");
        steps(model, 1);
        assertThat(designs.kept().services()).hasSize(1);
    }

    @Test
    void a_resumed_wizard_asks_for_the_name_of_a_protected_cluster_too() {
        isProtected = true;
        WizardModel model = filled();
        steps(model, 2);
        WizardModel again = resumed(model);
        assertThat(again.page()).isEqualTo(Page.PREFLIGHT);
        steps(again, 1);
        assertThat(again.missing()).contains("edge-tokyo");
    }

    @Test
    void a_wizard_that_was_left_while_its_service_did_not_start_goes_on() {
        cluster.failStarts();
        WizardModel model = filled();
        steps(model, 3);
        assertThat(state(model)).isEqualTo(Operation.State.FAILED);
        cluster.startAgain();
        WizardModel again = resumed(model);
        steps(again, 3);
        assertThat(state(again)).isEqualTo(Operation.State.DONE);
        assertThat(designs.kept().services()).hasSize(1);
    }

    @Test
    void nothing_is_done_to_another_cluster_than_the_one_it_was_begun_on() {
        WizardModel model = filled();
        steps(model, 2);
        designs.become("osaka");
        steps(model, 1);
        assertThat(error(model).code()).isEqualTo("wizard-of-another-cluster");
        assertThat(designs.kept().services()).isEmpty();
        WizardModel again = resumed(model);
        assertThat(again.missing()).isNotEmpty();
        assertThat(again.preflight().count(Finding.Verdict.FAIL))
                .as("who it is, and what it does")
                .isEqualTo(2);
    }

    @Test
    void a_take_back_whose_answer_never_came_is_read_back_and_not_done_forward_again() {
        WizardModel model = filled();
        steps(model, 3);
        designs.loseAnswer();
        model.operation().undo();
        assertThat(state(model)).isEqualTo(Operation.State.UNKNOWN);
        model.operation().readBack();
        assertThat(state(model)).isEqualTo(Operation.State.UNDONE);
        assertThat(designs.kept().services()).isEmpty();
    }

    @Test
    void what_was_taken_back_is_not_told_as_running() {
        WizardModel model = filled();
        steps(model, 3);
        model.operation().undo();
        assertThat(script(model).facts(false))
                .extracting(fact -> fact.value())
                .containsExactly("taken out of the design again", "undone; no design is in force");
    }

    @Test
    void no_secret_of_an_agent_is_kept_in_a_draft() {
        WizardModel model = filled();
        script(model).setProgram(Program.OCF);
        script(model).type(Field.AGENT, "pgsql");
        script(model).type(Field.PARAMETERS, "pgdata=/srv\nreplication_password=hunter2");
        assertThat(model.missing()).contains("secret");
        assertThat(model.script().fields().toString()).contains("/srv").doesNotContain("hunter2");
    }

    @Test
    void a_dry_run_puts_nothing_in_force() {
        WizardModel model = filled();
        model.setDryRun(true);
        steps(model, 4);
        assertThat(designs.kept().services()).isEmpty();
        assertThat(script(model).facts(true)).noneMatch(fact -> fact.good());
    }

    @Test
    void a_draft_keeps_what_was_typed() {
        WizardModel model = filled();
        script(model).setProgram(Program.SYSTEMD);
        script(model).setHome("gw-3");
        WizardModel again = begun();
        script(again).take(model.script().fields());
        assertThat(again.script().fields()).isEqualTo(model.script().fields());
        assertThat(script(again).program()).isEqualTo(Program.SYSTEMD);
    }

    @ParameterizedTest
    @CsvSource({
        "NAME, web, true",
        "NAME, Web, false",
        "NAME, 1web, false",
        "ADDRESS, 10.0.110.200/24, true",
        "ADDRESS, 10.0.110.200, false",
        "ADDRESS, 10.0.110.200/33, false",
        "ADDRESS, 10.0.110.200/0, false",
        "ADDRESS, 2001:db8::10/64, true",
        "ADDRESS, 2001:db8::10/129, false",
        "ADDRESS, 10.0.110/24, false",
        "DEVICE, eth0, true",
        "DEVICE, eth0:1, false",
        "PORTS, '80,443 8080', true",
        "PORTS, 70000, false",
        "UNIT, nginx@1.service, true",
        "UNIT, nginx service, false",
        "AGENT, nginx, true",
        "AGENT, heartbeat:nginx, true",
        "AGENT, ../nginx, false",
        "PARAMETERS, a = b, true",
        "PARAMETERS, just words, false",
        "PARAMETERS, password = x, false",
    })
    void a_field_is_right_or_says_what_was_wanted(Field field, String text, boolean right) {
        WizardModel model = filled();
        script(model).setProgram(field == Field.UNIT ? Program.SYSTEMD : Program.OCF);
        script(model).type(Field.UNIT, "nginx");
        script(model).type(Field.AGENT, "nginx");
        script(model).type(field, text);
        assertThat(script(model).isWrong(field)).isEqualTo(!right);
        assertThat(model.missing()).matches(missing -> missing.isEmpty() == right);
        if (!right) {
            assertThat(model.missing()).startsWith("Wanted:");
            assertThat(model.page()).isEqualTo(Page.WHAT);
        }
    }
}
