package dev.belay.agent.rollout;

import dev.belay.agent.replicate.StageProgress;
import dev.belay.model.content.Chunk;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Manifest;
import dev.belay.reach.publish.ChunkSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Chunks from whichever members have them: several questions under way, no more than a few
/// megabytes in memory.
final class PeerChunks implements ChunkSource, StageProgress {

    private static final int LANES = 3;
    private static final int BATCH_BYTES = 384 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_NANOS = 20_000_000L;
    private static final long AVOIDED_NANOS = 500_000_000L;

    private final Supplier<String> self;
    private final PeerCopies peers;
    private final String set;
    private final long number;
    private final BooleanSupplier wanted;
    private final Map<ContentName, Integer> lengths = new HashMap<>();
    private final AtomicLong remaining = new AtomicLong();
    private final Map<String, Long> avoidedUntil = new ConcurrentHashMap<>();

    private volatile long came;

    private sealed interface Result {
        record Some(List<Reply.Piece> pieces) implements Result {}

        record LaneEnded() implements Result {}

        record Broken(IOException why) implements Result {}
    }

    /// @param wanted false as soon as nobody waits for the version any more
    PeerChunks(
            Supplier<String> self,
            PeerCopies peers,
            String set,
            long number,
            Manifest manifest,
            BooleanSupplier wanted) {
        this.self = self;
        this.peers = peers;
        this.set = set;
        this.number = number;
        this.wanted = wanted;
        for (FileEntry file : manifest.files()) {
            for (Chunk chunk : file.chunks()) {
                lengths.put(chunk.name(), chunk.length());
            }
        }
    }

    @Override
    public void at(long fetched, long missing) {
        remaining.set(missing - fetched);
        came = fetched;
    }

    /// Bytes that came.
    long fetched() {
        return came;
    }

    @Override
    public void fetch(List<ContentName> names, Taker taker) throws IOException {
        var batches = new ArrayDeque<>(batches(names));
        int lanes = Math.min(LANES, batches.size());
        BlockingQueue<Result> results = new ArrayBlockingQueue<>(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            threads.add(
                    Thread.ofVirtual().name("fetch-chunks").start(() -> lane(batches, results)));
        }
        try {
            for (int ended = 0; ended < lanes; ) {
                switch (results.take()) {
                    case Result.Some(var pieces) -> {
                        for (Reply.Piece piece : pieces) {
                            taker.take(piece.name(), piece.bytes());
                        }
                    }
                    case Result.LaneEnded() -> ended++;
                    case Result.Broken(var why) -> throw why;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            threads.forEach(Thread::interrupt);
        }
    }

    private List<List<ContentName>> batches(List<ContentName> names) {
        List<List<ContentName>> batches = new ArrayList<>();
        List<ContentName> batch = new ArrayList<>();
        long bytes = 0;
        for (ContentName name : new LinkedHashSet<>(names)) {
            int length = lengths.getOrDefault(name, 0);
            boolean isFull = bytes + length > BATCH_BYTES || batch.size() == Question.MOST_NAMES;
            if (isFull && !batch.isEmpty()) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(name);
            bytes += length;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private void lane(Queue<List<ContentName>> batches, BlockingQueue<Result> results) {
        try {
            while (true) {
                List<ContentName> batch;
                synchronized (batches) {
                    batch = batches.poll();
                }
                if (batch == null) {
                    results.put(new Result.LaneEnded());
                    return;
                }
                get(batch, results);
            }
        } catch (IOException e) {
            put(results, new Result.Broken(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void put(BlockingQueue<Result> results, Result result) {
        try {
            results.put(result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void get(List<ContentName> batch, BlockingQueue<Result> results)
            throws IOException, InterruptedException {
        var left = new LinkedHashSet<>(batch);
        Map<String, Set<ContentName>> lacking = new HashMap<>();
        long progressAt = System.nanoTime();
        while (!left.isEmpty()) {
            if (!wanted.getAsBoolean()) {
                throw new IOException("nobody waits for it any more");
            }
            List<String> holders = peers.holders(set, number);
            List<String> useful =
                    holders.stream().filter(one -> !lacksAll(lacking, one, left)).toList();
            if (useful.isEmpty() && !holders.isEmpty()) {
                // All have said that they have not got it: what is missing is told by the caller.
                return;
            }
            Optional<String> peer = useful.stream().filter(this::isUsable).findFirst();
            if (peer.isPresent()) {
                List<Reply.Piece> pieces = ask(peer.get(), left, lacking);
                if (!pieces.isEmpty()) {
                    pieces.forEach(piece -> left.remove(piece.name()));
                    results.put(new Result.Some(pieces));
                    progressAt = System.nanoTime();
                }
            } else {
                LockSupport.parkNanos(
                        PAUSE_NANOS + ThreadLocalRandom.current().nextLong(PAUSE_NANOS));
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            if (System.nanoTime() - progressAt > PATIENCE.toNanos()) {
                throw new IOException(
                        "no member gave anything for "
                                + PATIENCE.toSeconds()
                                + " s: asked "
                                + holders);
            }
        }
    }

    private static boolean lacksAll(
            Map<String, Set<ContentName>> lacking, String peer, Set<ContentName> names) {
        return lacking.getOrDefault(peer, Set.of()).containsAll(names);
    }

    private boolean isUsable(String peer) {
        Long until = avoidedUntil.get(peer);
        return until == null || until - System.nanoTime() < 0;
    }

    private List<Reply.Piece> ask(
            String peer, Set<ContentName> left, Map<String, Set<ContentName>> lacking) {
        Set<ContentName> lacks = lacking.computeIfAbsent(peer, one -> new HashSet<>());
        List<ContentName> names = left.stream().filter(name -> !lacks.contains(name)).toList();
        try {
            Reply reply = peers.ask(peer, new Question.Chunks(self.get(), remaining.get(), names));
            return switch (reply) {
                case Reply.Found(var pieces) -> {
                    var there = new ArrayList<Reply.Piece>();
                    for (Reply.Piece piece : pieces) {
                        if (piece.bytes().length == 0) {
                            lacks.add(piece.name());
                        } else if (left.contains(piece.name())) {
                            there.add(piece);
                        }
                    }
                    yield there;
                }
                case Reply.Busy() -> avoid(peer, PAUSE_NANOS * 2);
                case Reply.Failed _, Reply.Part _, Reply.States _ -> avoid(peer, AVOIDED_NANOS);
            };
        } catch (IOException e) {
            return avoid(peer, AVOIDED_NANOS);
        }
    }

    private List<Reply.Piece> avoid(String peer, long nanos) {
        avoidedUntil.put(peer, System.nanoTime() + nanos);
        return List.of();
    }
}
