package dev.belay.agent.tenure;

import dev.belay.agent.config.AgentConfig.AddressGuarding;
import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.lease.AddressGuard;
import dev.belay.agent.lease.AddressLifetimes;
import dev.belay.agent.lease.Gate;
import dev.belay.agent.lease.HostAddresses;
import dev.belay.agent.lease.LeaseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What makes the virtual IPs of this node useless when its lease is not renewed. Chosen before the
/// first lease, because its times depend on it.
final class GuardChoice {

    private static final String WANTED = "the configuration of this agent wants lifetimes";

    private final AddressGuarding wanted;
    private final Supplier<Optional<String>> gateObjection;
    private final Consumer<String> log;
    private volatile boolean isByLifetime;
    private volatile String gateless = "";

    /// Whether a lease has had the times of lifetimes: it keeps them as long as something is held.
    private volatile boolean isLivedBy;

    /// @param gateObjection why this host can have no gate; blocks
    /// @param log hears when it is no gate
    GuardChoice(
            AddressGuarding wanted,
            Supplier<Optional<String>> gateObjection,
            Consumer<String> log) {
        this.wanted = wanted;
        this.gateObjection = gateObjection;
        this.log = log;
    }

    /// Looks at the host; blocks for some tens of milliseconds.
    void choose() {
        String before = gateless;
        gateless =
                switch (wanted) {
                    case AUTO -> gateObjection.get().orElse("");
                    case GATE -> "";
                    case LIFETIME -> WANTED;
                };
        isByLifetime = !gateless.isEmpty();
        if (isByLifetime && !gateless.equals(before)) {
            log.accept("virtual IPs are held by their lifetimes: " + gateless);
        }
    }

    boolean isByLifetime() {
        return isByLifetime;
    }

    /// The times of this node. Those of the cluster that are too short for lifetimes stay: nothing
    /// with an address begins by them ({@link #objection}).
    Terms own(Terms ofCluster) {
        Optional<Terms> other = isByLifetime ? ofCluster.byLifetimes() : Optional.empty();
        isLivedBy |= other.isPresent();
        return other.orElse(ofCluster);
    }

    /// Why no address can be held here by the cluster's times. A host that seemed to have no
    /// nftables is looked at again, unless its leases live by lifetimes: a busy one may have
    /// answered too late.
    ///
    /// @param profile what the times are called
    Optional<String> objection(Terms ofCluster, String profile) {
        if (!isByLifetime || ofCluster.byLifetimes().isPresent()) {
            return Optional.empty();
        }
        if (!isLivedBy) {
            choose();
        }
        return isByLifetime
                ? Optional.of(
                        "virtual IPs are held by their lifetimes here, in whole seconds, and the"
                                + " timing profile '%s' is too fast for that: take the profile 'patient', or hold them by nftables (%s)"
                                        .formatted(profile, gateless))
                : Optional.empty();
    }

    /// The lifetime of an address that is put on a device.
    ///
    /// @param own by which the lease is held
    int seconds(Terms own) {
        return isByLifetime
                ? Terms.lifetimeSeconds(own.gate() / 1_000_000)
                : HostAddresses.FOR_EVER;
    }

    /// Builds it, for addresses of which none is on this host.
    AddressGuard build() throws LeaseException {
        if (!isByLifetime) {
            return Gate.build(List.of());
        }
        try {
            // One of an agent before would let nothing through for ever.
            Gate.dismantle();
        } catch (LeaseException e) {
            log.accept("a gate of a former start, if there is one, stays: " + e.getMessage());
        }
        return AddressLifetimes.open();
    }
}
