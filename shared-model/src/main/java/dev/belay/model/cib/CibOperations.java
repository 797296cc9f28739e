package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
import dev.belay.model.service.Operations;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/// The time limits of a resource, out of its operations and their defaults.
final class CibOperations {

    /// What Pacemaker takes where nobody says anything.
    private static final Duration USUAL = Duration.ofSeconds(20);

    private final CibPart part;
    private final Duration otherwise;
    private final CibLedger ledger;

    private CibOperations(CibPart part, Duration otherwise, CibLedger ledger) {
        this.part = part;
        this.otherwise = otherwise;
        this.ledger = ledger;
    }

    /// Without a monitor, its interval is zero: nobody looks.
    static Operations read(CibPart part, CibLayers defaults, CibLedger ledger) {
        Duration otherwise =
                defaults.take("timeout", CibValues::time)
                        .filter(Duration::isPositive)
                        .orElse(USUAL);
        return new CibOperations(part, otherwise, ledger).read();
    }

    private Operations read() {
        Duration start = timeout(once("start"));
        Duration stop = timeout(once("stop"));
        Optional<CibElement> monitor = monitor();
        Duration interval =
                monitor.flatMap(one -> CibValues.time(one.get("interval", "0")))
                        .orElse(Duration.ZERO);
        monitor.ifPresent(this::take);
        // What is looked at once, before anything starts, has a time limit, too.
        Duration look = timeout(monitor.isPresent() ? monitor : once("monitor"));
        return new Operations(start, stop, look, interval);
    }

    private Optional<CibElement> once(String name) {
        Optional<CibElement> found =
                part.operations().stream()
                        .filter(one -> one.get("name", "").equals(name))
                        .filter(one -> !isRecurring(one))
                        .findFirst();
        found.ifPresent(this::take);
        return found;
    }

    /// The one that looks whether it runs; of several that which looks less closely.
    private Optional<CibElement> monitor() {
        return part.operations().stream()
                .filter(one -> one.get("name", "").equals("monitor"))
                .filter(CibOperations::isRecurring)
                .filter(one -> !CibValues.isFalse(one.get("enabled", "true")))
                .filter(one -> one.get("role", "Started").equals("Started"))
                .min(Comparator.comparing(one -> !one.children().isEmpty()));
    }

    private static boolean isRecurring(CibElement operation) {
        return CibValues.time(operation.get("interval", "0"))
                .filter(Duration::isPositive)
                .isPresent();
    }

    private void take(CibElement operation) {
        ledger.open(operation);
        ledger.take(operation, "name");
        if (ledger.take(operation, "interval").flatMap(CibValues::time).isEmpty()
                && operation.get("interval").isPresent()) {
            ledger.list(operation, "interval", Why.NO_PLACE);
        }
        for (String usual : new String[] {"enabled", "role"}) {
            String value = usual.equals("role") ? "Started" : "true";
            if (operation.get(usual).filter(one -> CibValues.isSame(one, value)).isPresent()) {
                ledger.take(operation, usual);
            }
        }
    }

    private Duration timeout(Optional<CibElement> operation) {
        if (operation.isEmpty()) {
            return otherwise;
        }
        Optional<String> said = ledger.take(operation.get(), "timeout");
        Optional<Duration> timeout = said.flatMap(CibValues::time).filter(Duration::isPositive);
        if (said.isPresent() && timeout.isEmpty()) {
            ledger.list(operation.get(), "timeout", Why.NO_PLACE);
        }
        return timeout.orElse(otherwise);
    }
}
