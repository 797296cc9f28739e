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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One version on its way from a publisher to this node's disk. MANIFEST -> CHUNKS -> STAGED.
final class Publication {

    private static final Duration LOOK = Duration.ofSeconds(2);

    private final String id;
    private final PublishBegin begin;
    private final long number;
    private final VersionStore store;
    private final Herald herald;
    private final byte[] encoded;
    private final Upload upload = new Upload();
    private final CountDownLatch ended = new CountDownLatch(1);
    private int come;
    private volatile boolean staging;
    private volatile long fetched;
    private volatile long missing;
    private volatile @Nullable StoredVersion staged;
    private volatile @Nullable ApiError error;
    private volatile long usedAtNanos = System.nanoTime();

    /// Tells others of a version that comes; does not block.
    interface Herald {
        void comes(String set, long number, ContentName manifest);
    }

    Publication(String id, PublishBegin begin, long number, VersionStore store, Herald herald)
            throws ContentException {
        if (begin.manifestBytes() < 1 || begin.manifestBytes() > Limits.ENCODED_BYTES) {
            throw new ContentException(
                    "manifest-limit",
                    "a manifest of at most " + Limits.ENCODED_BYTES + " bytes",
                    begin.manifestBytes() + " bytes",
                    "split the set");
        }
        this.id = id;
        this.begin = begin;
        this.number = number;
        this.store = store;
        this.herald = herald;
        this.encoded = new byte[begin.manifestBytes()];
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
            store.expect(begin.set(), number, manifest);
            herald.comes(begin.set(), number, manifest.name(Rollouts.hash()));
            Thread.ofVirtual().name("stage-upload").start(() -> stage(manifest));
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
        String folder = begin.folder();
        return folder == null ? upload : new NearFolder(Path.of(folder), manifest, upload);
    }

    private void progress(long nowFetched, long nowMissing) {
        fetched = nowFetched;
        missing = nowMissing;
    }

    /// How far it is; waits a little for something new.
    PublishNeeds needs() throws ContentException, InterruptedException {
        if (!staging) {
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
