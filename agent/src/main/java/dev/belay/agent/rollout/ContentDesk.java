package dev.belay.agent.rollout;

import dev.belay.agent.replicate.VersionStore;
import dev.belay.api.ApiError;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Manifest;
import dev.belay.model.content.ManifestDelta;
import dev.belay.model.content.ManifestFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Answers the {@link Question}s of other members about this node's content.
final class ContentDesk {

    private static final int PART_BYTES = 1 << 20;
    private static final int ANSWER_BYTES = 512 * 1024;

    /// How long an answer waits for content that is on its way here.
    private static final Duration COMES = Duration.ofMillis(100);

    /// Members that take much at the same time.
    static final int TURNS = 3;

    private final VersionStore store;
    private final NodeSets sets;
    private final Turns turns = new Turns(TURNS);
    private final ScannedFiles scanned;
    private final Room room;
    private final Aheads aheads;

    ContentDesk(VersionStore store, NodeSets sets, ScannedFiles scanned, Room room, Aheads aheads) {
        this.store = store;
        this.sets = sets;
        this.scanned = scanned;
        this.room = room;
        this.aheads = aheads;
    }

    /// Blocks while the disk is read.
    byte[] answer(byte[] question) {
        Reply reply;
        try {
            reply = answer(Question.of(question));
        } catch (IOException e) {
            reply =
                    new Reply.Failed(
                            new ApiError(
                                    "question-not-understood",
                                    "a question of an agent of this version",
                                    String.valueOf(e.getMessage()),
                                    "update the agents"));
        } catch (ContentException e) {
            reply = new Reply.Failed(e.errors().getFirst());
        }
        return reply.encoded();
    }

    private Reply answer(Question question) throws ContentException, IOException {
        return switch (question) {
            case Question.ManifestPart(var set, var number, var base, var offset) ->
                    manifest(set, number, base, offset);
            case Question.Chunks(var asker, var remaining, var names) ->
                    turns.take(asker, remaining, System.nanoTime())
                            ? chunks(names)
                            : new Reply.Busy();
            case Question.States() -> new Reply.States(sets.states());
            case Question.Look(var set) -> new Reply.States(sets.look(set));
            case Question.Scan(var set, var offset) -> part(scanned.manifest(set, offset), offset);
            case Question.PutBack(var set) -> new Reply.States(sets.putBack(set));
            case Question.Ahead(var set, var number, var manifest) -> {
                aheads.begin(set, number, manifest);
                yield new Reply.States(sets.states());
            }
        };
    }

    private Reply manifest(String set, long number, long base, int offset) {
        Optional<Manifest> manifest = store.manifest(set, number);
        if (manifest.isEmpty()) {
            return new Reply.Failed(
                    new ApiError(
                            "version-missing",
                            "version " + number + " of " + set,
                            "not on this node",
                            "ask another"));
        }
        byte[] whole = ManifestFormat.encode(manifest.get());
        return store.version(set, base)
                .map(known -> ManifestDelta.encode(ManifestFormat.encode(known.manifest()), whole))
                .filter(delta -> delta.length < whole.length)
                .map(delta -> part(delta, offset, true))
                .orElseGet(() -> part(whole, offset));
    }

    private static Reply part(byte[] whole, int offset) {
        return part(whole, offset, false);
    }

    private static Reply part(byte[] whole, int offset, boolean isDelta) {
        int from = Math.clamp(offset, 0, whole.length);
        int to = Math.min(whole.length, from + PART_BYTES);
        return new Reply.Part(isDelta, whole.length, Arrays.copyOfRange(whole, from, to));
    }

    /// What is here of them. What is on its way here is waited for a little, and left out while it
    /// has not come.
    private Reply chunks(List<ContentName> names) {
        try {
            store.await(names, COMES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var pieces = new ArrayList<Reply.Piece>();
        int bytes = 0;
        for (ContentName name : names) {
            boolean isComing = store.isComing(name);
            Optional<byte[]> found = store.chunk(name).or(() -> scanned.chunk(name));
            if (found.isEmpty() && isComing) {
                continue;
            }
            byte[] chunk = found.orElseGet(() -> new byte[0]);
            if (bytes > 0 && bytes + chunk.length > ANSWER_BYTES) {
                break;
            }
            bytes += chunk.length;
            pieces.add(new Reply.Piece(name, chunk));
        }
        room.used(bytes);
        return new Reply.Found(pieces);
    }
}
