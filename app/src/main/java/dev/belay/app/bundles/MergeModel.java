package dev.belay.app.bundles;

import dev.belay.model.check.Problem;
import dev.belay.model.content.ContentName;
import dev.belay.model.design.Design;
import dev.belay.model.diff.Change;
import dev.belay.model.diff.Choices;
import dev.belay.model.diff.Choices.Spot;
import dev.belay.model.diff.Conflict;
import dev.belay.model.diff.ConflictCode;
import dev.belay.model.diff.DesignDiff;
import dev.belay.model.diff.DesignMerge;
import dev.belay.model.diff.Merging;
import dev.belay.model.diff.Preference;
import dev.belay.reach.bundle.SignerKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the drawing and the bundle make together of a third design that both began with. Confined
/// to the UI thread.
final class MergeModel {

    /// Two changes that do not go together.
    ///
    /// @param choice whose counts; NONE while nobody said, and where no word settles it
    /// @param left what the merge still waits for; it may be another one at the same place, which
    ///   came up by what was chosen
    record Clash(Conflict conflict, Preference choice, Optional<Conflict> left) {

        static Clash of(Conflict conflict, Choices choices, Optional<Conflict> left) {
            Preference choice =
                    isChoice(conflict) ? choices.at(Spot.of(conflict)) : Preference.NONE;
            return new Clash(conflict, choice, left);
        }

        Spot spot() {
            return Spot.of(conflict);
        }

        boolean isOpen() {
            return left.isPresent();
        }

        /// Whether there is something to choose.
        boolean isChoice() {
            return isChoice(conflict);
        }

        /// Whether what is chosen, or any choice, leaves it open: one of the two designs has to be
        /// changed.
        boolean isStuck() {
            return left.filter(one -> !isChoice(one)).isPresent();
        }

        private static boolean isChoice(Conflict one) {
            return one.code() != ConflictCode.ID_TWICE
                    && one.code() != ConflictCode.REFERS_TO_REMOVED;
        }
    }

    /// What came of it.
    ///
    /// @param clashes in the order of the file
    /// @param design empty while something is open
    /// @param changes what it would change in the drawing
    /// @param fresh errors that it has and neither side had
    record Result(
            List<Clash> clashes,
            Optional<Design> design,
            List<Change> changes,
            List<Problem> fresh) {}

    private final BundlePorts ports;
    private final Drawing drawing;
    private final Origins origins;
    private final Runnable changed;
    private final Latest<Result> results;
    private Optional<Source> theirs = Optional.empty();
    private Optional<Source> base = Optional.empty();
    private Optional<Trouble> trouble = Optional.empty();
    private Optional<Result> result = Optional.empty();
    private Choices choices = Choices.all(Preference.NONE);
    private Optional<Design> taken = Optional.empty();
    private boolean isHalfDone;
    private long bases;

    /// @param changed told of each change
    MergeModel(BundlePorts ports, Drawing drawing, Origins origins, Runnable changed) {
        this.ports = ports;
        this.drawing = drawing;
        this.origins = origins;
        this.changed = changed;
        this.results = new Latest<>(ports.background(), ports.ui(), this::arrived);
        drawing.design().subscribe((before, now) -> work());
    }

    /// Another bundle is looked at.
    void forget() {
        bases++;
        base = Optional.empty();
        trouble = Optional.empty();
        restart();
    }

    private void restart() {
        choices = Choices.all(Preference.NONE);
        taken = Optional.empty();
        isHalfDone = false;
    }

    void with(Optional<Source> opened) {
        theirs = opened;
        work();
    }

    /// What both began with; empty before it was chosen.
    Optional<Source> base() {
        return base;
    }

    /// Why the last base was not taken.
    Optional<Trouble> trouble() {
        return trouble;
    }

    /// What came of it last; empty while there is nothing to merge, and before it is worked out.
    Optional<Result> result() {
        return result;
    }

    /// Whether the result is of what is drawn, opened and chosen now.
    boolean isCurrent() {
        return !results.isBusy();
    }

    /// Whether the drawing has it.
    boolean isTaken() {
        return taken.isPresent() && taken.get().equals(drawing.design().getValue());
    }

