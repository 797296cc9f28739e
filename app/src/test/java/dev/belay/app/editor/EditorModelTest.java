package dev.belay.app.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.project.Fingerprint;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.edit.Frames;
import dev.belay.model.edit.PaletteEntry;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EditorModelTest {

    private static final Path FILE = Path.of("edge.belay");
    private static final Fingerprint HELD = new Fingerprint("aa");

    private final EditorModel model = new EditorModel();
    private final Design empty =
            Design.empty(ClusterSettings.of("edge", "Edge", TimingProfile.STANDARD));

    @BeforeEach
    void open() {
        model.opened(empty, FILE, HELD);
    }

    private static ThingId id(String text) {
        return new ThingId(text);
    }

    private static PaletteEntry entry(ThingKind kind) {
        return PaletteEntry.ALL.stream()
                .filter(one -> one.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private Design now() {
        return Objects.requireNonNull(model.designProperty().get());
    }

    private Frame frame(String thing) {
        return now().find(id(thing)).flatMap(Thing::frame).orElseThrow();
    }

    @Test
    void what_is_drawn_is_selected_and_can_be_undone() {
        model.add(entry(ThingKind.SITE), Optional.empty(), 16, 24);
        assertThat(model.selectionProperty().get()).containsExactly(id("site-1"));
        assertThat(model.undoesProperty().get()).contains(EditName.of("add", "site-1"));
        assertThat(model.unsavedProperty().get()).isTrue();
        model.undo();
        assertThat(now()).isEqualTo(empty);
        assertThat(model.selectionProperty().get()).as("it is no more").isEmpty();
        assertThat(model.unsavedProperty().get()).isFalse();
        assertThat(model.redoesProperty().get()).contains(EditName.of("add", "site-1"));
        model.redo();
        assertThat(now().find(id("site-1"))).isPresent();
    }

    private void move(int right, int down) {
        model.goOn(
                model.named("move"),
                before -> Frames.moved(before, model.selectionProperty().get(), right, down));
    }

    @Test
    void what_goes_on_is_one_step_until_it_is_settled() {
        model.add(entry(ThingKind.SITE), Optional.empty(), 0, 0);
        move(8, 0);
        move(8, 8);
        model.settle();
        move(8, 8);
        assertThat(frame("site-1").x()).isEqualTo(24);
        model.undo();
        assertThat(frame("site-1").x()).isEqualTo(16);
        model.undo();
        assertThat(frame("site-1").x()).isZero();
    }

    @Test
    void copies_go_where_one_stands_and_aside_each_time() {
        model.add(entry(ThingKind.ZONE), Optional.empty(), 0, 0);
        model.add(entry(ThingKind.NODE), Optional.of(id("zone-1")), 16, 16);
        model.copy();
        model.select(List.of(id("zone-1")));
        model.paste();
        model.select(List.of(id("zone-1")));
        model.paste();
        assertThat(now().nodes()).hasSize(3);
        assertThat(frame("admin-2")).isEqualTo(frame("admin-1").movedBy(24, 24));
        assertThat(frame("admin-3")).isEqualTo(frame("admin-1").movedBy(48, 48));
        assertThat(model.selectionProperty().get()).containsExactly(id("admin-3"));
    }

    @Test
    void a_duplicate_leaves_what_was_copied_before() {
        model.add(entry(ThingKind.ZONE), Optional.empty(), 0, 0);
        model.copy();
        model.add(entry(ThingKind.NODE), Optional.empty(), 16, 16);
        model.duplicate();
        assertThat(now().nodes()).hasSize(2);
        model.select(List.of());
        model.paste();
        assertThat(now().zones()).hasSize(2);
    }

    @Test
    void what_is_cut_can_be_pasted() {
        model.add(entry(ThingKind.ZONE), Optional.empty(), 0, 0);
        model.cut();
        assertThat(now().zones()).isEmpty();
        model.paste();
        assertThat(now().zones()).hasSize(1);
    }

    @Test
    void saving_settles_and_what_is_done_meanwhile_is_unsaved() {
        model.add(entry(ThingKind.ZONE), Optional.empty(), 0, 0);
        Design written = now();
        move(8, 8);
        model.saved(written, FILE, HELD);
        assertThat(model.unsavedProperty().get()).isTrue();
        model.undo();
        assertThat(model.unsavedProperty().get()).isFalse();
        assertThat(model.content()).isEqualTo(HELD);
    }

    @Test
    void a_design_without_a_file_is_unsaved_from_the_beginning() {
        model.begun(empty);
        assertThat(model.unsavedProperty().get()).isTrue();
        assertThat(model.fileProperty().get()).isEmpty();
        model.closed();
        assertThat(model.designProperty().get()).isNull();
        assertThat(model.unsavedProperty().get()).isFalse();
        model.undo();
        model.remove();
        assertThat(model.designProperty().get()).isNull();
    }

    @Test
    void only_what_is_there_is_selected() {
        model.add(entry(ThingKind.ZONE), Optional.empty(), 0, 0);
        model.select(List.of(id("zone-1"), id("no-such-thing")));
        assertThat(model.selectionProperty().get()).containsExactly(id("zone-1"));
        model.toggle(id("zone-1"));
        assertThat(model.selectionProperty().get()).isEmpty();
        model.selectAll();
        model.remove();
        assertThat(now().things().size()).isZero();
        assertThat(model.undoesProperty().get()).contains(EditName.of("remove", "zone-1"));
    }

    private List<String> sets() {
        return now().configSets().stream().map(ConfigSet::name).toList();
    }

    @Test
    void a_config_set_is_drawn_copied_and_taken_away_as_things_are() {
        model.add(entry(ThingKind.SITE), Optional.empty(), 0, 0);
        model.addConfigSet();
        assertThat(model.configSetProperty().get()).contains(0);
        assertThat(model.selectionProperty().get()).isEmpty();
        assertThat(model.undoesProperty().get()).contains(EditName.of("add", "config-1"));
        model.copy();
        model.select(List.of(id("site-1")));
        assertThat(model.configSetProperty().get()).isEmpty();
        model.paste();
        model.duplicate();
        assertThat(sets()).containsExactly("config-1", "config-2", "config-3");
        assertThat(model.configSetProperty().get()).contains(2);
        model.selectConfigSet(1);
        model.cut();
        assertThat(sets()).containsExactly("config-1", "config-3");
        assertThat(model.configSetProperty().get()).isEmpty();
        model.paste();
        assertThat(sets()).containsExactly("config-1", "config-3", "config-2");
        assertThat(now().things().size()).isEqualTo(1);
        for (int i = 0; i < 5; i++) {
            model.undo();
        }
        assertThat(sets()).isEmpty();
        assertThat(model.configSetProperty().get()).isEmpty();
        model.selectConfigSet(0);
        assertThat(model.configSetProperty().get()).isEmpty();
    }

    @Test
    void a_selected_config_set_is_the_same_one_whatever_comes_before_it() {
        model.begun(
                Design.empty(ClusterSettings.of("edge", "edge", TimingProfile.STANDARD))
                        .withConfigSets(List.of(ConfigSet.of("a"), ConfigSet.of("b"))));
        model.edit(
                EditName.of("x"),
                before -> before.withConfigSets(List.of(before.configSets().getLast())));
        model.selectConfigSet(0);
        model.undo();
        assertThat(model.configSetProperty().get()).as("b").contains(1);
        model.redo();
        assertThat(model.configSetProperty().get()).contains(0);
    }
}
