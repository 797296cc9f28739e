package dev.belay.agent.consensus;

import dev.belay.model.status.Member;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Notices that the others have removed this node while it was away: nobody can tell it, as nobody
/// talks to it, but a majority of the other voters refuses its certificate although that one's time
/// is not over. Looked at by one thread.
final class Exile {

    private static final Duration ALONE = Duration.ofSeconds(2);
    private static final Duration BETWEEN = Duration.ofMillis(700);
    private static final Duration ANSWER = Duration.ofMillis(600);
    private static final int ROUNDS = 4;

    private final String self;
    private final PeerCalls calls;
    private final Supplier<List<Member>> members;
    private final BooleanSupplier valid;
    private final ConcurrentSkipListSet<String> refusing = new ConcurrentSkipListSet<>();
    private SortedSet<String> by = new TreeSet<>();
    private long aloneSince = System.nanoTime();
    private long askedAt = System.nanoTime();
    private int rounds;

    Exile(String self, PeerCalls calls, Supplier<List<Member>> members, BooleanSupplier valid) {
        this.self = self;
        this.calls = calls;
        this.members = members;
        this.valid = valid;
    }

    /// Who refuses it.
    SortedSet<String> by() {
        return by;
    }

    /// Whether it is removed beyond doubt; asks the others now and then while it is alone.
    ///
    /// @param led whether a coordinator is heard: a learner that is cut off goes on naming the last
    ///   one
    boolean isCertain(boolean led) {
        long now = System.nanoTime();
        if (led) {
            aloneSince = now;
            rounds = 0;
            return false;
        }
        if (now - aloneSince < ALONE.toNanos() || now - askedAt < BETWEEN.toNanos()) {
            return false;
        }
        List<Member> others =
                members.get().stream()
                        .filter(one -> one.role().votes() && !one.id().equals(self))
                        .toList();
        by = new TreeSet<>(refusing);
        rounds = by.size() > others.size() / 2 && valid.getAsBoolean() ? rounds + 1 : 0;
        refusing.clear();
        askedAt = now;
        byte[] question = Admission.question(self, "");
        for (Member other : others) {
            var _ =
                    calls.refuses(other, question, ANSWER)
                            .thenAccept(refused -> {
                                if (refused) {
                                    refusing.add(other.id());
                                }
                            });
        }
        return rounds >= ROUNDS;
    }
}
