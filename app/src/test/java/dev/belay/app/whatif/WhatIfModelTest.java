package dev.belay.app.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.place.Score;
import dev.belay.model.service.Constraint;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import dev.belay.model.whatif.Fate;
import dev.belay.model.whatif.Fault;
import dev.belay.model.whatif.Mending;
import dev.belay.model.whatif.Prediction;
import dev.belay.model.whatif.Sweep.Weak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WhatIfModelTest {

    private static final Fault GW_1 = new Fault.Down(new ThingId("gw-1"));
    private static final Fault GW_2 = new Fault.Down(new ThingId("gw-2"));

    private final ObjectProperty<@Nullable Design> design = new SimpleObjectProperty<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final WhatIfModel model = new WhatIfModel(design, waiting::add, Runnable::run);

    static Design example(String name) {
        var file = Path.of("..", "examples", name);
        try {
            if (DesignFormat.read(Files.readString(file))
                    instanceof Reading.Read(Design read, int _)) {
                return read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("not a design: " + file);
    }

    private void open() {
        design.set(example("gateway-cluster.belay"));
    }

    private void answer() {
        while (!waiting.isEmpty()) {
            waiting.removeFirst().run();
        }
    }

    private Prediction prediction() {
        return model.predictionProperty().get().orElseThrow();
    }

    @Test
    void without_a_design_there_is_nothing_to_ask() {
        model.enter();
        assertThat(model.possibleProperty().get()).isFalse();
        assertThat(model.activeProperty().get()).isFalse();
        open();
        assertThat(model.possibleProperty().get()).isTrue();
    }

    @Test
    void a_node_that_is_taken_down_moves_what_ran_there() {
        open();
        model.enter();
        assertThat(model.toggle(GW_1)).isTrue();
        answer();
        assertThat(prediction().quorate()).isTrue();
        assertThat(prediction().services()).extracting(one -> one.fate()).contains(Fate.MOVES);
        var portal = prediction().services().getFirst();
        assertThat(model.signsProperty().get())
                .containsEntry(new ThingId("gw-1"), Set.of(Sign.DOWN))
                .containsEntry(portal.service(), Set.of(Sign.MOVED))
                .containsEntry(portal.after().orElseThrow(), Set.of(Sign.GAINED));
    }

    @Test
    void a_container_takes_down_all_that_is_in_it() {
        open();
        model.enter();
        model.toggle(new Fault.Down(new ThingId("dc")));
        answer();
        assertThat(prediction().lost()).hasSize(prediction().services().size());
        assertThat(model.signsProperty().get())
                .containsEntry(new ThingId("dc"), Set.of(Sign.DOWN))
                .containsEntry(new ThingId("gw-1"), Set.of(Sign.DOWN))
                .containsEntry(prediction().lost().getFirst(), Set.of(Sign.LOST));
    }

    @Test
    void a_node_without_the_majority_is_cut_off_and_not_down() {
        open();
        model.enter();
        for (var other : List.of("gw-2", "gw-3")) {
            model.toggle(new Fault.Cut(new ThingId("gw-1"), new ThingId(other)));
        }
        answer();
        assertThat(model.signsProperty().get())
                .containsEntry(new ThingId("gw-1"), Set.of(Sign.APART));
    }

    @Test
    void the_same_again_takes_it_back_whichever_end_of_a_cut_is_named_first() {
        open();
        model.enter();
        model.toggle(new Fault.Cut(new ThingId("gw-1"), new ThingId("gw-2")));
        model.toggle(new Fault.Cut(new ThingId("gw-2"), new ThingId("gw-1")));
        model.toggle(GW_1);
        model.toggle(GW_1);
        assertThat(model.faultsProperty().get()).isEmpty();
    }

    @Test
    void what_holds_no_node_cannot_fail_and_is_named() {
        open();
        model.enter();
        var fault = new Fault.Down(new ThingId("portal"));
        assertThat(model.toggle(fault)).isFalse();
        assertThat(model.faultsProperty().get()).isEmpty();
        assertThat(model.refusedProperty().get()).contains(fault);
        model.toggle(GW_1);
        assertThat(model.refusedProperty().get()).isEmpty();
    }

    @Test
    void an_answer_that_comes_too_late_is_not_shown() {
        open();
        model.enter();
        answer();
        model.toggle(GW_1);
        model.toggle(GW_2);
        var first = waiting.removeFirst();
        answer();
        var shown = prediction();
        first.run();
        assertThat(prediction()).isEqualTo(shown);
        assertThat(shown.quorate()).isFalse();
    }

    @Test
    void leaving_paints_nothing_any_more_and_coming_back_shows_the_same() {
        open();
        model.enter();
        model.toggle(GW_1);
        answer();
        model.leave();
        assertThat(model.signsProperty().get()).isEmpty();
        model.enter();
        answer();
        assertThat(model.signsProperty().get()).containsKey(new ThingId("gw-1"));
        model.reset();
        answer();
        assertThat(model.signsProperty().get()).isEmpty();
    }

    @Test
    void a_fault_goes_with_the_thing_that_it_is_of() {
        open();
        model.enter();
        model.toggle(GW_1);
        answer();
        design.set(example("stations.belay"));
        answer();
        assertThat(model.faultsProperty().get())
                .allMatch(fault -> model.candidatesProperty().get().contains(fault));
        design.set(null);
        assertThat(model.activeProperty().get()).isFalse();
        assertThat(model.faultsProperty().get()).isEmpty();
    }

    @Test
    void a_sweep_finds_the_weak_points_and_paints_them() {
        open();
        model.enter();
        answer();
        var told = new ArrayList<SweepState>();
        model.sweepProperty().subscribe(state -> told.add(state));
        model.sweep();
        assertThat(model.isSettled()).isFalse();
        answer();
        assertThat(told.get(1)).isInstanceOf(SweepState.Running.class);
        var done = (SweepState.Done) model.sweepProperty().get();
        assertThat(done.weakAlone()).isEqualTo(1);
        assertThat(done.weak()).hasSize(4);
        assertThat(done.weak().getFirst().isSingle()).as("the worst first").isTrue();
        assertThat(done.predictions()).isEqualTo(done.singles() * (done.singles() + 1) / 2);
        assertThat(model.signsProperty().get())
                .containsEntry(new ThingId("dc"), Set.of(Sign.WEAK))
                .containsEntry(new ThingId("gw-2"), Set.of(Sign.WEAK_PAIR));
        model.show(done.weak().getLast().faults());
        answer();
        assertThat(prediction().lost()).isNotEmpty();
        model.forgetSweep();
        assertThat(model.signsProperty().get()).doesNotContainKey(new ThingId("dc"));
    }

    @Test
    void a_sweep_that_is_stopped_or_outlived_by_its_design_says_nothing() {
        open();
        model.enter();
        answer();
        model.sweep();
        model.stopSweep();
        answer();
        assertThat(model.sweepProperty().get()).isEqualTo(new SweepState.None());
        model.sweep();
        design.set(example("ec2-route-table.belay"));
        answer();
        assertThat(model.sweepProperty().get()).isEqualTo(new SweepState.None());
    }

    @Test
    void an_answer_about_the_design_before_comes_too_late() {
        open();
        model.enter();
        model.toggle(GW_1);
        model.leave();
        Design now = Objects.requireNonNull(design.get());
        design.set(now.withLinks(List.of()));
        answer();
        assertThat(model.predictionProperty().get()).isEmpty();
        assertThat(model.isSettled()).isTrue();
    }

    @Test
    void what_was_taken_for_failed_is_kept_over_an_edit_and_not_for_another_cluster() {
        open();
        model.enter();
        model.toggle(GW_1);
        model.leave();
        Design now = Objects.requireNonNull(design.get());
        design.set(now.withLinks(List.of()));
        model.enter();
        assertThat(model.faultsProperty().get()).containsExactly(GW_1);
        model.leave();
        design.set(now.withCluster(ClusterSettings.of("other", "other", now.cluster().timing())));
        model.enter();
        assertThat(model.faultsProperty().get()).isEmpty();
    }

    @Test
    void a_design_without_members_has_nothing_to_ask() {
        open();
        Design now = Objects.requireNonNull(design.get());
        design.set(
                Design.empty(now.cluster())
                        .with(Node.of(new ThingId("far"), "far", NodeRole.REMOTE)));
        assertThat(model.possibleProperty().get()).isFalse();
    }

    @Test
    void a_second_search_that_is_ended_leaves_no_weak_points_painted() {
        open();
        model.enter();
        model.sweep();
        answer();
        assertThat(model.signsProperty().get().values())
                .anyMatch(set -> set.contains(Sign.WEAK) || set.contains(Sign.WEAK_PAIR));
        model.sweep();
        model.stopSweep();
        answer();
        assertThat(model.signsProperty().get().values())
                .noneMatch(set -> set.contains(Sign.WEAK) || set.contains(Sign.WEAK_PAIR));
    }

    @Test
    void a_weak_point_comes_with_what_takes_it_away_and_is_gone_after_that() {
        Constraint never = new LocationConstraint(new ThingId("gw-2"), -Score.INFINITY);
        Constraint neither = new LocationConstraint(new ThingId("gw-3"), -Score.INFINITY);
        Design bound = example("gateway-cluster.belay");
        Service portal = bound.find(new ThingId("portal"), Service.class).orElseThrow();
        design.set(bound.with(portal.withConstraints(List.of(never, neither))));
        model.sweep();
        answer();
        var done = (SweepState.Done) model.sweepProperty().get();
        Weak weak =
                done.weak().stream()
                        .filter(one -> one.faults().equals(List.of(GW_1)))
                        .findFirst()
                        .orElseThrow();
        Mending mending = Objects.requireNonNull(done.mendings().get(weak));
        assertThat(mending.services()).containsExactly(portal.id());
        design.set(mending.apply(Objects.requireNonNull(design.get())));
        assertThat(model.sweepProperty().get())
                .as("it is about the design before")
                .isEqualTo(new SweepState.None());
        model.sweep();
        answer();
        assertThat(((SweepState.Done) model.sweepProperty().get()).weak())
                .extracting(Weak::faults)
                .doesNotContain(weak.faults());
    }
}
