package dev.belay.app.wizard;

import dev.belay.api.ApiError;
import dev.belay.app.wizard.LogLine.Tone;
import dev.belay.reach.AgentException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Deeds on their way, one after the other. Between two deeds it may be stopped; after a failure it
/// goes on at the deed that failed; an answer that never came is neither success nor failure until
/// it is read back. Confined to the UI thread; the deeds run in the background.
public final class Operation {
    private static final System.Logger LOG = System.getLogger(Operation.class.getName());

    /// Where an operation stands.
    public enum State {
        IDLE,
        RUNNING,
        STOPPED,
        FAILED,
        UNKNOWN,
        DONE,
        UNDOING,
        UNDONE
    }

    /// Where one deed stands.
    public enum Progress {
        WAITS,
        RUNNING,
        DONE,
        /// Would be done now, if this were no dry run.
        DRY,
        FAILED,
        UNKNOWN,
        UNDONE
    }

    /// One deed.
    public static final class Row {
        private final Deed deed;
        private Progress progress = Progress.WAITS;
        private long millis = -1;

        Row(Deed deed) {
            this.deed = deed;
        }

        public Deed deed() {
            return deed;
        }

        public Progress progress() {
            return progress;
        }

        /// How long it took; -1 while that is not known.
        public long millis() {
            return millis;
        }
    }

    private final Executor background;
    private final Executor ui;
    private final Supplier<Instant> wall;
    private final UnaryOperator<String> clean;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ObservableList<LogLine> log = FXCollections.observableArrayList();
    private final ObservableList<Row> rowsReadOnly = FXCollections.unmodifiableObservableList(rows);
    private final ObservableList<LogLine> logReadOnly =
            FXCollections.unmodifiableObservableList(log);
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private State state = State.IDLE;
    private @Nullable ApiError error;
    private boolean dry;
    private boolean stopping;
    private boolean undoing;
    private @Nullable Row turning;
    private Runnable finished = () -> {};

    Operation(
            Executor background, Executor ui, Supplier<Instant> wall, UnaryOperator<String> clean) {
        this.background = background;
        this.ui = ui;
        this.wall = wall;
        this.clean = clean;
    }

    public ObservableList<Row> rows() {
        return rowsReadOnly;
    }

    public ObservableList<LogLine> log() {
        return logReadOnly;
    }

    /// Counts up whenever state or a deed changes.
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    public State state() {
        return state;
    }

    public boolean isDry() {
        return dry;
    }

    /// Whether it stops after the deed that runs now.
    public boolean isStopping() {
        return stopping;
    }

    public boolean isBusy() {
        return state == State.RUNNING || state == State.UNDOING;
    }

    /// Why it failed, or what is not known.
    public @Nullable ApiError error() {
        return error;
    }

    public long done() {
        return rows.stream()
                .filter(row -> row.progress == Progress.DONE || row.progress == Progress.DRY)
                .count();
    }

    /// Ids of the deeds that were done.
    List<String> doneIds() {
        return rows.stream()
                .filter(row -> row.progress == Progress.DONE)
                .map(row -> row.deed.id())
                .toList();
    }

    /// Deeds that are done and can be taken back.
    public long undoable() {
        return rows.stream().filter(Operation::isUndoable).count();
    }

    /// What the cluster does by itself may be in force although it failed.
    private static boolean isUndoable(Row row) {
        boolean isOpen = row.progress == Progress.FAILED || row.progress == Progress.UNKNOWN;
        return row.deed.undo() != null
                && (row.progress == Progress.DONE || (isOpen && row.deed.isOfCluster()));
    }

    /// Whether the cluster goes on with what runs now when nobody looks.
    boolean isOfCluster() {
        return rows.stream()
                .anyMatch(row -> row.progress == Progress.RUNNING && row.deed.isOfCluster());
    }

    /// Begins with other deeds.
    ///
    /// @param already ids of those that an earlier run has done
    /// @param isDry whether nothing must be changed
    /// @param whenDone told when all are done
    void start(List<Deed> deeds, Set<String> already, boolean isDry, Runnable whenDone) {
        dry = isDry;
        undoing = false;
        finished = whenDone;
        log.clear();
        List<Row> made = new ArrayList<>();
        for (Deed deed : deeds) {
            Row row = new Row(deed);
            if (!isDry && already.contains(deed.id())) {
                row.progress = Progress.DONE;
            }
            made.add(row);
        }
        rows.setAll(made);
        resume();
    }

    /// Goes on at the first deed that is not done.
    public void resume() {
        if (isBusy()) {
            return;
        }
        error = null;
        stopping = false;
        if (undoing) {
            undoAgain(Progress.DONE);
            return;
        }
        state = State.RUNNING;
        next();
    }

    /// Goes on taking back.
    ///
    /// @param now what became of the step whose way back failed or had no answer
    private void undoAgain(Progress now) {
        Row row = turning;
        if (row != null) {
            row.progress = now;
        }
        state = State.UNDOING;
        undoNext();
    }

    /// Stops after the deed that runs now; tells the cluster so, where it takes the step by itself.
    public void stop() {
        if (state != State.RUNNING || stopping) {
            return;
        }
        leave();
        rows.stream()
                .filter(row -> row.progress == Progress.RUNNING)
                .findFirst()
                .ifPresent(this::halt);
    }

