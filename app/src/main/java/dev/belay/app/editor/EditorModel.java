package dev.belay.app.editor;

import dev.belay.app.project.Fingerprint;
import dev.belay.model.check.Fix;
import dev.belay.model.check.Problem;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Design;
import dev.belay.model.edit.Clip;
import dev.belay.model.edit.ConfigSets;
import dev.belay.model.edit.EditName;
import dev.belay.model.edit.Frames;
import dev.belay.model.edit.History;
import dev.belay.model.edit.PaletteEntry;
import dev.belay.model.edit.Removal;
import dev.belay.model.edit.Wiring;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The design of a window, and everything that can be done to it. Every change is a step of its
/// history; what is selected, copied and saved is not. Confined to the UI thread; needs no toolkit.
public final class EditorModel {

    /// How far copies stand from their originals.
    private static final int ASIDE = 24;

    private final ReadOnlyObjectWrapper<@Nullable Design> design =
            new ReadOnlyObjectWrapper<>(this, "design");
    private final ReadOnlyObjectWrapper<Set<ThingId>> selection =
            new ReadOnlyObjectWrapper<>(this, "selection", Set.of());
    private final ReadOnlyObjectWrapper<Optional<Integer>> configSet =
            new ReadOnlyObjectWrapper<>(this, "configSet", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<EditName>> undoes =
            new ReadOnlyObjectWrapper<>(this, "undoes", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<EditName>> redoes =
            new ReadOnlyObjectWrapper<>(this, "redoes", Optional.empty());
    private final ReadOnlyBooleanWrapper unsaved = new ReadOnlyBooleanWrapper(this, "unsaved");
    private final ReadOnlyObjectWrapper<Optional<Path>> file =
            new ReadOnlyObjectWrapper<>(this, "file", Optional.empty());

    private @Nullable History history;
    private @Nullable Design saved;
    private Fingerprint content = Fingerprint.NO_FILE;
    private Clip clip = Clip.EMPTY;
    private Optional<ConfigSet> copiedSet = Optional.empty();
    private int pastes;
    private boolean isOpening;
    private UnaryOperator<Design> placing = UnaryOperator.identity();

    /// Null while none is open.
    public ReadOnlyObjectProperty<@Nullable Design> designProperty() {
        return design.getReadOnlyProperty();
    }

    /// Ids of what is selected, in the order in which it was; always of things or links that the
    /// design has.
    public ReadOnlyObjectProperty<Set<ThingId>> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    /// Index of the config set that is selected; always one that the design has. Either things are
    /// selected or one of these.
    public ReadOnlyObjectProperty<Optional<Integer>> configSetProperty() {
        return configSet.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<EditName>> undoesProperty() {
        return undoes.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<EditName>> redoesProperty() {
        return redoes.getReadOnlyProperty();
    }

    /// Whether the design is another than its file has.
    public ReadOnlyBooleanProperty unsavedProperty() {
        return unsaved.getReadOnlyProperty();
    }

    /// Empty for a design that has none yet.
    public ReadOnlyObjectProperty<Optional<Path>> fileProperty() {
        return file.getReadOnlyProperty();
    }

    /// Gives each thing that has no place yet the one where it is shown, before anything is put
    /// somewhere: so that nothing else moves.
    ///
    /// @param by the same design where all have a place
    public void placedBy(UnaryOperator<Design> by) {
        placing = by;
    }

    /// What the file held when it was read or written last.
    public Fingerprint content() {
        return content;
    }

    /// Shows one that was read from a file.
    public void opened(Design read, Path from, Fingerprint held) {
        file.set(Optional.of(from));
        content = held;
        saved = read;
        begin(read);
    }

    /// Shows one that no file has yet: an empty one, a template, or what another window had left.
    public void begun(Design fresh) {
        file.set(Optional.empty());
        content = Fingerprint.NO_FILE;
        saved = null;
        begin(fresh);
    }

    /// The design was written.
    ///
    /// @param written may be another than the present one, if the user went on meanwhile
    public void saved(Design written, Path to, Fingerprint held) {
        file.set(Optional.of(to));
        content = held;
        saved = written;
        settle();
        unsaved.set(!written.equals(design.get()));
    }

    public void closed() {
        history = null;
        saved = null;
        file.set(Optional.empty());
        content = Fingerprint.NO_FILE;
        select(List.of());
        show();
    }

    /// Whether the present change of the design is that another one was opened; to be asked by who
    /// is told of the change.
    public boolean wasOpened() {
        return isOpening;
    }

    private void begin(Design first) {
        history = History.of(first);
        select(List.of());
        isOpening = true;
        try {
            show();
        } finally {
            isOpening = false;
        }
    }

    private void show() {
        History now = history;
        Optional<Integer> sameSet = now == null ? Optional.empty() : sameSet(now.now());
        if (!sameSet.equals(configSet.get())) {
            configSet.set(Optional.empty());
        }
        design.set(now == null ? null : now.now());
        configSet.set(sameSet);
        undoes.set(now == null ? Optional.empty() : now.undoes());
        redoes.set(now == null ? Optional.empty() : now.redoes());
        unsaved.set(now != null && !now.now().equals(saved));
        if (now != null) {
            selection.set(known(selection.get()));
        }
    }

    /// Where the selected config set is in the next design: others may have come before it, or
    /// gone. One that has another name is where it was.
    private Optional<Integer> sameSet(Design next) {
        Design before = design.get();
        Optional<Integer> index =
                configSet.get().filter(it -> before != null && hasSet(before, it));
        if (index.isEmpty() || before == null) {
            return Optional.empty();
        }
        if (before.configSets().size() == next.configSets().size()) {
            return index;
        }
        String name = before.configSets().get(index.get()).name();
        for (int i = 0; i < next.configSets().size(); i++) {
            if (next.configSets().get(i).name().equals(name)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static boolean hasSet(Design design, int index) {
        return index >= 0 && index < design.configSets().size();
    }

    /// Does one thing as a step of its own.
    public void edit(EditName name, UnaryOperator<Design> change) {
        History now = history;
        if (now != null) {
            history = now.settled().did(name, change.apply(now.now()));
            show();
        }
    }

    /// Goes on with something, such as typing in a field or dragging, until [#settle].
    public void goOn(EditName name, UnaryOperator<Design> change) {
        History now = history;
        if (now != null) {
            history = now.goesOn(name, change.apply(now.now()));
            show();
        }
    }

    /// What went on has ended.
    public void settle() {
        History now = history;
        if (now != null) {
            history = now.settled();
        }
    }

    public void undo() {
        History now = history;
        if (now != null) {
            history = now.undone();
            show();
        }
    }

    public void redo() {
        History now = history;
        if (now != null) {
            history = now.redone();
            show();
        }
    }

    /// Selects those of them that the design has.
    public void select(Collection<ThingId> ids) {
        configSet.set(Optional.empty());
        selection.set(known(ids));
    }

    private Set<ThingId> known(Collection<ThingId> ids) {
        Design now = design.get();
        Set<ThingId> known = new LinkedHashSet<>();
        for (ThingId id : ids) {
            boolean isThere =
                    now != null
                            && (now.find(id).isPresent()
                                    || now.links().stream().anyMatch(one -> one.id().equals(id)));
            if (isThere) {
                known.add(id);
            }
        }
        return Collections.unmodifiableSet(known);
    }

    /// Selects a config set, and nothing else; one that the design does not have changes nothing.
    public void selectConfigSet(int index) {
        Design now = design.get();
        if (now != null && hasSet(now, index)) {
            selection.set(Set.of());
            configSet.set(Optional.of(index));
        }
    }

    /// Puts a new config set to the others and selects it.
    public void addConfigSet() {
        Design now = design.get();
        if (now != null) {
            add(ConfigSets.fresh(now));
        }
    }

    private void add(ConfigSet set) {
        edit(EditName.of("add", set.name()), before -> ConfigSets.added(before, set));
        Design now = design.get();
        if (now != null) {
            selectConfigSet(now.configSets().size() - 1);
        }
    }

    private Optional<ConfigSet> selectedSet() {
        Design now = design.get();
        return now == null ? Optional.empty() : configSet.get().map(now.configSets()::get);
    }

    /// Takes one in, or out again.
    public void toggle(ThingId id) {
        Set<ThingId> changed = new LinkedHashSet<>(selection.get());
        if (!changed.remove(id)) {
            changed.add(id);
        }
        select(changed);
    }

    public void selectAll() {
        Design now = design.get();
        if (now != null) {
            select(now.things().all().stream().map(Thing::id).toList());
        }
    }

    /// Draws something new and selects it.
    ///
    /// @param within the container under it; where it may not be there it stands on the open canvas
    public void add(PaletteEntry entry, Optional<ThingId> within, int x, int y) {
        Design now = design.get();
        if (now != null) {
            Thing fresh = entry.fresh(now, within, x, y);
            edit(EditName.of("add", fresh.name()), before -> placing.apply(before).with(fresh));
            select(List.of(fresh.id()));
        }
    }

    /// Takes what is selected away, and what cannot be without it.
    public void remove() {
        Set<ThingId> gone = selection.get();
        Optional<Integer> set = configSet.get();
        if (set.isPresent()) {
            String name = selectedSet().map(ConfigSet::name).orElse("");
            configSet.set(Optional.empty());
            edit(EditName.of("remove", name), before -> ConfigSets.without(before, set.get()));
        } else if (!gone.isEmpty()) {
            edit(named("remove"), before -> Removal.of(before, gone));
        }
    }

    /// Draws what is selected in another container, as far as it may be there.
    public void putInto(Optional<ThingId> container) {
        Set<ThingId> moved = selection.get();
        edit(
                named("put-into"),
                before -> {
                    Design next = placing.apply(before);
                    for (ThingId id : moved) {
                        next = Frames.putInto(next, id, container);
                    }
                    return next;
                });
    }

    public void align(Frames.Line line) {
        Set<ThingId> ids = selection.get();
        edit(named("align"), before -> Frames.aligned(placing.apply(before), ids, line));
    }

    public void spread(Frames.Way way) {
        Set<ThingId> ids = selection.get();
        edit(named("spread"), before -> Frames.spread(placing.apply(before), ids, way));
    }

    /// Draws an edge; nothing where none may be.
    public void connect(ThingId from, ThingId to) {
        edit(
                EditName.of("connect", label(from), label(to)),
                before -> Wiring.connected(before, from, to));
    }

    public void disconnect(ThingId one, ThingId other) {
        edit(
                EditName.of("disconnect", label(one), label(other)),
                before -> Wiring.disconnected(before, one, other));
    }

    public void copy() {
        Design now = design.get();
        if (now != null && configSet.get().isPresent()) {
            copiedSet = selectedSet();
        } else if (now != null && !selection.get().isEmpty()) {
            clip = Clip.of(now, selection.get());
            copiedSet = Optional.empty();
            pastes = 0;
        }
    }

    public void cut() {
        copy();
        remove();
    }

    /// Puts copies into the container that is selected, or where the originals are; a little
    /// farther aside each time.
    public void paste() {
        Design now = design.get();
        if (now != null && copiedSet.isPresent()) {
            add(ConfigSets.named(now, copiedSet.get()));
            return;
        }
        if (clip.isEmpty()) {
            return;
        }
        pastes++;
        Optional<ThingId> within =
                selection.get().size() == 1
                        ? selection.get().stream().findFirst()
                        : Optional.empty();
        put(clip, within, pastes * ASIDE);
    }

    /// Copies what is selected beside itself, and leaves what was copied before.
    public void duplicate() {
        Design now = design.get();
        Optional<ConfigSet> set = selectedSet();
        if (now != null && set.isPresent()) {
            add(ConfigSets.named(now, set.get()));
        } else if (now != null && !selection.get().isEmpty()) {
            put(Clip.of(now, selection.get()), Optional.empty(), ASIDE);
        }
    }

    private void put(Clip what, Optional<ThingId> within, int aside) {
        Design now = design.get();
        if (now == null || what.isEmpty()) {
            return;
        }
        Clip.Pasted pasted = what.into(placing.apply(now), within, aside, aside);
        edit(
                EditName.of("paste", Integer.toString(what.things().size())),
                before -> pasted.design());
        select(pasted.selected());
    }

    /// Mends a problem as its fix says.
    public void mend(Fix fix) {
        edit(EditName.of("mend"), fix::apply);
    }

    /// Mends all that can be mended, as one step; a fix that another one has made needless does
    /// nothing.
    public void mendAll(Collection<Problem> problems) {
        List<Fix> fixes = problems.stream().flatMap(one -> one.fix().stream()).toList();
        edit(
                EditName.of("mend.many", Integer.toString(fixes.size())),
                before -> {
                    Design next = before;
                    for (Fix fix : fixes) {
                        next = fix.apply(next);
                    }
                    return next;
                });
    }

    /// With the name of what is selected, or with how many things are.
    public EditName named(String key) {
        Set<ThingId> ids = selection.get();
        return ids.size() == 1
                ? EditName.of(key, label(ids.iterator().next()))
                : EditName.of(key + ".many", Integer.toString(ids.size()));
    }

    private String label(ThingId id) {
        Design now = design.get();
        return Optional.ofNullable(now)
                .flatMap(one -> one.find(id))
                .map(EditorModel::labelOf)
                .orElse(id.text());
    }

    /// What people call a thing.
    public static String labelOf(Thing thing) {
        return thing.name().isBlank() ? thing.id().text() : thing.name();
    }
}
