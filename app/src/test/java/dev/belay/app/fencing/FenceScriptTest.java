package dev.belay.app.fencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.api.FenceTest;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.Drawing;
import dev.belay.app.design.Guard;
import dev.belay.app.design.InForce;
import dev.belay.app.fencing.FenceForm.Change;
import dev.belay.app.fencing.FenceForm.Field;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.Finding;
import dev.belay.app.wizard.Operation;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Preflight;
import dev.belay.app.wizard.Script;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;
import dev.belay.model.design.Design;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FenceScriptTest {
    private static final String SECRET = "hunter2-Ω";

    private final DesignFixture design = FenceSamples.design();
    private final FencingFixture fencing = new FencingFixture(design, FenceSamples.NOW);
    private final WizardModel.Ports ports =
            new WizardModel.Ports(Runnable::run, Runnable::run, () -> 0, () -> FenceSamples.NOW);
    private boolean isProtected;
    @TempDir private @Nullable Path folder;
    private FenceScript script = script();
    private @Nullable WizardModel made;

    @BeforeEach
    void open() {
        made = model(script);
        model().begin();
    }

    private FenceScript script() {
        return new FenceScript(
                Texts.of(Language.ENGLISH, FenceScript.class),
                fencing,
                new Guard(() -> isProtected, () -> "edge-tokyo"),
                ports,
                Drawing.none());
    }

    private WizardModel model(FenceScript of) {
        Drafts drafts = new Drafts(drafts(), Runnable::run, Runnable::run);
        return new WizardModel(of, Texts.of(Language.ENGLISH, WizardsView.class), drafts, ports);
    }

    private Path drafts() {
        return Objects.requireNonNull(folder).resolve("wizards");
    }

    private WizardModel model() {
        return Objects.requireNonNull(made);
    }

    private void fill() {
        script.set(Field.NAME, "BMC rack 1");
        script.set(Field.AGENT, "fence_ipmilan");
        script.set(Field.ADDRESS, "10.0.9.21");
        script.set(Field.PARAMETERS, "lanplus=1\nusername=belay");
        script.setTarget("gw-1", true);
        script.setTarget("gw-2", true);
        script.setPort("gw-2", "plug 2");
        script.secrets().put(0, new Secrets.Row("password", SECRET));
        script.secretsChanged();
    }

    private void next(int times) {
        for (int i = 0; i < times; i++) {
            model().next();
        }
    }

    private Design drawn() throws AgentException {
        return InForce.ask(fencing).design();
    }

    private Operation.State state() {
        return model().operation().state();
    }

    private String code() {
        return Objects.requireNonNull(model().operation().error()).code();
    }

    private static AgentException silence() {
        return new AgentException(
                AgentException.Kind.UNKNOWN,
                new ApiError("no-answer", "an answer", "silence of " + SECRET, "read it back"),
                null);
    }

    @Test
    void a_new_device_is_put_in_force_told_its_secret_and_really_asked() {
        fill();
        script.set(Field.AUTOMATIC, "true");
        next(3);
        assertThat(state()).isEqualTo(Operation.State.DONE);
        assertThat(fencing.calls())
                .containsExactly("begin", "tell bmc-rack-1/password", "test gw-1", "test gw-2");
        FenceDevice put = design.kept().fenceDevices().getFirst();
        assertThat(put)
                .isEqualTo(
                        FenceSamples.device("bmc-rack-1", "BMC rack 1", "gw-1", "gw-2")
                                .withAddress(put.address())
                                .withPorts(new TreeMap<>(Map.of("gw-2", "plug 2")))
                                .withParameters(
                                        new TreeMap<>(Map.of("lanplus", "1", "username", "belay")))
                                .withSecrets(List.of("password")));
        assertThat(put.address()).hasToString("Optional[10.0.9.21]");
        assertThat(design.kept().cluster().fencing()).isTrue();
        assertThat(script.facts(false))
                .containsExactly(
                        new Script.Fact(
                                "gw-1.example.com", "power on · 218 ms · asked by gw-1", true),
                        new Script.Fact(
                                "gw-2.example.com", "power on · 218 ms · asked by gw-1", true),
                        new Script.Fact("Lost nodes", "fenced automatically", true),
                        new Script.Fact("Operation 118", "done; version 15 is in force", true));
    }

    @Test
    void no_draft_log_runbook_or_plan_holds_a_secret() throws IOException {
        fill();
        script.set(Field.PARAMETERS, "passwd=" + SECRET);
        assertThat(model().missing()).isEqualTo("Correct what is marked");
        assertThat(script.fields().toString()).doesNotContain(SECRET);
        script.set(Field.PARAMETERS, "lanplus=1");
        fencing.fail("secret", silence());
        next(3);
        assertThat(state()).isEqualTo(Operation.State.UNKNOWN);
        assertThat(Objects.requireNonNull(model().operation().error()).sentence())
                .doesNotContain(SECRET);
        model().operation().resume();
        assertThat(state()).isEqualTo(Operation.State.DONE);
        assertThat(fencing.told()).containsEntry("bmc-rack-1/password", SECRET);
        assertThat(model().happenings().toString()).doesNotContain(SECRET);
        assertThat(model().runbook().markdown() + model().runbook().html())
                .contains("belay fence secret bmc-rack-1 password")
                .doesNotContain(SECRET);
        assertThat(model().operation().log().toString()).doesNotContain(SECRET);
        assertThat(script.fields()).containsEntry("secrets", "password");
        assertThat(script.secrets().rows().toString()).doesNotContain(SECRET);
        assertThat(script.clean("x" + SECRET + "y")).isEqualTo("x•••y");
        try (Stream<Path> files = Files.list(drafts())) {
            assertThat(files.toList())
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(Files.readString(file))
                                    .contains("fence_ipmilan")
                                    .doesNotContain(SECRET));
        }
        model().leave();
        assertThat(script.secrets().rows()).extracting(Secrets.Row::value).containsOnly("");
    }

    @ParameterizedTest
    @EnumSource(FenceTest.Power.class)
    void a_device_that_does_not_say_on_fails_its_test_and_the_design_is_taken_back(
            FenceTest.Power power) throws AgentException {
        fencing.power("gw-2", power);
        fill();
        Design before = drawn();
        next(3);
        if (power == FenceTest.Power.ON) {
            assertThat(state()).isEqualTo(Operation.State.DONE);
            return;
        }
        assertThat(state()).isEqualTo(Operation.State.FAILED);
        assertThat(code()).startsWith("fence-");
        ApiError error = Objects.requireNonNull(model().operation().error());
        assertThat(error.wanted() + error.advice()).contains("BMC rack 1", "gw-2.example.com");
        model().operation().undo();
        assertThat(state()).isEqualTo(Operation.State.UNDONE);
        assertThat(drawn()).isEqualTo(before);
        assertThat(fencing.told()).as("what it was told is forgotten").isEmpty();
        assertThat(script.facts(false))
                .containsExactly(
                        new Script.Fact("edge-tokyo", "the former design is in force again", true),
                        new Script.Fact("Operation 118", "undone; no design is in force", true));
    }

    @Test
    void a_design_that_came_in_between_is_not_overwritten() throws AgentException {
        fill();
        next(2);
        Design other = drawn().with(FenceSamples.device("other", "other", "gw-1"));
        design.keep(other);
        next(1);
        assertThat(state()).isEqualTo(Operation.State.FAILED);
        assertThat(code()).isEqualTo("plan-changed");
        assertThat(design.kept()).isEqualTo(other);
        assertThat(fencing.calls()).isEmpty();

        var draft = new Drafts(drafts(), Runnable::run, Runnable::run).all().getFirst();
        script = script();
        made = model(script);
        model().resume(draft);
        assertThat(model().page()).isEqualTo(Page.PREFLIGHT);
        assertThat(model().missing()).as("its secret is not in the draft").isNotEmpty();
        model().goTo(Page.WHAT);
        script.secrets().put(0, new Secrets.Row("password", SECRET));
        next(3);
        assertThat(state()).isEqualTo(Operation.State.DONE);
        assertThat(design.kept().fenceDevices())
                .extracting(FenceDevice::name)
                .containsExactlyInAnyOrder("other", "BMC rack 1");
    }

    @Test
    void a_design_that_was_changed_since_is_not_taken_back() throws AgentException {
        fencing.power("gw-1", FenceTest.Power.UNKNOWN);
        fill();
        next(3);
        Design other = drawn().with(FenceSamples.device("other", "other", "gw-1"));
        design.keep(other);
        model().operation().undo();
        assertThat(state()).isEqualTo(Operation.State.FAILED);
        assertThat(code()).isEqualTo("operation-overtaken");
        assertThat(fencing.told()).as("it stays in force").containsKey("bmc-rack-1/password");
        assertThat(design.kept()).isEqualTo(other);
    }

    @Test
    void an_answer_that_never_came_is_read_back() {
        fencing.fail("begin", silence());
        fill();
        next(3);
        assertThat(state()).as("neither done nor failed").isEqualTo(Operation.State.UNKNOWN);
        model().operation().readBack();
        assertThat(state()).isEqualTo(Operation.State.DONE);
        assertThat(fencing.calls()).containsOnlyOnce("begin");
    }

    @Test
    void a_test_without_an_answer_is_unknown_and_is_asked_again() {
        fencing.fail("test", silence());
        fill();
        next(3);
        assertThat(state()).isEqualTo(Operation.State.UNKNOWN);
        model().operation().resume();
        assertThat(state()).isEqualTo(Operation.State.DONE);
    }

    @Test
    void devices_that_are_still_being_looked_at_are_waited_for() {
        fencing.notReady(3);
        fill();
        next(3);
        assertThat(state()).isEqualTo(Operation.State.DONE);
    }

    @Test
    void a_member_that_was_not_told_the_secret_fails_the_step_until_it_is_there() {
        fencing.away("gw-2", true);
        fill();
        next(3);
        assertThat(state()).isEqualTo(Operation.State.FAILED);
        assertThat(code()).isEqualTo("secret-not-everywhere");
        fencing.away("gw-2", false);
        model().operation().resume();
        assertThat(state()).isEqualTo(Operation.State.DONE);
    }

    @Test
    void a_device_that_the_member_cannot_use_fails_before_any_test() {
        fencing.trouble("bmc-rack-1", "/usr/sbin/fence_ipmilan is not there");
        fill();
        next(3);
        assertThat(state()).isEqualTo(Operation.State.FAILED);
        assertThat(code()).isEqualTo("fence-device-trouble");
        assertThat(Objects.requireNonNull(model().operation().error()).found())
                .contains("/usr/sbin/fence_ipmilan");
        assertThat(fencing.calls()).noneMatch(call -> call.startsWith("test"));
    }

    @Test
    void a_wizard_that_was_left_after_the_design_was_in_force_adds_no_second_device() {
        fencing.power("gw-1", FenceTest.Power.SILENT);
        fill();
        next(3);
        var draft = new Drafts(drafts(), Runnable::run, Runnable::run).all().getFirst();
        fencing.power("gw-1", FenceTest.Power.ON);
        script = script();
        made = model(script);
        model().resume(draft);
        next(2);
        assertThat(state()).isEqualTo(Operation.State.DONE);
        assertThat(design.kept().fenceDevices()).hasSize(1);
        assertThat(fencing.calls()).containsOnlyOnce("begin");
    }

    @Test
    void a_device_is_changed_and_keeps_what_the_form_does_not_show() throws AgentException {
        design.keep(
                drawn().with(
                                FenceSamples.device("bmc", "bmc", "gw-1", "gw-2")
                                        .withNotes("rack 1")
                                        .withSecrets(List.of("password"))));
        open();
        script.setChange(Change.CHANGE);
        assertThat(model().missing()).isEqualTo("Choose a device");
        script.setDevice("bmc");
        script.set(Field.TIMEOUT, "30s");
        script.secrets().put(0, new Secrets.Row("password", SECRET));
        next(3);
        assertThat(state()).isEqualTo(Operation.State.DONE);
        assertThat(design.kept().fenceDevices().getFirst().notes()).isEqualTo("rack 1");
        assertThat(design.kept().fenceDevices().getFirst().timeout()).hasSeconds(30);
        assertThat(model().operation().rows().get(1).deed().undo())
                .as("what it replaced is not known")
                .isNull();
    }

    @Test
    void an_address_that_is_corrected_after_a_test_failed_is_put_in_force() throws AgentException {
        design.keep(drawn().with(FenceSamples.device("bmc", "bmc", "gw-1")));
        open();
        script.setChange(Change.CHANGE);
        script.setDevice("bmc");
        script.set(Field.ADDRESS, "10.0.9.99");
        fencing.power("gw-1", FenceTest.Power.SILENT);
        next(3);
        assertThat(state()).isEqualTo(Operation.State.FAILED);
        model().leave();
        fencing.power("gw-1", FenceTest.Power.ON);
        var draft = new Drafts(drafts(), Runnable::run, Runnable::run).all().getFirst();
        script = script();
        made = model(script);
        model().resume(draft);
        model().goTo(Page.WHAT);
        script.set(Field.ADDRESS, "10.0.9.21");
        next(3);
        assertThat(state()).isEqualTo(Operation.State.DONE);
        assertThat(design.kept().fenceDevices().getFirst().address())
                .hasToString("Optional[10.0.9.21]");
    }

    @Test
    void the_last_device_goes_only_once_lost_nodes_are_not_fenced_automatically()
            throws AgentException {
        Design with = drawn().with(FenceSamples.device("bmc", "bmc", "gw-1", "gw-2"));
        design.keep(with.withCluster(with.cluster().withFencing(true)));
        open();
        script.setChange(Change.REMOVE);
        script.setDevice("bmc");
        assertThat(model().missing()).isEqualTo("Correct what is marked");
        assertThat(script.complaints())
                .singleElement()
                .satisfies(one -> assertThat(one.sentence()).contains("the last fence device"));
        script.set(Field.AUTOMATIC, "false");
        next(3);
        assertThat(state()).isEqualTo(Operation.State.DONE);
        assertThat(design.kept().fenceDevices()).isEmpty();
        assertThat(design.kept().cluster().fencing()).isFalse();
        assertThat(script.facts(false))
                .containsExactly(
                        new Script.Fact("bmc", "no fence device any more", true),
                        new Script.Fact("Lost nodes", "fenced only by hand", true),
                        new Script.Fact("Operation 118", "done; version 20 is in force", true));
        assertThat(script.destroys(Page.REVIEW)).isTrue();
    }

    @Test
    void members_forget_the_secrets_of_a_device_that_goes() throws AgentException {
        design.keep(
                drawn().with(
                                FenceSamples.device("bmc", "bmc", "gw-1", "gw-2")
                                        .withSecrets(List.of("password", "pin"))));
        open();
        script.setChange(Change.REMOVE);
        script.setDevice("bmc");
        next(3);
        assertThat(state()).isEqualTo(Operation.State.DONE);
        assertThat(fencing.calls())
                .containsExactly("begin", "forget bmc/password", "forget bmc/pin");
        assertThat(model().operation().rows().getLast().deed().undo())
                .as("nobody can tell again what was forgotten")
                .isNull();
    }

    @Test
    void a_removal_that_is_in_force_goes_on_where_its_draft_was_left() throws AgentException {
        design.keep(
                drawn().withCluster(drawn().cluster().withFencing(true))
                        .with(FenceSamples.device("other", "other", "gw-1", "gw-2"))
                        .with(
                                FenceSamples.device("bmc", "bmc", "gw-1", "gw-2")
                                        .withSecrets(List.of("password", "pin"))));
        open();
        script.setChange(Change.REMOVE);
        script.setDevice("bmc");
        fencing.fail("secret", silence());
        next(3);
        assertThat(state()).isEqualTo(Operation.State.UNKNOWN);
        model().leave();
        var draft = new Drafts(drafts(), Runnable::run, Runnable::run).all().getFirst();
        script = script();
        made = model(script);
        model().resume(draft);
        next(2);
        assertThat(state()).isEqualTo(Operation.State.DONE);
        assertThat(fencing.calls())
                .containsOnlyOnce("begin")
                .endsWith("forget bmc/password", "forget bmc/pin");
        assertThat(script.facts(false).getFirst())
                .isEqualTo(new Script.Fact("bmc", "no fence device any more", true));
    }

    @Test
    void a_device_that_somebody_else_has_removed_is_not_removed_again() throws AgentException {
        design.keep(drawn().with(FenceSamples.device("bmc", "bmc", "gw-1", "gw-2")));
        open();
        script.setChange(Change.REMOVE);
        script.setDevice("bmc");
        design.keep(drawn().withThings(drawn().things().without(new ThingId("bmc"))));
        next(1);
        assertThat(model().missing()).isNotEmpty();
        assertThat(finding("design").verdict()).isEqualTo(Finding.Verdict.FAIL);
    }

    @Test
    void a_new_device_is_still_there_after_a_look_at_another_one() throws AgentException {
        design.keep(drawn().with(FenceSamples.device("bmc", "bmc", "gw-1", "gw-2")));
        open();
        fill();
        FenceForm typed = script.form();
        script.setChange(Change.CHANGE);
        script.setDevice("bmc");
        assertThat(script.form().value(Field.NAME)).isEqualTo("bmc");
        assertThat(script.secrets().rows()).isEmpty();
        script.setChange(Change.NEW);
        assertThat(script.form()).isEqualTo(typed);
        assertThat(script.secrets().rows()).containsExactly(new Secrets.Row("password", SECRET));
    }

    @Test
    void the_preflight_refuses_what_the_design_checks_refuse() {
        fill();
        script.setTarget("gw-2", false);
        script.set(Field.AUTOMATIC, "true");
        next(1);
        assertThat(finding("errors").verdict()).isEqualTo(Finding.Verdict.FAIL);
        assertThat(finding("errors").evidence()).contains("gw-2.example.com");
        assertThat(finding("covered").verdict()).isEqualTo(Finding.Verdict.WARN);
        assertThat(finding("agent").verdict()).isEqualTo(Finding.Verdict.SKIPPED);
        assertThat(model().missing()).isNotEmpty();
    }

    private Finding finding(String check) {
        return model().preflight().rows().stream()
                .filter(row -> row.check().id().equals(check))
                .map(Preflight.Row::finding)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_dry_run_changes_nothing() {
        model().setDryRun(true);
        fill();
        next(4);
        assertThat(model().isFinished()).isTrue();
        assertThat(fencing.calls()).isEmpty();
    }

    @Test
    void on_a_protected_cluster_its_name_is_typed_first() {
        isProtected = true;
        fill();
        next(2);
        assertThat(model().missing()).isEqualTo("Type edge-tokyo to go on");
        script.setTyped("edge-tokyo");
        next(1);
        assertThat(state()).isEqualTo(Operation.State.DONE);
    }
}
