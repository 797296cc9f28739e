package dev.belay.app.drill;

import dev.belay.api.ApiError;
import dev.belay.reach.AgentException;
import dev.belay.story.Story;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/// The failovers of the cluster that is looked at, and the chosen one. Confined to the UI thread;
/// nothing blocks.
public final class StoryModel {

    private final DrillPort port;
    private final Executor background;
    private final Executor ui;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private long cluster;
    private List<Story> stories = List.of();
    private boolean isHeard;
    private boolean asking;
    private @Nullable ApiError error;
    private String chosen = "";

    /// A service whose story is wanted as soon as it is known.
    private String wanted = "";

    public StoryModel(DrillPort port, Executor background, Executor ui) {
        this.port = port;
        this.background = background;
        this.ui = ui;
    }

    ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    List<Story> stories() {
        return stories;
    }

    /// Whether an answer is there.
    boolean isHeard() {
        return isHeard;
    }

    @Nullable ApiError error() {
        return error;
    }

    Optional<Story> chosen() {
        return stories.stream()
                .filter(one -> key(one).equals(chosen))
                .findFirst()
                .or(() -> stories.stream().findFirst());
    }

    static String key(Story story) {
        return story.service() + " " + story.generation();
    }

    void choose(Story story) {
        chosen = key(story);
        changed();
    }

    /// The newest one of a service.
    public void chooseLastOf(String service) {
        stories.stream()
                .filter(one -> one.service().equals(service))
                .findFirst()
                .ifPresent(this::choose);
        // There may be a newer one that is not known yet.
        wanted = service;
    }

    /// Another cluster is looked at.
    public void forget() {
        cluster++;
        stories = List.of();
        isHeard = false;
        asking = false;
        error = null;
        chosen = "";
        changed();
    }

    /// Asks for them; once at a time.
    public void ask() {
        if (asking) {
            return;
        }
        asking = true;
        long mine = cluster;
        background.execute(() -> {
            try {
                List<Story> got = port.stories();
                ui.execute(() -> heard(mine, got, null));
            } catch (AgentException e) {
                ui.execute(() -> heard(mine, List.of(), e.error()));
            }
        });
    }

    private void heard(long mine, List<Story> got, @Nullable ApiError no) {
        if (mine != cluster) {
            return;
        }
        asking = false;
        error = no;
        if (no == null) {
            isHeard = true;
            stories = List.copyOf(got);
            if (!wanted.isEmpty()) {
                chooseLastOf(wanted);
                wanted = "";
            }
        }
        changed();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }
}
