package dev.belay.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A config set as the cluster has it, and as its nodes are.
///
/// @param name unique in the cluster
/// @param target absolute path on the nodes, a link to the version in force
/// @param hook what validates it and puts it in force
/// @param live version in force; 0 when none is
/// @param versions newest first
/// @param rollout the one under way, or the last one; null when there was none
/// @param nodes one for each member, in the order of their ids
public record ConfigSetView(
        String name,
        String target,
        Hook hook,
        long live,
        List<Version> versions,
        @Nullable Rollout rollout,
        List<NodeState> nodes) {

    public ConfigSetView {
        versions = List.copyOf(versions);
        nodes = List.copyOf(nodes);
    }

    /// What is run on each node around a change.
    ///
    /// @param kind which service, for the checks that it knows of
    /// @param validate argument list run against the staged tree; empty for none
    /// @param reload argument list that puts the new version in force; empty for none
    /// @param port that answers afterwards; 0 for none
    /// @param timeoutMillis for each of them
    public record Hook(
            Kind kind, List<String> validate, List<String> reload, int port, long timeoutMillis) {

        /// Enough for the check of a large configuration.
        public static final long USUAL_TIMEOUT_MILLIS = 30_000;

        public Hook {
            validate = List.copyOf(validate);
            reload = List.copyOf(reload);
        }

        /// Whether a service notices the switch, and may then refuse the version (no `is` in its
        /// name: it would be a field of the document). If none does, one node that goes first shows
        /// nothing that staging has not shown.
        public boolean touchesService() {
            return kind != Kind.COMMAND || !reload.isEmpty() || port != 0;
        }

        /// Services that a hook knows.
        public enum Kind {
            COMMAND,
            NGINX,
            HAPROXY,
            SQUID
        }
    }

    /// One published state of the files.
    ///
    /// @param number from 1
    /// @param manifest its content's name
    /// @param files how many, links included
    /// @param bytes of all files
    /// @param at when it was published
    /// @param by who published it
    /// @param note what they said about it
    public record Version(
            long number,
            String manifest,
            int files,
            long bytes,
            Instant at,
            String by,
            String note) {}

    /// A version on its way to all nodes.
    ///
    /// @param version which
    /// @param former in force before; 0 for none
    /// @param phase where it is
    /// @param canary the node that switches first; empty when all switch at once, since nothing
    ///   notices it ([Hook#touchesService])
    /// @param reports what the nodes said
    /// @param why it was rolled back; empty unless it was
    public record Rollout(
            long version,
            long former,
            Phase phase,
            String canary,
            List<Report> reports,
            String why) {

        public Rollout {
            reports = List.copyOf(reports);
        }

        /// How far it is, for one who waits for the next news of it.
        public String point() {
            return version + "/" + phase + "/" + reports.size();
        }
    }

    /// Phases of a rollout. STAGING -> CANARY -> SWITCHING -> DONE; any before DONE -> ROLLING_BACK
    /// -> ROLLED_BACK.
    public enum Phase {
        STAGING,
        CANARY,
        SWITCHING,
        DONE,
        ROLLING_BACK,
        ROLLED_BACK;

        /// Whether nothing more happens.
        public boolean isEnd() {
            return this == DONE || this == ROLLED_BACK;
        }
    }

    /// What a node said of a rollout.
    ///
    /// @param step what it has done
    /// @param error why not; null when it has
    /// @param millis how long that took
    public record Report(String node, Step step, @Nullable ApiError error, long millis) {}

    /// What a node does in a rollout.
    public enum Step {
        STAGED,
        SWITCHED,
        REVERTED
    }

    /// A set on one node.
    ///
    /// @param version in force there; 0 for none
    /// @param drift what differs from that version; empty when nothing does
    /// @param error why it is not as it should be; null when it is
    /// @param at when the node said so
    public record NodeState(
            String node, long version, List<Drift> drift, @Nullable ApiError error, Instant at) {

        public NodeState {
            drift = List.copyOf(drift);
        }
    }

    /// A local edit.
    ///
    /// @param path inside the set
    /// @param what differs
    public record Drift(String path, Change what) {}

    /// How a path differs.
    public enum Change {
        ADDED,
        REMOVED,
        CONTENT,
        OWNER_OR_MODE,
        KIND
    }
}
