package dev.belay.agent.join;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.config.Identity;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Enrollment;
import dev.belay.agent.enroll.ClusterAuthority;
import dev.belay.agent.host.Clock;
import dev.belay.api.EnrollmentView;
import dev.belay.model.status.Event;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the desk open while enrollment is, on the admin and nowhere else.
///
/// It stays open for a while after enrollment has ended, so that whoever comes too late, or with a
/// used token, is told so, and the administrator with them.
final class Office implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Office.class);

    private static final Duration LINGER = Duration.ofMinutes(10);

    /// What it works with.
    ///
    /// @param configured whether a node's config sets are in force
    /// @param heard whether a node has reported as a member
    record Parts(
            AgentConfig config,
            Identity self,
            Consensus consensus,
            HostName names,
            Guards guards,
            Clock clock,
            Consumer<Event> events,
            Predicate<String> configured,
            Predicate<String> heard) {}

    private final Parts parts;
    private final Candidates candidates = new Candidates();
    private @Nullable EnrollListener listener;
    private @Nullable String authority;
    private @Nullable String shown;
    private @Nullable String announced;
    private long openUntilMillis;

    Office(Parts parts) {
        this.parts = parts;
    }

    /// Looks whether the desk has to be opened or closed. Called at every change and once a second.
    synchronized void look() {
        ClusterState state = parts.consensus().state();
        boolean admin = state.isFounded() && state.admin().equals(parts.self().node());
        long now = parts.clock().millis();
        Optional<Enrollment> taking = admin ? taking(state) : Optional.empty();
        if (taking.isPresent()) {
            openUntilMillis = now + LINGER.toMillis();
            if (!taking.get().id().equals(shown)) {
                shown = taking.get().id();
                announced = shown;
                candidates.clear();
            }
            open(state);
        } else {
            announceEnd(state);
            if (!admin || now > openUntilMillis) {
                shut();
            }
        }
    }

    private void announceEnd(ClusterState state) {
        @Nullable String ended = announced;
        if (ended == null) {
            return;
        }
        announced = null;
        @Nullable Enrollment known = state.enrollments().get(ended);
        String why =
                known == null
                        ? "the cluster was left"
                        : known.joined().size() >= known.uses()
                                ? "all have come"
                                : known.open() ? "its time is over" : "ended";
        parts.events().accept(new Event.EnrollmentClosed(ended, why));
    }

    private Optional<Enrollment> taking(ClusterState state) {
        long at = parts.clock().now().toEpochMilli();
        return state.enrollments().values().stream()
                .filter(one -> one.takes(at))
                .max(Comparator.comparingLong(Enrollment::expiresAtMillis));
    }

    private void open(ClusterState state) {
        String signing = state.trust().signing();
        if (listener != null && signing.equals(authority)) {
            return;
        }
        shut();
        try {
            Optional<ClusterAuthority> found =
                    Founding.authorities(parts.config().stateDir()).find(signing);
            if (found.isEmpty()) {
                LOG.warn("enrollment.not-open reason=\"no key of authority '{}'\"", signing);
                return;
            }
            String host = OwnAddress.of(parts.config()).listenHost();
            listener =
                    EnrollListener.open(
                            host,
                            parts.config().enrolling().port(),
                            EnrollTls.server(found.get(), parts.self().node(), parts.clock().now()),
                            desk(state, found.get())::answer);
            authority = signing;
        } catch (IOException e) {
            LOG.warn("enrollment.not-open reason=\"{}\"", e.toString());
        }
    }

    private Desk desk(ClusterState state, ClusterAuthority signing) throws IOException {
        return new Desk(
                new Desk.Parts(
                        parts.self().node(),
                        state.clusterId(),
                        NodeKeys.read(parts.config().stateDir())
                                .map(NodeKeys::fingerprint)
                                .orElse(""),
                        parts.consensus(),
                        parts.guards(),
                        signing,
                        candidates,
                        parts.clock(),
                        parts.events()));
    }

    synchronized boolean isOpen() {
        return listener != null;
    }

    private void shut() {
        EnrollListener now = listener;
        listener = null;
        authority = null;
        if (now != null) {
            try {
                now.close();
            } catch (IOException e) {
                LOG.warn("enrollment.not-closed reason=\"{}\"", e.toString());
            }
        }
    }

    EnrollmentView view() {
        ClusterState state = parts.consensus().state();
        Enrollment open = taking(state).orElse(null);
        return new EnrollmentView(
                open == null
                        ? null
                        : new EnrollmentView.Open(
                                open.id(),
                                Instant.ofEpochMilli(open.expiresAtMillis()),
                                open.uses(),
                                open.joined().size(),
                                open.openedBy()),
                candidates.look(parts.configured(), parts.heard(), parts.clock().now()));
    }

    @Override
    public synchronized void close() {
        shut();
    }
}
