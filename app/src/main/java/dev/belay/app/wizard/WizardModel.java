package dev.belay.app.wizard;

import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Finding.Verdict;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/// One wizard that is open: where it stands, what is missing, what it does. Needs no toolkit;
/// confined to the UI thread.
public final class WizardModel {
    private final Script script;
    private final Texts texts;
    private final Drafts drafts;
    private final Ports ports;
    private final Preflight preflight;
    private final Operation operation;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private final Set<String> alreadyDone = new HashSet<>();
    private String id = UUID.randomUUID().toString();
    private int at;
    private boolean dryRun;
    private @Nullable Instant savedAt;
    private Map<String, String> kept = Map.of();
    private boolean left;

    /// Threads and clocks.
    ///
    /// @param background where questions and deeds run
    /// @param ui where everything is shown
    /// @param nanos monotonic
    /// @param wall for people
    public record Ports(
            Executor background, Executor ui, LongSupplier nanos, Supplier<Instant> wall) {}

    public WizardModel(Script script, Texts texts, Drafts drafts, Ports ports) {
        this.script = script;
        this.texts = texts;
        this.drafts = drafts;
        this.ports = ports;
        this.preflight = new Preflight(ports.background(), ports.ui(), ports.nanos());
        this.operation = new Operation(ports.background(), ports.ui(), ports.wall(), script::clean);
        script.changesProperty().subscribe((before, now) -> changed());
        preflight.changesProperty().subscribe((before, now) -> changed());
        operation.changesProperty().subscribe((before, now) -> operationChanged());
    }

    public Script script() {
        return script;
    }

    public Preflight preflight() {
        return preflight;
    }

    public Operation operation() {
        return operation;
    }

    /// Counts up whenever something that is shown may have changed.
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    public Page page() {
        return script.pages().get(at);
    }

    /// Whether a page lies before the one in view.
    public boolean isPassed(Page page) {
        return script.pages().indexOf(page) < at || (page().equals(page) && isFinished());
    }

