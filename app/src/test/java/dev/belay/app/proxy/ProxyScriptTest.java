package dev.belay.app.proxy;

import static dev.belay.app.wizard.Rehearsal.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.app.proxy.ProxyForm.Field;
import dev.belay.app.proxy.ProxyForm.Place;
import dev.belay.app.wizard.Finding.Verdict;
import dev.belay.app.wizard.Operation;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Preflight;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.network.Site;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyScriptTest extends ProxyTrial {
    private static final ThingId SQUID = new ThingId("squid");

    @BeforeEach
    void cluster() throws AgentException {
        designs.keep(Samples.design(designs));
    }

    private Optional<Proxy> inForce() {
        return designs.kept().find(SQUID, Proxy.class);
    }

    @Test
    void a_proxy_is_put_in_force_and_drawn_and_taken_back() {
        Design before = designs.kept();
        drawing.editor().begun(before);
        WizardModel model = filled();
        steps(model, 2);
        assertThat(designs.kept()).as("up to the review nothing is done").isEqualTo(before);
        steps(model, 2);
        assertThat(inForce())
                .contains(
                        Proxy.of(SQUID, "squid")
                                .withHost(Optional.of("192.168.10.200"))
                                .withScope(ProxyScope.SCRIPTS)
                                .withAllowedSources(
                                        List.of(Cidr.parse("10.0.0.0/16").good().orElseThrow()))
                                .withUsers(List.of(new ThingId("gw-1"), new ThingId("gw-2"))));
        assertThat(drawing.now().orElseThrow().proxies()).hasSize(1);
        assertThat(model.script().facts(false)).allMatch(one -> one.good());
        assertThat(model.operation().rows().getFirst().deed().sentence().get())
                .isEqualTo("Add the proxy squid: 192.168.10.200:3128");
        model.undo();
        assertThat(model.operation().state()).isEqualTo(Operation.State.UNDONE);
        assertThat(designs.kept()).isEqualTo(before);
        assertThat(drawing.now()).contains(before);
    }

    @Test
    void a_dry_run_changes_nothing() {
        Design before = designs.kept();
        WizardModel model = filled();
        model.setDryRun(true);
        steps(model, 4);
        assertThat(designs.kept()).isEqualTo(before);
        assertThat(model.script().facts(true)).noneMatch(one -> one.good());
    }

    @Test
    void in_the_drawing_alone_no_cluster_is_asked_and_none_is_changed() {
        Design before = designs.kept();
        drawing.editor().begun(before);
        designs.fail(
                new AgentException(
                        AgentException.Kind.UNREACHABLE,
                        new ApiError("no-answer", "an answer", "silence", "look again"),
                        null));
        WizardModel model = filled();
        assertThat(model.missing()).isEqualTo("The cluster does not answer");
        script(model).setPlace(Place.DRAWING);
        steps(model, 4);
        assertThat(drawing.now().orElseThrow().find(SQUID)).isPresent();
        assertThat(script(model).byHand().getFirst().command()).isEqualTo("belay apply DESIGN");
        model.undo();
        assertThat(drawing.now()).contains(before);
        assertThat(designs.kept()).isEqualTo(before);
    }

    @Test
    void what_the_form_does_not_show_of_a_proxy_stays() {
        Proxy there =
                Proxy.of(SQUID, "Squid of the office")
                        .withHost(Optional.of("192.168.10.200"))
                        .withAllowedSources(Cidr.parse("10.0.0.0/16").good().stream().toList())
                        .withUsers(List.of(new ThingId("gw-1")))
                        .withNotes("kept");
        designs.keep(designs.kept().with(there));
        WizardModel model = begun();
        script(model).choose("squid");
        assertThat(script(model).form().value(Field.HOST)).isEqualTo("192.168.10.200");
        script(model).setUser("gw-3", true);
        steps(model, 4);
        assertThat(inForce())
                .contains(there.withUsers(List.of(new ThingId("gw-1"), new ThingId("gw-3"))));
    }

    /// A drawing may have it in a site that is not in force.
    @Test
    void a_drawn_proxy_is_put_in_force_without_what_it_is_drawn_in() {
        Site office = Site.of(new ThingId("office"), "office");
        Proxy drawn =
                Proxy.of(SQUID, "squid")
                        .withWithin(Optional.of(office.id()))
                        .withHost(Optional.of("192.168.10.200"))
                        .withAllowedSources(Cidr.parse("10.0.0.0/16").good().stream().toList())
                        .withUsers(List.of(new ThingId("gw-1")));
        drawing.editor().begun(designs.kept().with(office).with(drawn));
        WizardModel model = begun();
        assertThat(script(model).known()).containsExactly(new Known(drawn, Known.Where.DRAWN));
        script(model).choose("squid");
        steps(model, 4);
        assertThat(inForce()).contains(drawn.withWithin(Optional.empty()));
        assertThat(drawing.now().orElseThrow().find(SQUID, Proxy.class))
                .as("it stays where it is drawn")
                .contains(drawn);
    }

    @Test
    void a_name_that_something_else_has_and_a_node_that_is_not_there_stop() {
        WizardModel taken = filled();
        script(taken).set(Field.NAME, "vpc");
        script(taken).setUser("gw-9", true);
        steps(taken, 1);
        assertThat(verdict(taken, "names")).isEqualTo(Verdict.FAIL);
        assertThat(verdict(taken, "users")).isEqualTo(Verdict.FAIL);
        assertThat(taken.missing()).isNotEmpty();
    }

    private static Verdict verdict(WizardModel model, String check) {
        Preflight.Row row =
                model.preflight().rows().stream()
                        .filter(one -> one.check().id().equals(check))
                        .findFirst()
                        .orElseThrow();
        return Objects.requireNonNull(row.finding()).verdict();
    }

    @Test
    void a_pasted_configuration_is_in_no_draft_and_asked_for_again() {
        WizardModel model = filled();
        script(model).set(Field.SQUID, Samples.BAD_CONF + "# cache_peer login=kaito:secret\n");
        steps(model, 1);
        assertThat(verdict(model, "squid-order")).isEqualTo(Verdict.WARN);
        WizardModel again = resumed(model);
        assertThat(draft().fields().values()).noneMatch(one -> one.contains("secret"));
        assertThat(again.page()).isEqualTo(Page.PREFLIGHT);
        assertThat(verdict(again, "squid-away")).isEqualTo(Verdict.WARN);
        steps(again, 3);
        assertThat(inForce()).isPresent();
    }

    @Test
    void the_runbook_has_what_is_left_to_people() {
        WizardModel model = filled();
        steps(model, 4);
        assertThat(model.runbook().markdown())
                .contains(
                        "## Left to you",
                        "sudo squid -k parse -f squid.conf.new",
                        "POST /v1/operations");
    }

    @Test
    void a_protected_cluster_wants_its_name_and_a_drawing_does_not() {
        isProtected = true;
        drawing.editor().begun(designs.kept());
        WizardModel model = filled();
        steps(model, 2);
        assertThat(model.missing()).isEqualTo("Type edge-tokyo to go on");
        script(model).confirmation().type("edge-tokyo");
        assertThat(model.missing()).isEmpty();
        WizardModel drawn = filled();
        script(drawn).setPlace(Place.DRAWING);
        steps(drawn, 4);
        assertThat(inForce()).isEmpty();
    }
}