    private void halt(Row row) {
        Deed.Halt halt = row.deed.halt();
        if (halt != null) {
            background.execute(() -> {
                try {
                    halt.order((node, text) -> ui.execute(() -> say(node, text, Tone.PLAIN)));
                } catch (AgentException e) {
                    ui.execute(() -> say(row.deed.where(), e.error().sentence(), Tone.WARNING));
                } catch (RuntimeException e) {
                    LOG.log(Level.ERROR, "a fault while stopping " + row.deed.id(), e);
                    String found = fault(row.deed, e).error().sentence();
                    ui.execute(() -> say(row.deed.where(), found, Tone.WARNING));
                }
            });
        }
    }

    /// Begins no other deed; what the cluster does by itself goes on.
    void leave() {
        if (state == State.RUNNING) {
            stopping = true;
            changed();
        }
    }

    /// Looks whether the deed whose answer never came was done, and goes on from there.
    public void readBack() {
        Row row =
                rows.stream()
                        .filter(one -> one.progress == Progress.UNKNOWN)
                        .findFirst()
                        .orElse(null);
        Deed.ReadBack look = row == null ? null : row.deed.readBack();
        if (row == null || look == null || isBusy()) {
            return;
        }
        state = State.RUNNING;
        changed();
        background.execute(() -> {
            try {
                boolean isDone = look.isDone();
                ui.execute(() -> {
                    if (!undoing) {
                        row.progress = isDone ? Progress.DONE : Progress.WAITS;
                    }
                    say(
                            row.deed.where(),
                            isDone ? "read back: done" : "read back: not done",
                            Tone.PLAIN);
                    error = null;
                    if (undoing) {
                        undoAgain(isDone ? Progress.DONE : Progress.UNDONE);
                    } else {
                        next();
                    }
                });
            } catch (AgentException e) {
                unread(row, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                unread(row, fault(row.deed, e));
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a fault while reading back " + row.deed.id(), e);
                unread(row, fault(row.deed, e));
            }
        });
    }

    private void unread(Row row, AgentException why) {
        ui.execute(() -> {
            state = State.UNKNOWN;
            error = why.error();
            say(row.deed.where(), why.error().sentence(), Tone.WARNING);
            changed();
        });
    }

    /// Takes back what was done, the last deed first, as far as each can be.
    public void undo() {
        if (isBusy()) {
            return;
        }
        error = null;
        undoing = true;
        state = State.UNDOING;
        undoNext();
    }

    private void next() {
        Row row =
                rows.stream()
                        .filter(one ->
                                one.progress != Progress.DONE && one.progress != Progress.DRY)
                        .findFirst()
                        .orElse(null);
        if (row == null) {
            state = State.DONE;
            changed();
            finished.run();
            return;
        }
        if (stopping) {
            stopping = false;
            state = State.STOPPED;
            changed();
            return;
        }
        if (dry) {
            row.progress = Progress.DRY;
            say(row.deed.where(), row.deed.command(), Tone.PLAN);
            changed();
            next();
            return;
        }
        Deed.Halt halt = row.deed.halt();
        if (halt != null) {
            halt.ready();
        }
        row.progress = Progress.RUNNING;
        changed();
        run(row, row.deed.act(), Progress.DONE, this::next);
    }

    private void undoNext() {
        Row row = rows.reversed().stream().filter(Operation::isUndoable).findFirst().orElse(null);
        Deed.Act back = row == null ? null : row.deed.undo();
        if (row == null || back == null) {
            state = State.UNDONE;
            changed();
            return;
        }
        turning = row;
        changed();
        run(row, back, Progress.UNDONE, this::undoNext);
    }

    private void run(Row row, Deed.Act act, Progress then, Runnable after) {
        Deed deed = row.deed;
        say(deed.where(), deed.command(), Tone.PLAIN);
        background.execute(() -> {
            long begin = System.nanoTime();
            @Nullable AgentException failed = null;
            try {
                act.run((node, text) -> ui.execute(() -> say(node, text, Tone.PLAIN)));
            } catch (AgentException e) {
                failed = e;
            } catch (Deed.Stopped e) {
                ui.execute(() -> stoppedAt(row));
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failed = fault(deed, e);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a fault in the step " + deed.id(), e);
                failed = fault(deed, e);
            }
            long millis = (System.nanoTime() - begin) / 1_000_000;
            AgentException why = failed;
            ui.execute(() -> {
                row.millis = millis;
                if (why == null) {
                    row.progress = then;
                    changed();
                    after.run();
                } else {
                    failed(row, why);
                }
            });
        });
    }

    private void stoppedAt(Row row) {
        row.progress = Progress.WAITS;
        state = State.STOPPED;
        stopping = false;
        changed();
    }

    private void failed(Row row, AgentException why) {
        boolean unknown = why.kind() == AgentException.Kind.UNKNOWN;
        row.progress = unknown ? Progress.UNKNOWN : Progress.FAILED;
        state = unknown ? State.UNKNOWN : State.FAILED;
        stopping = false;
        error = why.error();
        say(row.deed.where(), why.error().sentence(), unknown ? Tone.WARNING : Tone.BAD);
        changed();
    }

    /// Nobody knows how far a step with a fault of our own has come.
    private static AgentException fault(Deed deed, Exception e) {
        return new AgentException(
                AgentException.Kind.UNKNOWN,
                new ApiError(
                        "step-fault",
                        "the step " + deed.id(),
                        "'" + e + "'",
                        "read back what was done, then go on"),
                e);
    }

    private void say(String node, String text, Tone tone) {
        if (!text.isEmpty()) {
            log.add(new LogLine(wall.get(), node, clean.apply(text), tone));
            // What a step says, it has done: what it is found again by may be new.
            changed();
        }
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }
}
