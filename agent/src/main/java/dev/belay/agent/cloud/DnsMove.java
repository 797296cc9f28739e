package dev.belay.agent.cloud;

import dev.belay.agent.cloud.DnsApi.Change;
import dev.belay.agent.cloud.DnsApi.Row;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Makes a DNS record say one thing: set, waited for until all servers of the zone have it, and
/// read again. What is right already is not touched.
final class DnsMove {

    /// Of one change and of one look; only the wait for the servers of the zone may be longer.
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
        if (isSo(look(row, limit), row)) {
            return new CloudEnd.Right("said " + text(row) + " already");
        }
        return switch (set(row, pace.left(end), Integer.MAX_VALUE, mayChange)) {
            case CloudAnswer.Done<Change>(Change change) ->
                    wish.awaitSync()
                            ? awaited(row, change, wish.syncTimeout(), end, mayChange)
                            : seen(row, "", end);
            case CloudAnswer.Refused<Change> no -> new CloudEnd.Failed(no.why());
            case CloudAnswer.Throttled<Change> no -> new CloudEnd.Failed(no.why());
            case CloudAnswer.Unknown<Change>(String why) ->
                    isSo(look(row, pace.left(end)), row)
                            ? new CloudEnd.Warned(
                                    "says "
                                            + text(row)
                                            + ", though its change got no answer: "
                                            + why)
                            : new CloudEnd.Unknown(why);
        };
    }

    /// What the record says.
    CloudAnswer<Optional<Row>> look(Row row, Duration limit) throws InterruptedException {
        return calls.one(() -> api.find(row.zoneId(), row.host(), row.type()), bounded(limit));
    }

    /// Sets the record, again and again while that fails for a moment. It may be repeated, so an
    /// answer that did not come is asked for by asking again.
    CloudAnswer<Change> set(Row row, Duration limit, int times, BooleanSupplier mayChange)
            throws InterruptedException {
        long deadline = pace.deadline(bounded(limit));
        CloudAnswer<Change> answer = new CloudAnswer.Unknown<>("there was no time for it");
        for (int i = 0; i < times; i++) {
            if (i > 0) {
                pace.backOff(i - 1, deadline);
            }
            if (pace.left(deadline).compareTo(RouteMove.NO_TIME) < 0) {
                return answer;
            }
            if (!mayChange.getAsBoolean()) {
                return new CloudAnswer.Unknown<>("its lease ended before the record was set");
            }
            answer = calls.one(() -> api.upsert(row), pace.left(deadline));
            if (answer instanceof CloudAnswer.Done<Change>
                    || answer instanceof CloudAnswer.Refused<Change>) {
                return answer;
            }
        }
        return answer;
    }

    /// Takes the record out if it says exactly this; one that is another node's by now stays.
    CloudAnswer<Change> delete(Row row, Duration limit) throws InterruptedException {
        return calls.one(() -> api.delete(row), bounded(limit));
    }

    private static Duration bounded(Duration limit) {
        return limit.compareTo(LONGEST) < 0 ? limit : LONGEST;
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
                        end);
            }
            nap(round++, Math.min(until, end), mayChange);
            String id = now.id();
            switch (calls.one(() -> api.change(id), bounded(pace.left(end)))) {
                case CloudAnswer.Done<Change>(Change next) -> now = next;
                case CloudAnswer.Refused<Change>(String _, String why) -> {
                    return seen(row, ", and its change could not be followed: " + why, end);
                }
                case CloudAnswer.Throttled<Change>(String why) -> last = ": " + why;
                case CloudAnswer.Unknown<Change>(String why) -> last = ": " + why;
            }
        }
        return seen(row, "", end);
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

    /// @param but what is not as wanted; empty: nothing
    private CloudEnd seen(Row row, String but, long end) throws InterruptedException {
        Duration left = pace.left(end);
        // What was changed is looked at even when the wait took all of the time.
        CloudAnswer<Optional<Row>> found =
                look(row, left.compareTo(Duration.ofSeconds(3)) < 0 ? Duration.ofSeconds(3) : left);
        if (isSo(found, row)) {
            return but.isEmpty()
                    ? new CloudEnd.Right("says " + text(row))
                    : new CloudEnd.Warned("says " + text(row) + but);
        }
        return found instanceof CloudAnswer.Done<Optional<Row>>(Optional<Row> other)
                ? new CloudEnd.Failed(
                        "it was set to %s, and says %s: somebody else sets it, too"
                                .formatted(text(row), other.map(DnsMove::text).orElse("nothing")))
                : new CloudEnd.Unknown(
                        "it was set to %s, and could not be read: %s"
                                .formatted(text(row), found.why()));
    }

    static String text(Row row) {
        return String.join(", ", row.values()) + " for " + row.ttlSeconds() + " s";
    }
}
