package dev.belay.app.config;

import dev.belay.api.ApiError;
import dev.belay.model.content.ContentException;
import dev.belay.reach.AgentException;
import dev.belay.reach.publish.Publisher;
import dev.belay.reach.publish.Publisher.Wish;
import java.io.IOException;
import java.nio.file.Path;

/// Publishes through the same member that the config sets are asked from.
public final class LivePublisher implements ConfigPort.Publisher {
    private final LiveConfig config;
    private final Path caches;

    /// @param caches folder for what was read before
    public LivePublisher(LiveConfig config, Path caches) {
        this.config = config;
        this.caches = caches;
    }

    @Override
    public boolean publish(Path folder, Wish wish, ConfigPort.Progress progress)
            throws AgentException, ContentException {
        Publisher publisher = new Publisher(config.patient(), caches);
        try {
            publisher.publish(
                    folder,
                    wish,
                    needs -> {
                        if (!progress.goesOn(needs.fetchedBytes(), needs.missingBytes())) {
                            throw new Stopped();
                        }
                    });
            return true;
        } catch (Stopped e) {
            return false;
        } catch (IOException e) {
            throw AgentException.refused(
                    new ApiError(
                            "folder-unreadable",
                            "a folder that this user can read",
                            "'" + folder + "': " + e.getMessage(),
                            "let this user read all of it, then publish again"));
        }
    }

    /// The user does not want it any more.
    private static final class Stopped extends RuntimeException {
        Stopped() {
            super("stopped by the user", null, false, false);
        }
    }
}
