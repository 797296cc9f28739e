package dev.belay.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a client got for its questions.
///
/// An outage is counted from answer to answer: that is what clients notice. A time in which the
/// client itself asked nothing, for its machine was busy, is no outage: it saw nothing then.
///
/// @param sent how many questions
/// @param answered how many of them in time
/// @param lost how many not; the rest may still be answered
/// @param lastAnswerNanos when the last answer came; -1: never
/// @param outages in order of time; the last one may not be over
/// @param blindNanos the longest time in which the client asked nothing
public record Availability(
        int sent,
        int answered,
        int lost,
        long lastAnswerNanos,
        List<Gap> outages,
        long longestNanos,
        long blindNanos) {

    /// Shorter ones are what networks do anyway.
    static final long LEAST_NANOS = 50_000_000;

    private static final int INTERVALS = 10;

    public static final Availability NONE = new Availability(0, 0, 0, -1, List.of(), 0, 0);

    public Availability {
        outages = List.copyOf(outages);
    }

    /// From which length on a time without an answer is an outage.
    public static long threshold(Duration interval) {
        return Math.max(LEAST_NANOS, INTERVALS * interval.toNanos());
    }

    /// Counts.
    ///
    /// @param probes in the order that they were sent in
    /// @param nowNanos on the client's clock
    /// @param interval between two questions
    public static Availability of(List<Probe> probes, long nowNanos, Duration interval) {
        long threshold = threshold(interval);
        List<Long> answers =
                probes.stream().filter(Probe::isGood).map(Probe::answeredNanos).sorted().toList();
        int lost = (int) probes.stream().filter(one -> !one.isGood() && !one.isOpen()).count();
        List<Gap> outages = new ArrayList<>();
        long longest = 0;
        for (int i = 0; i < answers.size(); i++) {
            boolean isLast = i == answers.size() - 1;
            long to = isLast ? nowNanos : answers.get(i + 1);
            var gap = new Gap(answers.get(i), to, !isLast);
            boolean isSeen = isSeen(gap, probes, threshold);
            if (isSeen && !isLast) {
                longest = Math.max(longest, gap.nanos());
            }
            if (isSeen && gap.nanos() >= threshold) {
                outages.add(gap);
                longest = Math.max(longest, gap.nanos());
            }
        }
        return new Availability(
                probes.size(),
                answers.size(),
                lost,
                answers.isEmpty() ? -1 : answers.getLast(),
                outages,
                longest,
                blind(probes, nowNanos));
    }

    /// Whether the client asked in it, so early that an answer was due.
    private static boolean isSeen(Gap gap, List<Probe> probes, long threshold) {
        long nanos = gap.nanos();
        if (nanos < threshold) {
            return true;
        }
        int from = firstAfter(probes, gap.fromNanos());
        return from < probes.size()
                && probes.get(from).sentNanos() <= gap.toNanos() - threshold / 2;
    }

    private static int firstAfter(List<Probe> probes, long nanos) {
        int low = 0;
        int high = probes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (probes.get(middle).sentNanos() > nanos) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static long blind(List<Probe> probes, long nowNanos) {
        long longest = 0;
        for (int i = 0; i < probes.size(); i++) {
            long next = i + 1 < probes.size() ? probes.get(i + 1).sentNanos() : nowNanos;
            longest = Math.max(longest, next - probes.get(i).sentNanos());
        }
        return longest;
    }

    /// The outages that were not over at a time, or began later.
    public List<Gap> outagesSince(long nanos) {
        return outages.stream().filter(one -> one.toNanos() > nanos).toList();
    }

    /// The longest outage that was not over at a time, or began later.
    public Optional<Gap> worstSince(long nanos) {
        return outagesSince(nanos).stream().max(Comparator.comparingLong(Gap::nanos));
    }

    /// Whether the newest answer is so young that no outage can be hidden after it.
    public boolean answersNow(long nowNanos, Duration interval) {
        return lastAnswerNanos >= 0 && nowNanos - lastAnswerNanos < threshold(interval);
    }
}
