package dev.belay.agent.core.lease;

import dev.belay.model.config.TimingProfile;
import java.time.Duration;
import java.util.Optional;

/// The times that a lease lives by, in nanoseconds of a clock that only goes forward.
///
/// @param renew between two questions of a node that holds something
/// @param selfKill age of the newest renewal's sending at which a node is ended by its kernel
/// @param gate what the kernel grants after the last renewal
/// @param linger from the end of a node's agent until everything it ran is inactive
/// @param lease how long a successor waits after the last answer to a node
public record Terms(long renew, long selfKill, long gate, long linger, long lease) {

    /// Clocks of two nodes run differently by this much at most, in thousandths (architecture,
    /// section 4).
    private static final long DRIFT = 20;

    private static final long SECOND = 1_000_000_000L;

    /// The kernel looks at lifetimes once a second at most (ADDRCONF_TIMER_FUZZ_MAX): who looked at
    /// another address just before looks again a second later. And then it has its work to do.
    private static final long LATE = 1_100_000_000L;

    /// A node that holds nothing asks so often: a nudge that was lost costs no more than this.
    public static final long IDLE_RENEW = 1_000_000_000L;

    /// Longer than anything lasts.
    private static final long LASTING = 3_650L * 86_400 * SECOND;

    /// Silence from which a remote node is to be fenced: until then its connection is tried, by one
    /// member after the other.
    public static final long REMOTE_LOST = 20 * SECOND;

    /// The shortest lease that is safe for a profile.
    ///
    /// @param linger from the end of a node's agent until everything it ran is inactive; it only
    ///   counts as far as it goes beyond the gate
    public static Terms of(TimingProfile profile, Duration linger) {
        long selfKill = profile.selfKill().toNanos();
        long gate = profile.gate().toNanos();
        return new Terms(
                profile.renew().toNanos(),
                selfKill,
                gate,
                linger.toNanos(),
                shortest(selfKill, gate, linger.toNanos()));
    }

    /// For a node where what runs goes on whoever renews it: it asks once a second, and nothing
    /// ends what it holds but its coordinator's word.
    public Terms lasting() {
        return new Terms(IDLE_RENEW, LASTING, gate, linger, lease);
    }

    /// Whether nothing ends by silence.
    boolean isLasting() {
        return selfKill == LASTING;
    }

    /// What is wrong with these times, with all numbers; empty when a lease is safe with them.
    public Optional<String> weakness() {
        if (renew <= 0 || gate <= 0 || linger < 0) {
            return Optional.of(
                    "times must be positive: renew %d ms, gate %d ms, linger %d ms"
                            .formatted(millis(renew), millis(gate), millis(linger)));
        }
        if (renew * 2 > selfKill) {
            return Optional.of(
                    "self-kill after %d ms leaves no second try with a renewal each %d ms: wanted at least %d"
                            .formatted(millis(selfKill), millis(renew), 2 * millis(renew)));
        }
        if (renew >= gate) {
            return Optional.of(
                    "the gate of %d ms is shut before the next renewal after %d ms"
                            .formatted(millis(gate), millis(renew)));
        }
        long needed = shortest(selfKill, gate, linger);
        if (lease < needed) {
            return Optional.of(
                    "a lease of %d ms is shorter than (1 + %d/1000)^2 * (%d + %d) ms = %d ms"
                            .formatted(
                                    millis(lease),
                                    DRIFT,
                                    millis(selfKill),
                                    millis(Math.max(gate, linger)),
                                    millis(needed)));
        }
        return Optional.empty();
    }

    /// The same lease on a host whose kernel takes an address away by its lifetime, which is
    /// counted in whole seconds: what it grants longer than a gate comes off the age of the
    /// self-kill.
    ///
    /// @return empty when these times leave no second try with a renewal then
    public Optional<Terms> byLifetimes() {
        long granted = Math.max(1, Math.ceilDiv(2 * renew, SECOND)) * SECOND + LATE;
        long silent = selfKill + Math.max(gate, linger);
        Terms own = new Terms(renew, silent - granted, granted, linger, lease);
        return own.weakness().isEmpty() ? Optional.of(own) : Optional.empty();
    }

    /// The lifetime of an address that is gone by then for certain; 0 when there is none.
    ///
    /// @param millis after it was set
    public static int lifetimeSeconds(long millis) {
        return (int) Math.max(0, (millis * 1_000_000 - LATE) / SECOND);
    }

    /// Age of the newest renewal at which a node begins to stop what it runs, so that it is done
    /// before it is ended.
    public long lose() {
        return selfKill / 4 * 3;
    }

    /// Silence from which a coordinator bars a node: long before its lease is over, so that no time
    /// is lost.
    public long bar() {
        return 2 * renew;
    }

    /// Silence from which a node is to be fenced.
    public long suspect() {
        return Math.max(3 * renew, 300_000_000L);
    }

    /// The same with another lease; for tests that show what a wrong one breaks.
    Terms withLease(long lease) {
        return new Terms(renew, selfKill, gate, linger, lease);
    }

    private static long shortest(long selfKill, long gate, long linger) {
        // The last thing that a node does, just before its end, may open the gate once more.
        long silent = selfKill + Math.max(gate, linger);
        long widened = Math.multiplyExact(silent, (1000 + DRIFT) * (1000 + DRIFT)) / 1_000_000;
        return Math.ceilDiv(widened, 1_000_000L) * 1_000_000L;
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