    /// Whether something was chosen that would be lost.
    boolean isHalfDone() {
        return isHalfDone && !choices.equals(Choices.all(Preference.NONE));
    }

    /// Asks for what both began with.
    void chooseBase() {
        ports.open().get().ifPresent(this::readBase);
    }

    void readBase(Path file) {
        long mine = ++bases;
        ports.background()
                .execute(() -> {
                    Source.Outcome outcome = Source.any(file, ports);
                    ports.ui()
                            .execute(() -> {
                                if (mine == bases) {
                                    takeBase(outcome);
                                }
                            });
                });
    }

    private void takeBase(Source.Outcome outcome) {
        switch (outcome) {
            case Source.Outcome.Read(Source source) -> {
                restart();
                base = Optional.of(source);
                trouble = Optional.empty();
                work();
            }
            case Source.Outcome.Refused(Trouble why, Optional<SignerKey> _) -> {
                trouble = Optional.of(why);
                changed.run();
            }
        }
    }

    void choose(Spot spot, Preference preference) {
        choices = choices.with(spot, preference);
        isHalfDone = true;
        work();
    }

    /// Settles all that a word settles.
    void chooseAll(Preference preference) {
        choices = Choices.all(preference);
        isHalfDone = true;
        work();
    }

    private void work() {
        Design ours = drawing.design().getValue();
        if (ours == null || base.isEmpty() || theirs.isEmpty()) {
            results.drop();
            result = Optional.empty();
            changed.run();
            return;
        }
        Design begun = base.get().design();
        Design other = theirs.get().design();
        Choices said = choices;
        results.ask(() -> worked(begun, ours, other, said));
        if (!isCurrent()) {
            changed.run();
        }
    }

    private void arrived(Result now) {
        result = Optional.of(now);
        changed.run();
    }

    private static Result worked(Design base, Design ours, Design theirs, Choices choices) {
        Merging unsaid = DesignMerge.merge(base, ours, theirs, Preference.NONE);
        Merging said = DesignMerge.merge(base, ours, theirs, choices);
        List<Clash> clashes = clashes(conflicts(unsaid), conflicts(said), choices);
        return switch (said) {
            case Merging.Conflicting _ ->
                    new Result(clashes, Optional.empty(), List.of(), List.of());
            case Merging.Merged(Design design, List<Problem> fresh) ->
                    new Result(
                            clashes, Optional.of(design), DesignDiff.between(ours, design), fresh);
        };
    }

    private static List<Conflict> conflicts(Merging merging) {
        return merging instanceof Merging.Conflicting(List<Conflict> all) ? all : List.of();
    }

    /// Those that were there first, then those that only came up by what was chosen.
    private static List<Clash> clashes(List<Conflict> first, List<Conflict> left, Choices choices) {
        Map<Spot, Conflict> open = new LinkedHashMap<>();
        left.forEach(one -> open.put(Spot.of(one), one));
        List<Clash> all = new ArrayList<>();
        for (Conflict one : first) {
            Spot spot = Spot.of(one);
            all.add(Clash.of(one, choices, Optional.ofNullable(open.remove(spot))));
        }
        open.values().forEach(one -> all.add(Clash.of(one, choices, Optional.of(one))));
        return List.copyOf(all);
    }

    /// Puts what came out into the drawing, as one step; does nothing while that is worked out
    /// anew.
    void take() {
        if (!isCurrent()) {
            return;
        }
        Design before = drawing.design().getValue();
        Optional<Design> merged = result.flatMap(Result::design);
        if (before == null || merged.isEmpty() || theirs.isEmpty() || base.isEmpty()) {
            return;
        }
        List<ContentName> names = new ArrayList<>(theirs.get().forerunners());
        names.addAll(base.get().forerunners());
        String name = theirs.get().name();
        take(before, merged.get(), names, name);
    }

    /// Takes a bundle over that came out of the drawing.
    void takeAll(Design before, Source source) {
        take(before, source.design(), source.forerunners(), source.name());
    }

    private void take(Design before, Design merged, List<ContentName> names, String name) {
        taken = Optional.of(merged);
        isHalfDone = false;
        drawing.merge(merged, name);
        origins.merged(before, merged, names);
        changed.run();
    }
}
