package dev.belay.story;

import dev.belay.api.DrillKind;
import dev.belay.api.ServiceWhy;
import dev.belay.model.status.EventRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last time that a service changed its node, and why.
///
/// Times are those of the nodes that recorded them; the coordinator's for decisions.
///
/// @param service id
/// @param generation number of the stay that began by it
/// @param from node that ran it before; empty: none
/// @param to node that was to run it then; empty: none
/// @param at when it was decided
/// @param cause what ended the stay before
/// @param phases in the order of time
/// @param chain what happened, in the order of time
/// @param candidates as they stand now, the best one first
/// @param advice what would have prevented it, or what to do
public record Story(
        String service,
        long generation,
        String from,
        String to,
        Instant at,
        Cause cause,
        List<Phase> phases,
        List<Link> chain,
        List<ServiceWhy.Candidate> candidates,
        List<Advice> advice) {

    public Story {
        phases = List.copyOf(phases);
        chain = List.copyOf(chain);
        candidates = List.copyOf(candidates);
        advice = List.copyOf(advice);
    }

    /// What ended the stay before.
    ///
    /// @param kind which kind of thing
    /// @param drill what the drill did; null when it was none
    /// @param said by the cluster, in a sentence of English
    public record Cause(CauseKind kind, @Nullable DrillKind drill, String said) {}

    /// Kinds of causes.
    public enum CauseKind {
        /// It had run nowhere before.
        FIRST,
        /// A drill.
        DRILL,
        /// Its node was not heard any more.
        SILENT,
        /// Its agent was stopped in order.
        AGENT_STOPPED,
        /// Its agent came back as a new one.
        AGENT_RESTARTED,
        /// Its node was put on standby.
        STANDBY,
        /// An operator sent it.
        ORDERED,
        /// An operator stopped it.
        STOPPED,
        /// It failed there.
        FAILED,
        /// The end of its node was confirmed by fencing.
        FENCED,
        /// It ended in order, and nothing says why.
        ENDED
    }

    /// A part of the time that it took.
    ///
    /// @param from null when that is not recorded
    /// @param to null when that is not recorded
    /// @param isConfirmed whether somebody saw it; otherwise it follows from rules or is not known
    public record Phase(
            PhaseKind kind, @Nullable Instant from, @Nullable Instant to, boolean isConfirmed) {

        /// How long it took; -1 when that is not recorded.
        public long millis() {
            return from == null || to == null ? -1 : to.toEpochMilli() - from.toEpochMilli();
        }
    }

    /// Parts, in their order.
    public enum PhaseKind {
        /// Until nothing was heard any more, or another coordinator was there.
        DETECT,
        /// Until fencing was confirmed.
        FENCE,
        /// Until it was certain that the stay before was over.
        LEASE,
        /// Until all resources ran.
        START,
        /// Until somebody saw it run.
        VERIFY
    }

    /// Something that happened.
    ///
    /// @param node that says so
    /// @param event as it was recorded; null for a decision and for what is seen now
    /// @param stay number of the stay that was decided; 0 for none
    /// @param said in a sentence of English, for what is no event
    /// @param isConfirmed whether somebody saw it
    public record Link(
            Instant at,
            LinkKind kind,
            String node,
            @Nullable EventRecord event,
            long stay,
            String said,
            boolean isConfirmed) {}

    /// Kinds of links.
    public enum LinkKind {
        EVENT,
        /// Nobody can have renewed the lease later.
        LAST_RENEWAL,
        DECISION,
        /// What is seen now.
        NOW
    }

    /// What would have prevented it.
    ///
    /// @param code key of its text
    /// @param arguments what fills the text, in its order
    public record Advice(String code, List<String> arguments) {

        public Advice {
            arguments = List.copyOf(arguments);
        }

        static Advice of(String code, String... arguments) {
            return new Advice(code, List.of(arguments));
        }
    }

    /// Whether somebody has to look at something.
    public boolean isTrouble() {
        return switch (cause.kind()) {
            case SILENT, AGENT_RESTARTED, FAILED, FENCED -> true;
            case FIRST, DRILL, AGENT_STOPPED, STANDBY, ORDERED, STOPPED, ENDED -> false;
        };
    }
}
