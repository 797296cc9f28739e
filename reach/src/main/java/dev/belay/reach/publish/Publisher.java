package dev.belay.reach.publish;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.Hook;
import dev.belay.api.PublishBegin;
import dev.belay.api.PublishNeeds;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentFrame;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Manifest;
import dev.belay.model.content.ManifestFormat;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.LocalSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Publishes a folder of this machine as a version of a config set: reads it as the user who calls,
/// and sends to the admin's agent what that lacks. Every call blocks.
public final class Publisher {

    private static final int FRAME_BYTES = ContentFrame.MOST_BYTES - 1;

    private final ApiClient client;
    private final Path caches;

    /// A publisher to one agent.
    ///
    /// @param caches folder for what was read before, such as [dev.belay.reach.UserFolder#cache]
    public Publisher(ApiClient client, Path caches) {
        this.client = client;
        this.caches = caches;
    }

    /// What is wanted of the set.
    ///
    /// @param target absolute path on the nodes; empty for the one that the set has
    /// @param takeOver whether a folder that is at the target may be put aside
    /// @param hook null for the one that the set has
    public record Wish(
            String set, String target, boolean takeOver, @Nullable Hook hook, String note) {}

    /// Reads the folder, sends it, and has it brought to all nodes; does not wait for them.
    ///
    /// @param progress hears how much has been sent
    /// @throws ContentException when the folder cannot be a set, or changed meanwhile
    public ConfigSetView publish(Path folder, Wish wish, Consumer<PublishNeeds> progress)
            throws AgentException, ContentException, IOException {
        PublishBegin.@Nullable Folder near = near(folder);
        if (near != null) {
            PublishNeeds needs = client.beginPublish(begin(wish, 0, near, true));
            while (needs.stage() == PublishNeeds.Stage.CHUNKS) {
                progress.accept(needs);
                needs = await(needs.id());
            }
            if (needs.stage() == PublishNeeds.Stage.STAGED) {
                progress.accept(needs);
                return client.publish(needs.id());
            }
            if (needs.stage() == PublishNeeds.Stage.ORDERED) {
                progress.accept(needs);
                return client.configSet(wish.set());
            }
        }
        return look(folder, wish, near, progress);
    }

    private static PublishBegin begin(
            Wish wish, int manifestBytes, PublishBegin.@Nullable Folder near, boolean order) {
        return new PublishBegin(
                wish.set(),
                wish.target(),
                wish.takeOver(),
                wish.hook(),
                wish.note(),
                manifestBytes,
                near,
                order);
    }

    /// What is wanted next comes in the answer to a frame without chunks.
    private PublishNeeds await(String id) throws AgentException {
        return client.publishContent(id, new ContentFrame.Chunks(List.of()).encode());
    }

    /// Looks at the folder itself.
    private ConfigSetView look(
            Path folder,
            Wish wish,
            PublishBegin.@Nullable Folder near,
            Consumer<PublishNeeds> progress)
            throws AgentException, ContentException, IOException {
        FolderScan.Seen seen = FolderScan.look(folder, caches);
        Manifest manifest = seen.manifest();
        byte[] encoded = ManifestFormat.encode(manifest);
        PublishNeeds needs = client.beginPublish(begin(wish, encoded.length, near, false));
        String id = needs.id();
        int part = FRAME_BYTES;
        for (int at = 0; at < encoded.length; at += part) {
            byte[] bytes = Arrays.copyOfRange(encoded, at, Math.min(encoded.length, at + part));
            needs = client.publishContent(id, new ContentFrame.ManifestPart(bytes).encode());
        }
        Thread remembering = beside("remembering", () -> remember(seen));
        var source = new FolderChunkSource(folder, manifest);
        while (needs.stage() != PublishNeeds.Stage.STAGED) {
            progress.accept(needs);
            needs = send(id, source, names(needs));
        }
        progress.accept(needs);
        ConfigSetView view = client.publish(id);
        join(remembering);
        return view;
    }

