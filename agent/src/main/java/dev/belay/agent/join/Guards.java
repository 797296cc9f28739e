package dev.belay.agent.join;

import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.enroll.Keys;
import dev.belay.model.status.Member;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// All that speaks against a node besides its token, one after the other, each with its own way
/// out.
///
/// @param resolves whether a host name leads to an address, as the admin looks it up
/// @param reaches whether the admin reaches what the node listens at
record Guards(Predicate<String> resolves, Predicate<EnrollRequest> reaches) {

    private static final Duration CLOCK_MOST = Duration.ofSeconds(60);
    private static final Duration DIAL = Duration.ofSeconds(3);
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:%_-]{0,252}");
    private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9._-]{0,63}");

    /// Guards that look at the real network.
    static Guards ofNetwork(HostName names) {
        return new Guards(
                names::resolves,
                request -> Probe.answers(request.host(), request.port(), request.probe(), DIAL));
    }

    /// @param ownFingerprint of the admin's own key
    /// @throws JoinException what speaks against the node
    void check(EnrollRequest request, ClusterState state, String ownFingerprint, Instant now)
            throws JoinException {
        Desk.checkVersion(request);
        checkForm(request);
        checkClock(request, now);
        checkAdmin(request, ownFingerprint);
        checkKeys(request);
        checkName(request, state);
        checkAddress(request, state);
    }

    private static void checkForm(EnrollRequest request) throws JoinException {
        if (!ADDRESS.matcher(request.host()).matches()
                || request.port() < 1
                || request.port() > 65_535
                || !ZONE.matcher(request.zone()).matches()) {
            throw JoinException.refused(
                    "request-malformed",
                    "an address, a port and a zone",
                    "'" + Plain.text(request.host() + ":" + request.port()) + "'",
                    "correct the node's configuration");
        }
    }

    private static void checkClock(EnrollRequest request, Instant now) throws JoinException {
        long ahead = request.nowMillis() - now.toEpochMilli();
        if (Math.abs(ahead) > CLOCK_MOST.toMillis()) {
            throw JoinException.refused(
                    "clock-off",
                    "a clock at most "
                            + CLOCK_MOST.toSeconds()
                            + " s from the admin's, "
                            + now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                    String.format(
                            Locale.ROOT,
                            "one that is %,d s %s",
                            Math.abs(ahead) / 1_000,
                            ahead > 0 ? "ahead" : "behind"),
                    "let both hosts follow the same time servers (chronyc tracking), then try"
                            + " again");
        }
    }

    private static void checkAdmin(EnrollRequest request, String ownFingerprint)
            throws JoinException {
        if (!ownFingerprint.isEmpty() && fingerprint(request).equals(ownFingerprint)) {
            throw Refusals.workerIsAdmin();
        }
        if (request.wasAdmin()) {
            throw Refusals.formerAdmin();
        }
    }

    private static String fingerprint(EnrollRequest request) {
        try {
            return Keys.fingerprint(NodeKeys.publicKey(request.publicKey()));
        } catch (IOException e) {
            return "";
        }
    }

    private static void checkKeys(EnrollRequest request) throws JoinException {
        if (request.keysResetAtMillis() <= 0) {
            throw Refusals.keysNotReset();
        }
    }

    private void checkName(EnrollRequest request, ClusterState state) throws JoinException {
        String name = request.hostName();
        if (HostName.isUnset(name)) {
            throw Refusals.nameNotSet(name);
        }
        if (!HostName.WELL_FORMED.matcher(name).matches()
                || request.node().isEmpty()
                || !HostName.id(name).equals(request.node())) {
            throw Refusals.nameUnusable(name);
        }
        Optional<Member> same =
                state.members().stream()
                        .filter(one ->
                                one.id().equals(request.node())
                                        || one.name().equalsIgnoreCase(name))
                        .findFirst();
        if (same.isPresent()) {
            throw JoinException.refused(
                    "node-exists",
                    "a host name that no member has",
                    "'" + name + "'",
                    "give this host another name, or remove the member that has it");
        }
        if (!resolves.test(name)) {
            throw JoinException.refused(
                    "host-unresolvable",
                    "a host name that the admin can look up",
                    "'" + name + "' without an address there",
                    "enter it in DNS, or in /etc/hosts of the admin");
        }
    }

    private void checkAddress(EnrollRequest request, ClusterState state) throws JoinException {
        Optional<Member> same =
                state.members().stream()
                        .filter(one ->
                                one.host().equals(request.host()) && one.port() == request.port())
                        .findFirst();
        String address = request.host() + ":" + request.port();
        if (same.isPresent()) {
            throw JoinException.refused(
                    "address-exists",
                    "an address that no member has",
                    address + " of " + same.get().id(),
                    "remove that member first, or correct the address");
        }
        if (!reaches.test(request)) {
            throw JoinException.refused(
                    "no-route-back",
                    "a way from the admin to " + address,
                    "nothing that answers there",
                    "open that port on the node's firewall and on the way, or correct listenHost in"
                            + " its configuration");
        }
    }
}
