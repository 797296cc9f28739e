package dev.belay.agent.rollout;

import dev.belay.agent.replicate.StoredVersion;
import dev.belay.agent.replicate.VersionStore;
import dev.belay.api.ApiError;
import dev.belay.api.PublishBegin;
import dev.belay.api.PublishNeeds;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentFrame;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Limits;
import dev.belay.model.content.Manifest;
import dev.belay.model.content.ManifestFormat;
import dev.belay.model.content.ManifestRules;
import dev.belay.reach.publish.ChunkSource;
import dev.belay.reach.publish.FolderChunkSource;
import dev.belay.reach.publish.FolderScan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One version on its way from a publisher to this node's disk. MANIFEST -> CHUNKS -> STAGED; where
/// this node looks at the folder itself CHUNKS -> STAGED, or -> MANIFEST, when its publisher has to
/// look after all.
final class Publication {

    private static final Duration LOOK = Duration.ofSeconds(2);

    /// What is wrong with the files themselves is for the publisher to find.
    private static final Set<String> OF_THE_FILES = Set.of("source-broke-off", "chunks-missing");

    private final String id;
    private final PublishBegin begin;
    private final long number;
    private final VersionStore store;
    private final Herald herald;
    private final byte[] encoded;
    private final Upload upload = new Upload();
    private final CountDownLatch ended = new CountDownLatch(1);
    private int come;
    private final @Nullable NearScan near;
    private volatile boolean staging;
    private volatile boolean isBlind;
    private volatile long fetched;
    private volatile long missing;
    private volatile @Nullable StoredVersion staged;
    private volatile @Nullable ApiError error;
    private volatile long usedAtNanos = System.nanoTime();

    /// Tells others of a version that comes; does not block.
    interface Herald {
        void comes(String set, long number, ContentName manifest);
    }

    /// The publisher looks at the folder, and sends its manifest first.
    Publication(String id, PublishBegin begin, long number, VersionStore store, Herald herald)
            throws ContentException {
        this(id, begin, number, store, herald, null);
        if (begin.manifestBytes() < 1 || begin.manifestBytes() > Limits.ENCODED_BYTES) {
            throw new ContentException(
                    "manifest-limit",
                    "a manifest of at most " + Limits.ENCODED_BYTES + " bytes",
                    begin.manifestBytes() + " bytes",
                    "split the set");
        }
    }

    /// This node looks at the folder.
    static Publication near(
            String id,
            PublishBegin begin,
            long number,
            NearScan scan,
            VersionStore store,
            Herald herald) {
        return new Publication(id, begin, number, store, herald, scan);
    }

    private Publication(
            String id,
            PublishBegin begin,
            long number,
            VersionStore store,
            Herald herald,
            @Nullable NearScan near) {
        this.id = id;
        this.near = near;
        this.begin = begin;
        this.number = number;
        this.store = store;
        this.herald = herald;
        this.encoded = new byte[Math.clamp(begin.manifestBytes(), 0, Limits.ENCODED_BYTES)];
    }

    String id() {
        return id;
    }

    PublishBegin begin() {
        return begin;
    }

    long number() {
        return number;
    }

    long fetched() {
        return fetched;
    }

    boolean isStale(long nowNanos) {
        return nowNanos - usedAtNanos > Upload.SILENCE.toNanos();
    }

    /// Begins with what needs no more word of the publisher. Does not block.
    void start() {
        NearScan scan = near;
        if (scan != null) {
            staging = true;
            Thread.ofVirtual().name("stage-near").start(() -> stage(scan));
        }
    }

    /// Takes what the publisher sends.
    PublishNeeds take(ContentFrame frame) throws ContentException, InterruptedException {
        usedAtNanos = System.nanoTime();
        switch (frame) {
            case ContentFrame.ManifestPart(var part) -> take(part);
            case ContentFrame.Chunks(var pieces) -> {
                upload.put(pieces);
                if (!pieces.isEmpty()) {
                    // The list is long: whoever wants it sends a frame without chunks.
                    return answer(PublishNeeds.Stage.CHUNKS, List.of());
                }
            }
        }
        return needs();
    }