    /// An agent on this machine may look at the files itself.
    private PublishBegin.@Nullable Folder near(Path folder) throws IOException {
        if (!(client.path() instanceof LocalSocket)) {
            return null;
        }
        Path real = folder.toRealPath();
        return new PublishBegin.Folder(real.toString(), FolderMark.of(real));
    }

    private static Thread beside(String name, Runnable what) {
        // A thread in a system call holds the end of the process up, and so would that of virtual
        // ones.
        return Thread.ofPlatform().daemon().name(name).start(what);
    }

    private static void remember(FolderScan.Seen seen) {
        try {
            seen.remember();
        } catch (IOException e) {
            // Everything is read again the next time, which is slow and right.
            return;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<ContentName> names(PublishNeeds needs) {
        return needs.wanted().stream().map(ContentName::parse).flatMap(Optional::stream).toList();
    }

    private PublishNeeds send(String id, FolderChunkSource source, List<ContentName> wanted)
            throws AgentException, ContentException, IOException {
        var sending = new Sending(id);
        try {
            source.fetch(wanted, sending);
        } catch (SendingException e) {
            throw e.cause;
        } catch (IOException e) {
            throw new ContentException(
                    new ApiError(
                            "file-changes",
                            "files that nobody writes while they are published",
                            String.valueOf(e.getMessage()),
                            "publish again when they are at rest"),
                    e);
        }
        sending.flush();
        sending.await();
        return await(id);
    }

    /// Fills frames, and sends each as soon as it is full.
    private final class Sending implements ChunkSource.Taker {

        private final String id;
        private final List<ContentFrame.Piece> pieces = new ArrayList<>();
        private int bytes;
        private @Nullable FutureTask<PublishNeeds> underWay;

        Sending(String id) {
            this.id = id;
        }

        @Override
        public void take(ContentName name, byte[] chunk) throws IOException {
            var piece = new ContentFrame.Piece(name, chunk);
            if (bytes + piece.length() > FRAME_BYTES) {
                try {
                    flush();
                } catch (AgentException e) {
                    throw new SendingException(e);
                }
            }
            pieces.add(piece);
            bytes += piece.length();
        }

        /// Sends what is there, while the next is read; throws what became of the one before.
        void flush() throws AgentException {
            await();
            if (pieces.isEmpty()) {
                return;
            }
            byte[] frame = new ContentFrame.Chunks(pieces).encode();
            pieces.clear();
            bytes = 0;
            var sending = new FutureTask<>(() -> client.publishContent(id, frame));
            var _ = beside("sending", sending);
            underWay = sending;
        }

        /// Waits until nothing is under way any more.
        void await() throws AgentException {
            var before = underWay;
            underWay = null;
            if (before == null) {
                return;
            }
            try {
                var _ = before.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AgentException refused) {
                    throw refused;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AgentException(
                        AgentException.Kind.UNKNOWN,
                        new ApiError(
                                "interrupted",
                                "the agent's answer to a part of the folder",
                                "an interruption",
                                "publish again"),
                        e);
            }
        }
    }

    /// Carries what the agent said through the source.
    private static final class SendingException extends IOException {

        private final transient AgentException cause;

        SendingException(AgentException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    /// Follows a set's rollout until it has ended.
    ///
    /// @param begun as it was when it was ordered
    /// @param seen hears of each change
    /// @param endNanos of `System.nanoTime`; empty when it has not ended by then
    public Optional<ConfigSetView> follow(
            ConfigSetView begun, Consumer<ConfigSetView> seen, long endNanos)
            throws AgentException {
        ConfigSetView view = begun;
        while (System.nanoTime() - endNanos < 0) {
            seen.accept(view);
            ConfigSetView.Rollout rollout = view.rollout();
            if (rollout == null || rollout.phase().isEnd()) {
                return Optional.of(view);
            }
            view = client.configSet(view.name(), rollout.point());
        }
        return Optional.empty();
    }
}
