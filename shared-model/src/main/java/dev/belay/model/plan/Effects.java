package dev.belay.model.plan;

import dev.belay.model.design.Design;
import dev.belay.model.place.Placement;
import dev.belay.model.service.Constraint;
import dev.belay.model.service.OrderConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What becomes of services between two designs.
final class Effects {

    private final Design before;
    private final Design after;
    private final Foresight former;
    private final Foresight foresight;
    private final Set<String> outdated;
    private final Map<String, Placement> placements;
    private final Set<ThingId> disturbed;

    /// @param running where services run before, by id
    /// @param outdated ids of those that were begun with another form than they are designed with
    Effects(
            Design before,
            Design after,
            Live live,
            Map<String, String> running,
            Set<String> outdated) {
        this.before = before;
        this.after = after;
        this.outdated = outdated;
        Map<String, String> now = Map.copyOf(running);
        this.former = new Foresight(before, live, now);
        this.foresight = new Foresight(after, live, now);
        this.placements = foresight.placements();
        this.disturbed = disturbed();
    }

    List<Effect> all() {
        List<Effect> effects = new ArrayList<>();
        for (Service service : after.services()) {
            kind(service).ifPresent(kind -> effects.add(effect(service, kind, to(service))));
        }
        for (Service service : before.services()) {
            boolean isGone = after.find(service.id(), Service.class).isEmpty();
            if (isGone && from(service).isPresent()) {
                effects.add(effect(service, Effect.Kind.STOPS, Optional.empty()));
            }
        }
        return effects;
    }

    /// Ids of those that run on with another form than they are designed with by then.
    Set<String> outdated() {
        Set<String> left = new HashSet<>();
        for (Service service : after.services()) {
            boolean isSpared = from(service).isPresent() && !disturbed.contains(service.id());
            String id = service.id().toString();
            if (isSpared && (outdated.contains(id) || hasOtherForm(service))) {
                left.add(id);
            }
        }
        return left;
    }

    private Optional<String> from(Service service) {
        return Optional.ofNullable(foresight.running().get(service.id().toString()));
    }

    private Optional<Placement> placement(Service service) {
        return Optional.ofNullable(placements.get(service.id().toString()));
    }

    private Optional<String> to(Service service) {
        return placement(service).flatMap(Placement::host);
    }

    private Optional<Effect.Kind> kind(Service service) {
        Optional<String> from = from(service);
        Optional<String> to = to(service);
        boolean isWanted = foresight.isWanted(service);
        if (!from.equals(to)) {
            if (to.isEmpty()) {
                return Optional.of(isWanted ? Effect.Kind.NOWHERE : Effect.Kind.STOPS);
            }
            return Optional.of(from.isEmpty() ? Effect.Kind.STARTS : Effect.Kind.MOVES);
        }
        if (from.isEmpty()) {
            boolean isSurprise = isWanted && before.find(service.id()).isEmpty();
            return isSurprise ? Optional.of(Effect.Kind.NOWHERE) : Optional.empty();
        }
        if (disturbed.contains(service.id())) {
            return Optional.of(Effect.Kind.RESTARTS);
        }
        return isOther(service) ? Optional.of(Effect.Kind.NEXT_START) : Optional.empty();
    }

    private Effect effect(Service service, Effect.Kind kind, Optional<String> to) {
        return new Effect(
                service.id(),
                kind,
                from(service),
                to,
                placement(service).map(Placement::reason),
                switch (kind) {
                    case MOVES, RESTARTS -> outage(service);
                    case STARTS, STOPS, NEXT_START, NOWHERE -> Duration.ZERO;
                });
    }

    /// It stops before whatever it comes after, and starts once all of that runs again.
    private Duration outage(Service service) {
        Set<ThingId> waitedFor = new HashSet<>(Set.of(service.id()));
        boolean isMore = true;
        while (isMore) {
            isMore = false;
            for (Service one : after.services()) {
                if (waitedFor.contains(one.id())) {
                    for (ThingId leader : leaders(one)) {
                        isMore |= disturbed.contains(leader) && waitedFor.add(leader);
                    }
                }
            }
        }
        return after.services().stream()
                .filter(one -> waitedFor.contains(one.id()))
                .map(Plan::stopAndStart)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static List<ThingId> leaders(Service service) {
        List<ThingId> leaders = new ArrayList<>();
        for (Constraint one : service.constraints()) {
            if (one instanceof OrderConstraint order && order.required()) {
                leaders.add(order.after());
            }
        }
        return leaders;
    }

    /// Services that stop or start because they are another, or go elsewhere, or come after one
    /// that does.
    private Set<ThingId> disturbed() {
        Set<ThingId> found = new HashSet<>();
        List<Service> moving = new ArrayList<>();
        for (Service service : after.services()) {
            Optional<String> from = from(service);
            if (from.filter(host -> foresight.isLeftAlone(service, host)).isPresent()) {
                continue;
            }
            moving.add(service);
            if (!from.equals(to(service)) || hasOtherForm(service) || hasWaited(service)) {
                found.add(service.id());
            }
        }
        boolean isMore = true;
        while (isMore) {
            isMore = false;
            for (Service service : moving) {
                isMore |=
                        leaders(service).stream().anyMatch(found::contains)
                                && found.add(service.id());
            }
        }
        return found;
    }

    /// Whether something new in it was held back until now by who left it alone.
    private boolean hasWaited(Service service) {
        return outdated.contains(service.id().toString())
                && from(service)
                        .flatMap(host ->
                                before.find(service.id(), Service.class)
                                        .filter(one -> former.isLeftAlone(one, host)))
                        .isPresent();
    }

    /// Whether who runs it has to start it anew for it.
    private boolean hasOtherForm(Service service) {
        return before.find(service.id(), Service.class)
                .filter(one -> !Form.of(before, one).equals(Form.of(after, service)))
                .isPresent();
    }

    /// Whether what an agent reads when it starts it is another.
    private boolean isOther(Service service) {
        return hasOtherForm(service)
                || before.find(service.id(), Service.class)
                        .filter(one -> !one.resources().equals(service.resources()))
                        .isPresent();
    }
}
