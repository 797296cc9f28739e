package dev.belay.app.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.belay.app.bundles.MergeModel.Clash;
import dev.belay.app.bundles.MergeModel.Result;
import dev.belay.model.bundle.BundleManifest;
import dev.belay.model.design.Design;
import dev.belay.model.diff.Choices.Spot;
import dev.belay.model.diff.ConflictCode;
import dev.belay.model.diff.Preference;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.Node;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The drawing and a bundle that both came out of a third design.
class MergeModelTest {

    @TempDir Path folder;
    private Bench bench;
    private BundlesModel model;
    private Path base;

    @BeforeEach
    void make() throws Exception {
        bench = new Bench(folder);
        model = bench.model();
        base = bench.write("base.belay", bench.example);
    }

    private MergeModel merge(Design mine, Design theirs) throws Exception {
        bench.editor.begun(mine);
        model.open(bench.bundle("theirs.zip", theirs, List.of(), Optional.empty()));
        model.merge().readBase(base);
        return model.merge();
    }

    private Result result() {
        return model.merge().result().orElseThrow();
    }

    private Design mine() {
        return bench.with(bench.example, "gw-1", "10.20.0.51");
    }

    private Design theirs() {
        return bench.with(bench.with(bench.example, "gw-1", "10.20.0.91"), "gw-2", "10.20.0.92");
    }

    @Test
    void what_only_one_side_changed_is_taken_as_one_step_that_can_be_undone() throws Exception {
        MergeModel merge = merge(mine(), bench.with(bench.example, "gw-2", "10.20.0.92"));
        assertThat(result().clashes()).isEmpty();
        merge.take();
        assertThat(bench.address(bench.drawn(), "gw-1")).isEqualTo("10.20.0.51");
        assertThat(bench.address(bench.drawn(), "gw-2")).isEqualTo("10.20.0.92");
        assertThat(merge.isTaken()).isTrue();
        bench.editor.undo();
        assertThat(bench.drawn()).isEqualTo(mine());
        assertThat(merge.isTaken()).isFalse();
        assertThat(bench.editor.undoesProperty().get()).isEmpty();
    }

    @Test
    void each_conflict_waits_for_a_word_and_takes_it() throws Exception {
        Design theirs = bench.with(theirs(), "gw-2", "10.20.0.92");
        Design mine = bench.with(mine(), "gw-2", "10.20.0.52");
        MergeModel merge = merge(mine, theirs);
        assertThat(result().clashes())
                .extracting(Clash::choice, Clash::isOpen)
                .containsOnly(tuple(Preference.NONE, true))
                .hasSize(2);
        merge.take();
        assertThat(bench.drawn()).isEqualTo(mine);
        merge.choose(result().clashes().getFirst().spot(), Preference.OURS);
        assertThat(result().design()).isEmpty();
        assertThat(merge.isHalfDone()).isTrue();
        merge.choose(result().clashes().getLast().spot(), Preference.THEIRS);
        assertThat(result().clashes())
                .extracting(Clash::choice)
                .containsExactly(Preference.OURS, Preference.THEIRS);
        merge.take();
        assertThat(bench.address(bench.drawn(), "gw-1")).isEqualTo("10.20.0.51");
        assertThat(bench.address(bench.drawn(), "gw-2")).isEqualTo("10.20.0.92");
        assertThat(merge.isHalfDone()).isFalse();
    }

    @Test
    void what_no_word_settles_is_listed_and_nothing_is_taken() throws Exception {
        Design without =
                bench.example.withThings(bench.example.things().without(new ThingId("rack-c")));
        Node node = bench.example.find(new ThingId("gw-2"), Node.class).orElseThrow();
        Design theirs = bench.example.with(node.withWithin(Optional.of(new ThingId("rack-c"))));
        MergeModel merge = merge(without, theirs);
        merge.chooseAll(Preference.THEIRS);
        assertThat(result().clashes())
                .anySatisfy(one -> {
                    assertThat(one.conflict().code()).isEqualTo(ConflictCode.REFERS_TO_REMOVED);
                    assertThat(one.isChoice()).isFalse();
                    assertThat(one.isOpen()).isTrue();
                });
        merge.take();
        assertThat(bench.drawn()).isEqualTo(without);
    }

    @Test
    void what_each_side_added_under_one_id_is_settled_by_no_word() throws Exception {
        ThingId id = new ThingId("backup");
        merge(
                bench.example.with(VirtualIp.of(id, "backup")),
                bench.example.with(Service.of(id, "backup")));
        model.merge().chooseAll(Preference.OURS);
        assertThat(result().clashes())
                .extracting(one -> one.conflict().code(), Clash::choice, Clash::isStuck)
                .containsExactly(tuple(ConflictCode.ID_TWICE, Preference.NONE, true));
    }

    @Test
    void a_choice_that_leads_nowhere_is_open_and_can_be_changed() throws Exception {
        Design without =
                bench.example.withThings(bench.example.things().without(new ThingId("rack-c")));
        merge(
                within(without.withThings(without.things().without(new ThingId("gw-3"))), "rack-a"),
                within(bench.example, "rack-c"));
        Spot spot = result().clashes().getFirst().spot();
        model.merge().chooseAll(Preference.THEIRS);
        Clash clash = clash(spot);
        assertThat(clash.isChoice()).as("the other word may settle it").isTrue();
        assertThat(clash.isStuck()).isTrue();
        assertThat(clash.left().orElseThrow().code()).isEqualTo(ConflictCode.REFERS_TO_REMOVED);
        model.merge().choose(spot, Preference.OURS);
        assertThat(clash(spot).isOpen()).isFalse();
    }

