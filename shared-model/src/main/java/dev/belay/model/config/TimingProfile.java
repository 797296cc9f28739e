package dev.belay.model.config;

import dev.belay.model.value.Otherwise;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// How fast the cluster notices and acts.
///
/// @param name `default`, `fast`, `extreme`, `patient` or one's own
/// @param renew between renewals of a lease
/// @param selfKill age of the last renewal's sending at which a node ends itself
/// @param gate what the kernel grants after the last renewal
public record TimingProfile(
        String name,
        @Otherwise("200ms") Duration renew,
        @Otherwise("900ms") Duration selfKill,
        @Otherwise("500ms") Duration gate) {

    /// One with all that is optional left as it is by default.
    public static TimingProfile of(String name) {
        return new TimingProfile(
                name, Duration.ofMillis(200), Duration.ofMillis(900), Duration.ofMillis(500));
    }

    /// 200 ms / 900 ms / 500 ms.
    public static final TimingProfile STANDARD = of("default");

    /// 80 ms / 400 ms / 250 ms.
    public static final TimingProfile FAST = ofMillis("fast", 80, 400, 250);

    /// 40 ms / 200 ms / 120 ms; needs real-time scheduling.
    public static final TimingProfile EXTREME = ofMillis("extreme", 40, 200, 120);

    /// 1 s / 5 s / 2 s.
    public static final TimingProfile PATIENT = ofMillis("patient", 1_000, 5_000, 2_000);

    /// Those that everybody has.
    public static final List<TimingProfile> KNOWN = List.of(STANDARD, FAST, EXTREME, PATIENT);

    private static TimingProfile ofMillis(String name, int renew, int selfKill, int gate) {
        return new TimingProfile(
                name,
                Duration.ofMillis(renew),
                Duration.ofMillis(selfKill),
                Duration.ofMillis(gate));
    }

    /// The shortest lease that is safe with it: (1 + 2 %)² · (self-kill + gate), rounded up to a
    /// millisecond.
    public Duration lease() {
        Duration lease = selfKill.plus(gate).multipliedBy(10_404).dividedBy(10_000);
        return lease.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS);
    }

    public TimingProfile withName(String name) {
        return new TimingProfile(name, renew, selfKill, gate);
    }

    public TimingProfile withRenew(Duration renew) {
        return new TimingProfile(name, renew, selfKill, gate);
    }

    public TimingProfile withSelfKill(Duration selfKill) {
        return new TimingProfile(name, renew, selfKill, gate);
    }

    public TimingProfile withGate(Duration gate) {
        return new TimingProfile(name, renew, selfKill, gate);
    }
}
