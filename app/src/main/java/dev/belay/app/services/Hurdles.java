package dev.belay.app.services;

import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServiceWhy.Candidate;
import dev.belay.api.ServicesView;
import dev.belay.api.ServicesView.Host;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of a service keeps a deed from being of use; the agent has the last word.
final class Hurdles {
    private static final int NEVER = -1_000_000;

    private Hurdles() {}

    static Optional<Hurdle> of(
            Deed deed, ServiceView service, ServicesView view, @Nullable ServiceWhy why) {
        if (service.maintenance() && deed != Deed.CLEAR) {
            return Optional.of(Hurdle.of("maintenance", service.name()));
        }
        return Optional.ofNullable(
                switch (deed) {
                    case START -> start(service);
                    case STOP -> stop(service);
                    case MOVE -> move(service, view, why);
                    case CLEAR ->
                            service.failures().isEmpty() && service.movedTo().isEmpty()
                                    ? Hurdle.of("clean", service.name())
                                    : null;
                });
    }

    private static @Nullable Hurdle start(ServiceView service) {
        boolean stopped =
                service.wanted() == Wanted.STOPPED
                        || (service.wanted() == Wanted.AS_DESIGNED
                                && service.state() == State.STOPPED);
        return stopped ? null : Hurdle.of("wanted", service.name());
    }

    private static @Nullable Hurdle stop(ServiceView service) {
        if (service.wanted() == Wanted.STOPPED) {
            return Hurdle.of("unwanted", service.name());
        }
        return service.state() == State.STOPPED ? Hurdle.of("stopped", service.name()) : null;
    }

    private static @Nullable Hurdle move(
            ServiceView service, ServicesView view, @Nullable ServiceWhy why) {
        return switch (service.state()) {
            case STOPPED -> Hurdle.of("move.stopped", service.name());
            case WAITING -> Hurdle.of("move.waiting", service.name());
            case STOPPING -> Hurdle.of("move.stopping", service.name());
            case STUCK -> Hurdle.of("move.stuck", service.name(), service.node());
            case UNKNOWN -> Hurdle.of("move.unknown", service.name(), service.node());
            case STARTING, ACTIVE ->
                    view.hosts().stream().allMatch(host -> to(host, service, why).isPresent())
                            ? Hurdle.of("move.nowhere", service.name())
                            : null;
        };
    }

    /// Why a service cannot be sent to a host; empty when it can.
    ///
    /// @param why what the scheduler thinks of the hosts, when that is known
    static Optional<Hurdle> to(Host host, ServiceView service, @Nullable ServiceWhy why) {
        if (host.node().equals(service.node())) {
            return Optional.of(Hurdle.of("host.here"));
        }
        if (!host.hindrance().isEmpty()) {
            return Optional.of(Hurdle.of("host.said", host.hindrance()));
        }
        if (host.mode() != NodeMode.ACTIVE) {
            return Optional.of(Hurdle.of("host." + host.mode()));
        }
        if (!host.answered()) {
            return Optional.of(Hurdle.of("host.silent"));
        }
        return forbidden(host, service, why);
    }

    private static Optional<Hurdle> forbidden(
            Host host, ServiceView service, @Nullable ServiceWhy why) {
        if (why == null || !why.service().equals(service.id())) {
            return Optional.empty();
        }
        return why.candidates().stream()
                .filter(one -> one.node().equals(host.node()) && one.score() <= NEVER)
                .findFirst()
                .map(Hurdles::against);
    }

    private static Hurdle against(Candidate candidate) {
        return candidate.factors().stream()
                .min(Comparator.comparingInt(ServiceWhy.Factor::score))
                .map(worst -> Hurdle.of(Hurdle.FACTOR, worst.cause(), worst.subject()))
                .orElseGet(() -> Hurdle.of("host.forbidden"));
    }
}