    private Clash clash(Spot spot) {
        return result().clashes().stream()
                .filter(one -> one.spot().equals(spot))
                .findFirst()
                .orElseThrow();
    }

    private static Design within(Design design, String rack) {
        Node node = design.find(new ThingId("gw-2"), Node.class).orElseThrow();
        return design.with(node.withWithin(Optional.of(new ThingId(rack))));
    }

    @Test
    void errors_that_neither_side_had_are_told_before_it_is_taken() throws Exception {
        merge(
                bench.with(bench.example, "gw-1", "10.20.0.77"),
                bench.with(bench.example, "gw-2", "10.20.0.77"));
        assertThat(result().design()).isPresent();
        assertThat(result().fresh()).isNotEmpty();
    }

    @Test
    void an_edit_meanwhile_is_merged_too() throws Exception {
        MergeModel merge = merge(mine(), bench.with(bench.example, "gw-2", "10.20.0.92"));
        bench.drawing().merge(bench.with(mine(), "gw-3", "10.20.0.53"), "by hand");
        merge.take();
        assertThat(bench.address(bench.drawn(), "gw-3")).isEqualTo("10.20.0.53");
        assertThat(bench.address(bench.drawn(), "gw-2")).isEqualTo("10.20.0.92");
    }

    @Test
    void a_base_that_cannot_be_read_is_refused_and_the_one_before_stays_with_all_choices()
            throws Exception {
        MergeModel merge = merge(mine(), theirs());
        merge.chooseAll(Preference.THEIRS);
        Result before = result();
        merge.readBase(Files.writeString(folder.resolve("broken.belay"), "{"));
        assertThat(merge.trouble()).containsInstanceOf(Trouble.BadDesign.class);
        assertThat(result()).isEqualTo(before);
        assertThat(merge.isHalfDone()).isTrue();
        merge.readBase(folder.resolve("none.belay"));
        assertThat(merge.trouble()).containsInstanceOf(Trouble.Unreadable.class);
        assertThat(merge.base()).map(Source::name).contains("base.belay");
        merge.readBase(base);
        assertThat(merge.trouble()).isEmpty();
        assertThat(merge.isHalfDone()).isFalse();
    }

    @Test
    void a_first_base_that_cannot_be_read_merges_nothing() throws Exception {
        bench.editor.begun(mine());
        model.open(bench.bundle("theirs.zip", theirs(), List.of(), Optional.empty()));
        model.merge().readBase(folder.resolve("none.belay"));
        assertThat(model.merge().trouble()).containsInstanceOf(Trouble.Unreadable.class);
        assertThat(model.merge().base()).isEmpty();
        assertThat(model.merge().result()).isEmpty();
    }

    @Test
    void an_edit_after_a_merge_was_taken_loses_no_choice() throws Exception {
        MergeModel merge = merge(mine(), theirs());
        merge.chooseAll(Preference.THEIRS);
        merge.take();
        bench.drawing().merge(bench.with(bench.drawn(), "gw-3", "10.20.0.53"), "by hand");
        assertThat(merge.isTaken()).isFalse();
        assertThat(merge.isHalfDone()).isFalse();
        merge.chooseAll(Preference.OURS);
        assertThat(merge.isHalfDone()).isTrue();
    }

    @Test
    void what_is_outdated_by_an_edit_is_not_taken_and_edits_are_merged_one_at_a_time()
            throws Exception {
        ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        model =
                new BundlesModel(
                        bench.ports(waiting::add, Runnable::run), bench.drawing(), bench.inForce);
        MergeModel merge = merge(mine(), bench.with(bench.example, "gw-2", "10.20.0.92"));
        drain(waiting);
        assertThat(merge.isCurrent()).isTrue();
        long changes = model.changesProperty().get();
        for (int i = 1; i < 10; i++) {
            bench.drawing().merge(bench.with(mine(), "gw-3", "10.20.0.6" + i), "by hand");
        }
        assertThat(model.changesProperty().get()).isGreaterThan(changes);
        assertThat(merge.isCurrent()).isFalse();
        assertThat(waiting).as("one comparison and one merge").hasSize(2);
        merge.take();
        assertThat(bench.address(bench.drawn(), "gw-2")).isNotEqualTo("10.20.0.92");
        drain(waiting);
        assertThat(merge.isCurrent()).isTrue();
        merge.take();
        assertThat(bench.address(bench.drawn(), "gw-2")).isEqualTo("10.20.0.92");
        assertThat(bench.address(bench.drawn(), "gw-3")).isEqualTo("10.20.0.69");
    }

    private static void drain(ArrayDeque<Runnable> waiting) {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    @Test
    void a_bundle_of_what_was_merged_names_both_sides_and_not_what_was_undone() throws Exception {
        Design other = bench.with(bench.example, "gw-2", "10.20.0.92");
        MergeModel merge = merge(mine(), other);
        merge.take();
        assertThat(model.export().draft().orElseThrow().manifest().after())
                .containsExactly(
                        BundleManifest.nameOf(other),
                        BundleManifest.nameOf(mine()),
                        BundleManifest.nameOf(bench.example));
        bench.editor.undo();
        assertThat(model.export().draft().orElseThrow().manifest().after()).isEmpty();
        bench.editor.redo();
        assertThat(model.export().draft().orElseThrow().manifest().after()).hasSize(3);
    }
}
