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
    private final Consumer<String> log;
    private final Patience patience = new Patience();

    /// @param here the address of this node that may stand in the record
    DnsSteps(
            DnsWish wish,
            Supplier<Optional<IpAddress>> here,
            DnsApi api,
            Pace pace,
            Consumer<String> log) {
        this.wish = wish;
        this.here = here;
        this.move = new DnsMove(api, calls, pace);
        this.pace = pace;
        this.log = log;
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
            return patience.unknown(noAddress());
        }
        DnsApi.Row row = wish.row(own.get());
        long deadline = pace.deadline(Pace.shorter(limit, DnsMove.LONGEST));
        CloudAnswer<Optional<DnsApi.Row>> seen =
                move.look(row, Pace.shorter(limit, RouteMove.LOOK));
        if (!(seen instanceof CloudAnswer.Done<Optional<DnsApi.Row>>(Optional<DnsApi.Row> found))) {
            return patience.unknown(seen.why());
        }
        if (found.filter(row::equals).isPresent()) {
            return patience.right("says " + own.get());
        }
        String what = found.map(one -> "found to say " + DnsMove.text(one)).orElse("missing");
        if (!mayChange.getAsBoolean()) {
            return new CloudEnd.Warned(what + ", and nothing is changed now");
        }
        log.accept(
                "the record '%s' is %s: it is set to %s again"
                        .formatted(row.host(), what, DnsMove.text(row)));
        CloudAnswer<DnsApi.Change> answer = move.set(row, pace.left(deadline), 1, mayChange);
        return switch (answer) {
            case CloudAnswer.Done<DnsApi.Change> _ -> patience.repaired(what);
            case CloudAnswer.Refused<DnsApi.Change> no -> new CloudEnd.Failed(no.why());
            case CloudAnswer.Throttled<DnsApi.Change> _, CloudAnswer.Unknown<DnsApi.Change> _ ->
                    patience.unknown(answer.why());
        };
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
