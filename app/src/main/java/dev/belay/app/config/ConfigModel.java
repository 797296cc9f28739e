package dev.belay.app.config;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigDiff;
import dev.belay.api.ConfigRollback;
import dev.belay.api.ConfigSetView;
import dev.belay.api.DriftOrder;
import dev.belay.model.content.ContentException;
import dev.belay.reach.AgentException;
import dev.belay.reach.publish.Publisher.Wish;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/// The config sets of the cluster that is looked at, the chosen one, and a difference. Confined to
/// the UI thread; nothing blocks.
public final class ConfigModel {

    /// Where the list stands.
    enum State {
        ASKING,
        READY,
        ERROR
    }

    private final ConfigPort port;
    private final ConfigPort.Publisher publisher;
    private final Executor background;
    private final Executor ui;
    private final LongSupplier nanos;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private List<ConfigSetView> sets = List.of();
    private State state = State.ASKING;
    private @Nullable ApiError error;
    private long atNanos;
    private boolean asking;
    private String chosen = "";

    /// A set that was published and is not listed yet; empty for none.
    private String awaited = "";

    private @Nullable ConfigDiff diff;
    private @Nullable ApiError diffError;
    private boolean diffing;
    private int turn;
    private boolean acting;
    private @Nullable ApiError actError;
    private boolean actUnknown;
    private @Nullable Sending sending;
    private List<ApiError> refusedPaths = List.of();

    /// A folder on its way.
    static final class Sending {
        private final Path folder;
        private volatile boolean stopped;
        private long bytes;
        private long of;

        private Sending(Path folder) {
            this.folder = folder;
        }

        Path folder() {
            return folder;
        }

        boolean isStopped() {
            return stopped;
        }

        long bytes() {
            return bytes;
        }

        /// 0 while the folder is read.
        long of() {
            return of;
        }
    }

    public ConfigModel(
            ConfigPort port,
            ConfigPort.Publisher publisher,
            Executor background,
            Executor ui,
            LongSupplier nanos) {
        this.port = port;
        this.publisher = publisher;
        this.background = background;
        this.ui = ui;
        this.nanos = nanos;
    }

    ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    List<ConfigSetView> sets() {
        return sets;
    }

    State state() {
        return state;
    }

    @Nullable ApiError error() {
        return error;
    }

    /// Age of the list; -1 before it came.
    long ageMillis() {
        return state == State.ASKING && sets.isEmpty()
                ? -1
                : (nanos.getAsLong() - atNanos) / 1_000_000;
    }

    Optional<ConfigSetView> chosen() {
        return sets.stream().filter(set -> set.name().equals(chosen)).findFirst();
    }

    @Nullable ConfigDiff diff() {
        return diff;
    }

    @Nullable ApiError diffError() {
        return diffError;
    }

    boolean isDiffing() {
        return diffing;
    }

    /// Whether a change is on its way.
    boolean isActing() {
        return acting;
    }

    /// Why the last change was refused, or what is not known of it.
    @Nullable ApiError actError() {
        return actError;
    }

    boolean isActUnknown() {
        return actUnknown;
    }

    /// What is being sent; null while nothing is.
    @Nullable Sending sending() {
        return sending;
    }

    /// Every path that kept the folder from being published, with its reason.
    List<ApiError> refusedPaths() {
        return refusedPaths;
    }

    void choose(String set) {
        if (!set.equals(chosen)) {
            chosen = set;
            turn++;
            diff = null;
            diffError = null;
            diffing = false;
            actError = null;
            refusedPaths = List.of();
            chosen().ifPresent(now -> {
                if (now.versions().size() > 1) {
                    compare(
                            Long.toString(now.versions().get(1).number()),
                            Long.toString(now.versions().get(0).number()));
                }
            });
            changed();
        }
    }

    /// Asks for the sets; once at a time.
    void ask() {
        if (asking) {
            return;
        }
        asking = true;
        background.execute(() -> {
            try {
                List<ConfigSetView> got = port.sets();
                ui.execute(() -> took(got));
            } catch (AgentException e) {
                ui.execute(() -> {
                    asking = false;
                    state = State.ERROR;
                    error = e.error();
                    changed();
                });
            }
        });
    }

    private void took(List<ConfigSetView> got) {
        asking = false;
        sets = got;
        state = State.READY;
        error = null;
        atNanos = nanos.getAsLong();
        String wanted = awaited;
        if (sets.stream().anyMatch(set -> set.name().equals(wanted))) {
            awaited = "";
            choose(wanted);
        }
        if (chosen().isEmpty() && !sets.isEmpty()) {
            choose(sets.getFirst().name());
        }
        changed();
    }

    /// Shows what differs between two versions, or a version and `node:ID`.
    void compare(String from, String to) {
        turn++;
        int mine = turn;
        String set = chosen;
        diffing = true;
        diffError = null;
        diff = null;
        changed();
        background.execute(() -> {
            try {
                ConfigDiff got = port.diff(set, from, to);
                ui.execute(() -> compared(mine, got, null));
            } catch (AgentException e) {
                ui.execute(() -> compared(mine, null, e.error()));
            }
        });
    }

    private void compared(int mine, @Nullable ConfigDiff got, @Nullable ApiError why) {
        if (mine == turn) {
            diffing = false;
            diff = got;
            diffError = why;
            changed();
        }
    }

    void rollback(long version) {
        String set = chosen;
        act(() -> port.rollback(new ConfigRollback(set, version)));
    }

    void settle(String node, DriftOrder.Action action) {
        String set = chosen;
        act(() -> port.settle(new DriftOrder(set, node, action)));
    }

    /// Publishes a folder, and chooses the set that it makes or belongs to.
    void publish(Path folder, Wish wish) {
        if (acting) {
            return;
        }
        Sending mine = new Sending(folder);
        sending = mine;
        refusedPaths = List.of();
        acting = true;
        actError = null;
        changed();
        background.execute(() -> {
            try {
                boolean published =
                        publisher.publish(folder, wish, (bytes, of) -> follows(mine, bytes, of));
                ui.execute(() -> {
                    awaited = published ? wish.set() : "";
                    acted(null, false);
                });
            } catch (ContentException e) {
                ui.execute(() -> {
                    refusedPaths = e.errors();
                    acted(null, false);
                });
            } catch (AgentException e) {
                ui.execute(() -> acted(e.error(), e.kind() == AgentException.Kind.UNKNOWN));
            }
        });
    }

    private boolean follows(Sending mine, long bytes, long of) {
        ui.execute(() -> {
            mine.bytes = bytes;
            mine.of = of;
            changed();
        });
        return !mine.stopped;
    }

    /// Sends no more; what the admin has of it is forgotten there.
    void stopPublishing() {
        Sending now = sending;
        if (now != null) {
            now.stopped = true;
            changed();
        }
    }

    private interface Act {
        ConfigSetView run() throws AgentException;
    }

    private void act(Act act) {
        if (acting) {
            return;
        }
        acting = true;
        actError = null;
        refusedPaths = List.of();
        changed();
        background.execute(() -> {
            try {
                act.run();
                ui.execute(() -> acted(null, false));
            } catch (AgentException e) {
                ui.execute(() -> acted(e.error(), e.kind() == AgentException.Kind.UNKNOWN));
            }
        });
    }

    private void acted(@Nullable ApiError why, boolean unknown) {
        acting = false;
        sending = null;
        actError = why;
        actUnknown = unknown;
        changed();
        ask();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }
}
