package dev.belay.agent.replicate;

import dev.belay.model.content.Chunker;
import dev.belay.model.content.ContentHash;
import dev.belay.reach.publish.SystemHash;
import java.util.Random;
import org.bouncycastle.crypto.digests.Blake3Digest;

/// Measures what naming and cutting cost: chunks of 64 KiB, the best of five rounds.
///
/// `bench/hash`
final class HashMeasure {

    private static final int ROUNDS = 5;
    private static final int CHUNKS = 320;

    private HashMeasure() {}

    private interface Work {
        long on(byte[] bytes);
    }

    public static void main(String[] args) {
        ContentHash java = ContentHash.ofJava();
        ContentHash system = SystemHash.best();
        var blake3 = new Blake3Digest(32);
        measure("Java's SHA-256", bytes -> java.of(bytes).first());
        measure("the system's SHA-256", bytes -> system.of(bytes).first());
        measure(
                "Bouncy Castle's BLAKE3",
                bytes -> {
                    var name = new byte[32];
                    blake3.update(bytes, 0, bytes.length);
                    blake3.doFinal(name, 0);
                    return name[0];
                });
        measure("cutting", HashMeasure::cuts);
    }

    private static long cuts(byte[] bytes) {
        long cuts = 0;
        for (int at = 0; at < bytes.length; cuts++) {
            at += Chunker.next(bytes, at, bytes.length - at);
        }
        return cuts;
    }

    private static void measure(String what, Work work) {
        var bytes = new byte[Chunker.USUAL];
        new Random(1).nextBytes(bytes);
        long best = Long.MAX_VALUE;
        long sum = 0;
        for (int round = 0; round <= ROUNDS; round++) {
            long begun = System.nanoTime();
            for (int i = 0; i < CHUNKS; i++) {
                sum += work.on(bytes);
            }
            // The first round warms up.
            best = round == 0 ? best : Math.min(best, System.nanoTime() - begun);
        }
        System.out.printf(
                "%-24s %6d MB/s  (%x)%n", what, 1_000L * CHUNKS * bytes.length / best, sum & 0xf);
    }
}
