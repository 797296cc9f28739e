package dev.belay.agent.lease;

import dev.belay.agent.lease.Eye.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// An observer of each host, and what they saw together. For one thread.
final class Eyes {

    /// An answer is surely in after this long, and so is the next one of the other host.
    private static final long SURE = 3_000_000_000L;

    private final Eye one;
    private final Eye other;
    private long settled = System.nanoTime();
    private final List<Answer> doubled = new ArrayList<>();
    private final List<Answer> overdue = new ArrayList<>();
    private final Supplier<List<Long>> toOne;
    private final Supplier<List<Long>> toOther;

    /// @param toOne when the coordinator gave the service to the first host
    Eyes(Eye one, Eye other, Supplier<List<Long>> toOne, Supplier<List<Long>> toOther) {
        this.toOne = toOne;
        this.toOther = toOther;
        this.one = one;
        this.other = other;
    }

    /// Whether any host answers.
    boolean see() {
        return one.sees() || other.sees();
    }

    /// Whether the host of the first observer answered last.
    boolean sawOneLast() {
        return one.lastSent() - other.lastSent() > 0;
    }

    long answers() {
        return one.count() + other.count();
    }

    /// Answers of one host while the other one answered, so far; nanoseconds.
    List<Answer> doubled() {
        return List.copyOf(doubled);
    }

    /// Answers of a host after the service was given to the other one, so far.
    List<Answer> overdue() {
        return List.copyOf(overdue);
    }

    /// Judges what was seen until a while ago, and forgets it.
    void settle() {
        settle(System.nanoTime() - SURE);
    }

    /// Judges all that was seen.
    void settleAll() {
        settle(System.nanoTime());
    }

    private void settle(long until) {
        List<Answer> ones = one.answers();
        List<Answer> others = other.answers();
        List<Long> own = toOne.get();
        List<Long> foreign = toOther.get();
        note(Eye.doubled(ones, others, foreign), doubled, until);
        note(Eye.doubled(others, ones, own), doubled, until);
        note(Eye.overdue(ones, own, foreign), overdue, until);
        note(Eye.overdue(others, foreign, own), overdue, until);
        settled = Math.max(settled, until);
        one.forget(settled - SURE);
        other.forget(settled - SURE);
    }

    private void note(List<Answer> found, List<Answer> noted, long until) {
        found.stream()
                .filter(answer -> answer.sent() >= settled && answer.sent() < until)
                .forEach(noted::add);
    }

    void end() {
        one.end();
        other.end();
    }
}
