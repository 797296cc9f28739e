package dev.belay.agent.cloud;

import dev.belay.model.value.IpAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A DNS record that says where the active node is, in one stay. A stop leaves it as it is unless
/// the design wants it gone: the next active node writes itself into it.
final class DnsSteps implements CloudSteps {

    private final DnsWish wish;
    private final Supplier<Optional<IpAddress>> here;
    private final Calls calls = new Calls();
    private final DnsMove move;
    private final Pace pace;
    private final Mending mending;

    /// @param here the address of this node that may stand in the record
    DnsSteps(
            DnsWish wish,
            Supplier<Optional<IpAddress>> here,
            DnsApi api,
            Pace pace,
            Patience patience,
            Consumer<String> log) {
        this.wish = wish;
        this.here = here;
        this.move = new DnsMove(api, calls, pace);
        this.pace = pace;
        this.mending = new Mending(patience, log);
    }

    @Override
    public CloudEnd start(Duration limit, BooleanSupplier mayChange) throws InterruptedException {
        Optional<IpAddress> own = here.get();
        return own.isEmpty()
                ? new CloudEnd.Failed(noAddress())
                : move.move(wish, wish.row(own.get()), limit, mayChange);
    }

    private String noAddress() {
        return "an address of this node for a record of type %s was wanted, the design has none: give the node one"
                .formatted(wish.type());
    }

    @Override
    public CloudEnd monitor(Duration limit, BooleanSupplier mayChange) throws InterruptedException {
        Optional<IpAddress> own = here.get();
        if (own.isEmpty()) {
            return mending.patience().unknown(noAddress());
        }
        DnsApi.Row row = wish.row(own.get());
        long deadline = pace.deadline(Pace.shorter(limit, DnsMove.LONGEST));
        CloudAnswer<Optional<DnsApi.Row>> seen =
                move.look(row, Pace.shorter(limit, RouteMove.LOOK));
        return mending.look(
                seen.map(found -> sight(found, row, own.get())),
                "the record '" + row.host() + "'",
                "set to " + DnsMove.text(row),
                mayChange,
                () -> move.set(row, pace.left(deadline), 1, mayChange));
    }

    private static Sight sight(Optional<DnsApi.Row> found, DnsApi.Row wanted, IpAddress own) {
        return found.filter(wanted::equals).isPresent()
                ? Sight.right("says " + own)
                : Sight.wrong(
                        found.map(one -> "found to say " + DnsMove.text(one)).orElse("missing"));
    }

    @Override
    public CloudEnd stop(Duration limit) throws InterruptedException {
        Optional<IpAddress> own = here.get();
        if (!wish.deleteOnStop() || own.isEmpty()) {
            return new CloudEnd.Right(
                    "its record is left as it is: the next active node writes itself into it");
        }
        CloudAnswer<DnsApi.Change> answer = move.delete(wish.row(own.get()), limit);
        // Nothing of it runs here, whatever the answer: no node is fenced for a name.
        return answer instanceof CloudAnswer.Done<DnsApi.Change>
                ? new CloudEnd.Right("its record is taken out")
                : new CloudEnd.Warned(
                        "its record was to be taken out, and was not: " + answer.why());
    }

    @Override
    public void end() {
        calls.end();
    }
}