    private synchronized void take(byte[] part) throws ContentException {
        if (part.length > encoded.length - come) {
            throw new ContentException(
                    "manifest-limit",
                    "a manifest of " + encoded.length + " bytes, as announced",
                    "more",
                    "publish the folder again");
        }
        System.arraycopy(part, 0, encoded, come, part.length);
        come += part.length;
        if (come == encoded.length && !staging) {
            Manifest manifest = ManifestFormat.decode(encoded);
            ManifestRules.require(manifest);
            staging = true;
            announce(manifest);
            Thread.ofVirtual().name("stage-upload").start(() -> stage(manifest));
        }
    }

    private void announce(Manifest manifest) {
        store.expect(begin.set(), number, manifest);
        herald.comes(begin.set(), number, manifest.name(Rollouts.hash()));
    }

    private void stage(NearScan scan) {
        try {
            FolderScan.Seen seen = scan.look().orElse(null);
            if (seen == null) {
                isBlind = true;
                return;
            }
            announce(seen.manifest());
            var source = new FolderChunkSource(scan.folder(), seen.manifest());
            staged = store.stage(begin.set(), number, seen.manifest(), source, this::progress);
            Thread.ofVirtual().name("remember").start(() -> NearScan.remember(seen));
        } catch (ContentException e) {
            ApiError why = e.errors().getFirst();
            isBlind = OF_THE_FILES.contains(why.code());
            error = isBlind ? null : why;
        } catch (IOException e) {
            isBlind = true;
        } finally {
            // Whatever else ended it: the publisher is not to wait for ever.
            if (staged == null && error == null) {
                isBlind = true;
            }
            upload.end();
            ended.countDown();
        }
    }

    private void stage(Manifest manifest) {
        try {
            staged = store.stage(begin.set(), number, manifest, source(manifest), this::progress);
        } catch (ContentException e) {
            error = e.errors().getFirst();
        } finally {
            upload.end();
            ended.countDown();
        }
    }

    private ChunkSource source(Manifest manifest) {
        PublishBegin.Folder folder = begin.folder();
        return folder == null ? upload : new NearFolder(Path.of(folder.path()), manifest, upload);
    }

    private void progress(long nowFetched, long nowMissing) {
        fetched = nowFetched;
        missing = nowMissing;
    }

    /// How far it is; waits a little for something new.
    PublishNeeds needs() throws ContentException, InterruptedException {
        if (!staging || isBlind) {
            return answer(PublishNeeds.Stage.MANIFEST, List.of());
        }
        if (upload.wanted().isEmpty()) {
            upload.await(LOOK);
        }
        if (upload.wanted().isEmpty()) {
            var _ = ended.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
        ApiError failed = error;
        if (failed != null) {
            throw new ContentException(List.of(failed));
        }
        if (isBlind) {
            return answer(PublishNeeds.Stage.MANIFEST, List.of());
        }
        return answer(
                staged == null ? PublishNeeds.Stage.CHUNKS : PublishNeeds.Stage.STAGED,
                upload.wanted());
    }

    private PublishNeeds answer(PublishNeeds.Stage stage, List<ContentName> wanted) {
        return new PublishNeeds(
                id,
                number,
                stage,
                wanted.stream().map(ContentName::toString).toList(),
                fetched,
                missing);
    }

    /// @throws ContentException when not all of it is here
    StoredVersion staged() throws ContentException {
        StoredVersion whole = staged;
        if (whole == null) {
            throw new ContentException(
                    "publication-incomplete",
                    "all chunks of the version",
                    "some are missing",
                    "send what is wanted first");
        }
        return whole;
    }

    void end() {
        upload.end();
    }
}