    public boolean isFinished() {
        return page().kind() == Page.Kind.DONE;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    /// Dry or not can be chosen until something runs.
    public boolean mayChooseDryRun() {
        return !page().runs() && !isFinished();
    }

    public void setDryRun(boolean dry) {
        if (mayChooseDryRun() && dry != dryRun) {
            dryRun = dry;
            changed();
        }
    }

    /// When the draft was last saved; null when it never was.
    public @Nullable Instant savedAt() {
        return savedAt;
    }

    /// What is missing before the next page; empty when nothing is.
    public String missing() {
        Page page = page();
        String own = script.missing(page);
        if (!own.isEmpty() && !(dryRun && page.kind() == Page.Kind.LIVE)) {
            return own;
        }
        return switch (page.kind()) {
            case FORM, REVIEW, DONE -> "";
            case PREFLIGHT -> missingChecks();
            case APPLY, LIVE ->
                    switch (operation.state()) {
                        case DONE, UNDONE -> "";
                        case FAILED -> texts.get("missing.failed");
                        case UNKNOWN -> texts.get("missing.unknown");
                        case STOPPED -> texts.get("missing.stopped");
                        case IDLE, RUNNING, UNDOING -> texts.get("missing.applying");
                    };
        };
    }

    private String missingChecks() {
        if (preflight.isRunning()) {
            return texts.get("missing.checking");
        }
        long failed = preflight.count(Verdict.FAIL);
        if (failed > 0) {
            return texts.get("missing.failing", failed);
        }
        return preflight.isPassed() ? "" : texts.get("missing.unseen");
    }

    public boolean mayGoBack() {
        return at > 0 && !page().runs() && !isFinished();
    }

    /// Goes to the next page, when nothing is missing.
    public void next() {
        if (isFinished() || !missing().isEmpty()) {
            return;
        }
        at++;
        enter();
        keep();
    }

    public void back() {
        if (mayGoBack()) {
            at--;
            script.entered(page(), dryRun);
            changed();
        }
    }

    /// Goes back to a page that was passed, to change something.
    public void goTo(Page page) {
        int index = script.pages().indexOf(page);
        if (index >= 0 && index < at && mayGoBack()) {
            at = index;
            script.entered(page(), dryRun);
            changed();
        }
    }

    /// Resumes what was left. Pages that ran are gone to as far as the review: what was done stays
    /// done, and the rest goes on from there.
    public void resume(Draft draft) {
        id = draft.id();
        dryRun = draft.dryRun();
        savedAt = draft.savedAt();
        alreadyDone.clear();
        draft.done().stream().filter(deed -> !script.repeats(deed)).forEach(alreadyDone::add);
        script.take(draft.fields());
        List<Page> pages = script.pages();
        int index = 0;
        for (int i = 0; i < pages.size(); i++) {
            if (pages.get(i).id().equals(draft.page())) {
                index = i;
            }
        }
        while (index > 0 && pages.get(index).kind() != Page.Kind.FORM) {
            if (pages.get(index).kind() == Page.Kind.PREFLIGHT) {
                break;
            }
            index--;
        }
        at = index;
        enter();
    }

    /// Whether what was done can be taken back from the last page.
    public boolean mayUndo() {
        return isFinished()
                && !dryRun
                && script.pages().contains(Page.APPLY)
                && operation.undoable() > 0;
    }

    /// Takes back what was done, and shows how.
    public void undo() {
        if (mayUndo()) {
            at = script.pages().indexOf(Page.APPLY);
            changed();
            operation.undo();
        }
    }

    /// Begins at the first page.
    public void begin() {
        enter();
    }

    /// What is in the middle, so that leaving now has to be asked about; empty when nothing is.
    public String middle() {
        if (operation.isBusy() && !operation.isDry()) {
            return texts.get(operation.isOfCluster() ? "middle.cluster" : "middle.applying");
        }
        return script.middle();
    }

    /// Leaves: the draft is kept unless all is done.
    public void leave() {
        if (left) {
            return;
        }
        operation.leave();
        if (isFinished()) {
            drafts.all().stream()
                    .filter(draft -> draft.id().equals(id))
                    .findFirst()
                    .ifPresent(drafts::remove);
        } else {
            keep();
        }
        left = true;
        script.left();
    }

    /// What will happen, numbered, as of now.
    public List<Happening> happenings() {
        return script.happenings(page());
    }

    /// The record of all that was checked and done.
    public Runbook runbook() {
        return new Runbook(
                texts,
                script,
                dryRun,
                ports.wall().get(),
                List.copyOf(preflight.rows()),
                List.copyOf(operation.rows()),
                List.copyOf(operation.log()));
    }

    private void enter() {
        Page page = page();
        script.entered(page, dryRun);
        switch (page.kind()) {
            case PREFLIGHT -> preflight.start(script.checks());
            case APPLY, LIVE ->
                    operation.start(
                            script.deeds(),
                            alreadyDone,
                            dryRun,
                            () -> {
                                script.applied(dryRun);
                                keep();
                            });
            case FORM, REVIEW, DONE -> {
                // they only show
            }
        }
        changed();
    }

    private void operationChanged() {
        if (!operation.isDry()) {
            if (page().runs() && !script.fields().equals(kept)) {
                // What the step has to be found again by: this program may end at any moment.
                keep();
            }
            alreadyDone.addAll(operation.doneIds());
            operation.rows().stream()
                    .filter(row -> row.progress() == Operation.Progress.UNDONE)
                    .forEach(row -> alreadyDone.remove(row.deed().id()));
        }
        changed();
    }

    private void keep() {
        if (left) {
            return;
        }
        Instant now = ports.wall().get();
        savedAt = now;
        kept = script.fields();
        drafts.save(
                new Draft(
                        Draft.VERSION,
                        id,
                        script.id(),
                        page().id(),
                        dryRun,
                        kept,
                        List.copyOf(alreadyDone),
                        now));
        changed();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }
}
