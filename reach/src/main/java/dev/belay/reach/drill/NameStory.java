package dev.belay.reach.drill;

import dev.belay.api.ApiError;
import dev.belay.drill.DrillStep;
import dev.belay.drill.NameSeen;
import dev.belay.drill.NameSeen.Place;
import dev.belay.reach.AgentException;
import dev.belay.reach.probe.NameSight;
import dev.belay.reach.probe.NameSight.Said;
import dev.belay.reach.probe.ProbeTarget;
import dev.belay.reach.probe.Prober;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the name that clients ask for leads while a drill goes on. Without a name, nothing.
final class NameStory {

    private final DrillPlan plan;
    private final Prober prober;
    private int toldSaid;
    private int toldUsed;

    NameStory(DrillPlan plan, Prober prober) {
        this.plan = plan;
        this.prober = prober;
    }

    private Optional<ProbeTarget.Named> target() {
        return plan.target().where() instanceof ProbeTarget.Named named
                ? Optional.of(named)
                : Optional.empty();
    }

    private Place place(Said said) {
        return new Place(said.address(), plan.nodes().getOrDefault(said.address(), ""));
    }

    /// Before anything is done: the name leads to the node that runs the service, or to none that
    /// the design knows.
    void check(String node, DrillWatch watch) throws AgentException {
        Optional<ProbeTarget.Named> target = target();
        Optional<Said> now = prober.name().flatMap(NameSight::now);
        if (target.isEmpty() || now.isEmpty()) {
            return;
        }
        Place place = place(now.get());
        if (!place.node().isEmpty() && !place.node().equals(node)) {
            throw AgentException.refused(
                    new ApiError(
                            "drill-name-elsewhere",
                            "'" + target.get().host() + "' to lead to " + node,
                            place.toString(),
                            "nothing was done: look at the DNS resource of the service, and at who is asked for the name"));
        }
        watch.step(new DrillStep.NameSays(0, target.get().host(), place));
        prober.name().ifPresent(sight -> toldSaid = sight.said().size());
        prober.name().ifPresent(sight -> toldUsed = sight.used().size());
    }

    /// Tells what changed since it was told last.
    void tell(long ordered, DrillWatch watch) {
        Optional<NameSight> sight = prober.name();
        if (sight.isEmpty()) {
            return;
        }
        String host = target().map(ProbeTarget.Named::host).orElse("");
        for (Said one : since(sight.get().said(), toldSaid)) {
            watch.step(new DrillStep.NameSays(millis(one, ordered), host, place(one)));
        }
        for (Said one : since(sight.get().used(), toldUsed)) {
            if (!one.address().isEmpty()) {
                watch.step(new DrillStep.ClientFollows(millis(one, ordered), place(one)));
            }
        }
        toldSaid = sight.get().said().size();
        toldUsed = sight.get().used().size();
    }

    private static List<Said> since(List<Said> all, int told) {
        return all.subList(Math.min(told, all.size()), all.size());
    }

    private static long millis(Said one, long ordered) {
        return (one.atNanos() - ordered) / 1_000_000;
    }

    /// Whether the name leads to that node, and clients go there.
    boolean isSettled(String node) {
        Optional<NameSight> sight = prober.name();
        if (sight.isEmpty()) {
            return true;
        }
        Optional<Said> now = sight.get().now();
        if (now.isEmpty() || now.get().address().isEmpty() || sight.get().used().isEmpty()) {
            return false;
        }
        boolean hasFollowed = sight.get().used().getLast().address().equals(now.get().address());
        String found = place(now.get()).node();
        return hasFollowed && (found.isEmpty() || found.equals(node));
    }

    /// What was seen; null without a name.
    @Nullable NameSeen seen(long ordered) {
        Optional<NameSight> sight = prober.name();
        Optional<ProbeTarget.Named> target = target();
        if (sight.isEmpty() || target.isEmpty() || sight.get().said().isEmpty()) {
            return null;
        }
        // One answer that got lost just then says nothing of where the name led.
        Said before = sight.get().said().getFirst();
        for (Said one : sight.get().said()) {
            before = one.atNanos() <= ordered && !one.address().isEmpty() ? one : before;
        }
        return new NameSeen(
                target.get().host(),
                target.get().resolverText(),
                before.ttl().toSeconds(),
                place(before),
                place(sight.get().said().getLast()),
                another(sight.get().said(), before, ordered),
                another(sight.get().used(), before, ordered));
    }

    /// When it led somewhere else first.
    private static @Nullable Long another(List<Said> all, Said before, long ordered) {
        return all.stream()
                .filter(one -> one.atNanos() > ordered)
                .filter(one -> !one.address().isEmpty() && !one.address().equals(before.address()))
                .findFirst()
                .map(one -> millis(one, ordered))
                .orElse(null);
    }
}
