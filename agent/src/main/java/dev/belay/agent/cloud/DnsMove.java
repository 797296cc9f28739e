package dev.belay.agent.cloud;

import dev.belay.agent.cloud.DnsApi.Change;
import dev.belay.agent.cloud.DnsApi.Row;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Makes a DNS record say one thing: set, waited for until all servers of the zone have it, and
/// read again. What is right already is not touched.
final class DnsMove {

    /// Of a look, a change and another look together; only the wait for the servers of the zone may
    /// be longer.
    static final Duration LONGEST = RouteMove.LONGEST;

    private static final Duration NAP = Duration.ofMillis(500);

    private final DnsApi api;
    private final Calls calls;
    private final Pace pace;

    DnsMove(DnsApi api, Calls calls, Pace pace) {
        this.api = api;
        this.calls = calls;
        this.pace = pace;
    }

    /// Sets the record and waits for what the design wants. Blocks, within the limit.
    ///
    /// @param mayChange asked before each change
    CloudEnd move(DnsWish wish, Row row, Duration limit, BooleanSupplier mayChange)
            throws InterruptedException {
        long end = pace.deadline(limit);
        long soon = pace.deadline(bounded(limit));
        CloudAnswer<Optional<Row>> before = look(row, pace.left(soon));
        if (before instanceof CloudAnswer.Refused<Optional<Row>> no) {
            return new CloudEnd.Failed(no.why());
        }
        if (isSo(before, row)) {
            return new CloudEnd.Right("said " + text(row) + " already");
        }
        CloudAnswer<Change> answer =
                set(row, Tries.butALook(pace.left(soon)), Integer.MAX_VALUE, mayChange);
        if (!(answer instanceof CloudAnswer.Done<Change>(Change change))) {
            CloudAnswer<Optional<Row>> after = look(row, pace.left(soon));
            return notSet(row, before.why(), answer, after, mayChange);
        }
        return wish.awaitSync()
                ? awaited(row, change, wish.syncTimeout(), end, mayChange)
                : seen(row, "", pace.left(soon));
    }

    /// Whatever the last answer was, one before it may have got lost, and its change may be made.
    private static CloudEnd notSet(
            Row row,
            String before,
            CloudAnswer<Change> answer,
            CloudAnswer<Optional<Row>> after,
            BooleanSupplier mayChange) {
        String why = before.isEmpty() ? answer.why() : before + "; " + answer.why();
        if (isSo(after, row)) {
            return new CloudEnd.Warned(
                    "says %s, though its change was not confirmed: %s".formatted(text(row), why));
        }
        if (answer instanceof CloudAnswer.Refused<Change> no) {
            return new CloudEnd.Failed(no.why());
        }
        if (!mayChange.getAsBoolean()) {
            return new CloudEnd.Unknown(why);
        }
        String now =
                after instanceof CloudAnswer.Done<Optional<Row>>(Optional<Row> other)
                        ? "it says " + other.map(DnsMove::text).orElse("nothing")
                        : "it is not known what it says";
        return new CloudEnd.Warned(
                "%s, and each look sets it to %s: %s".formatted(now, text(row), why));
    }

    /// What the record says.
    CloudAnswer<Optional<Row>> look(Row row, Duration limit) throws InterruptedException {
        return calls.one(() -> api.find(row.zoneId(), row.host(), row.type()), bounded(limit));
    }

    /// Sets the record, again and again while that fails for a moment.
    CloudAnswer<Change> set(Row row, Duration limit, int times, BooleanSupplier mayChange)
            throws InterruptedException {
        return new Tries(calls, pace)
                .change(
                        "the record was set",
                        () -> api.upsert(row),
                        bounded(limit),
                        times,
                        mayChange);
    }

    /// Takes the record out if it says exactly this; one that is another node's by now stays.
    CloudAnswer<Change> delete(Row row, Duration limit) throws InterruptedException {
        return calls.change(() -> api.delete(row), bounded(limit));
    }

    private static Duration bounded(Duration limit) {
        return Pace.shorter(limit, LONGEST);
    }

    private static boolean isSo(CloudAnswer<Optional<Row>> seen, Row row) {
        return seen instanceof CloudAnswer.Done<Optional<Row>>(Optional<Row> found)
                && found.filter(row::equals).isPresent();
    }

    private CloudEnd awaited(
            Row row, Change change, Duration atMost, long end, BooleanSupplier mayChange)
            throws InterruptedException {
        long until = pace.deadline(atMost);
        Change now = change;
        String last = "";
        int round = 0;
        while (!now.isInSync()) {
            if (!mayChange.getAsBoolean()) {
                return new CloudEnd.Failed("its lease ended while its record was waited for");
            }
            if (pace.left(until).isZero() || pace.left(end).isZero()) {
                return seen(
                        row,
                        ", and not all servers of its zone were seen to have it in time" + last,
                        RouteMove.LOOK);
            }
            nap(round++, Math.min(until, end), mayChange);
            String id = now.id();
            switch (calls.one(() -> api.change(id), bounded(pace.left(end)))) {
                case CloudAnswer.Done<Change>(Change next) -> now = next;
                case CloudAnswer.Refused<Change>(String _, String why) -> {
                    return seen(
                            row, ", and its change could not be followed: " + why, RouteMove.LOOK);
                }
                case CloudAnswer.Throttled<Change>(String why) -> last = ": " + why;
                case CloudAnswer.Unknown<Change>(String why) -> last = ": " + why;
            }
        }
        return seen(row, "", RouteMove.LOOK);
    }

    /// Longer from time to time, for five calls a second are all that an account has; in pieces,
    /// for a stop must not wait for it.
    private void nap(int round, long deadline, BooleanSupplier mayChange)
            throws InterruptedException {
        for (int i = 0; i <= Math.min(round, 9) && mayChange.getAsBoolean(); i++) {
            Duration left = pace.left(deadline);
            pace.sleeper().sleep(left.compareTo(NAP) < 0 ? left : NAP);
        }
    }

    /// Whoever else sets it meanwhile, or whatever hides it: each look sets it right, and the
    /// service runs.
    ///
    /// @param but what is not as wanted; empty: nothing
    private CloudEnd seen(Row row, String but, Duration limit) throws InterruptedException {
        CloudAnswer<Optional<Row>> found = look(row, limit);
        if (isSo(found, row)) {
            return but.isEmpty()
                    ? new CloudEnd.Right("says " + text(row))
                    : new CloudEnd.Warned("says " + text(row) + but);
        }
        return new CloudEnd.Warned(
                found instanceof CloudAnswer.Done<Optional<Row>>(Optional<Row> other)
                        ? "it was set to %s, and says %s: somebody else sets it, too"
                                .formatted(text(row), other.map(DnsMove::text).orElse("nothing"))
                        : "it was set to %s, and could not be read: %s"
                                .formatted(text(row), found.why()));
    }

    static String text(Row row) {
        return String.join(", ", row.values()) + " for " + row.ttlSeconds() + " s";
    }
}
