package dev.belay.model.status;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The cluster as it can be drawn from what several agents say of it: each fact with its age and
/// its observer, each disagreement kept.
///
/// The sentence on top (coordinator, term, quorum) is that of one observer, the *authority*: of
/// those heard within {@link #STALE_MILLIS}, one that is quorate before one that isn't, then the
/// highest term, then the coordinator itself, then the one heard last.
///
/// @param clusterName what people call the cluster; empty before anything was heard
/// @param authority id of the observer that the sentence on top is from; null when nothing fresh
///   was heard
/// @param ageMillis since that observer was heard; -1 when there is none
/// @param coordinator id of the coordinator; null when the authority knows of none
/// @param term Raft term of the authority, 0 when there is none
/// @param quorum votes as the authority counts them; not held when there is none
/// @param disagreement what fresh observers think differently from the authority
/// @param nodes all members that anybody knows, in the order of their ids
/// @param problems of all fresh observers and those that only all of them together show, worst
///   first, each once
public record Picture(
        String clusterName,
        @Nullable String authority,
        long ageMillis,
        @Nullable String coordinator,
        long term,
        Quorum quorum,
        List<Disagreement> disagreement,
        List<NodePicture> nodes,
        List<StatusProblem> problems) {

    /// Up to this age a fact is fresh.
    public static final long FRESH_MILLIS = 2_000;

    /// Above this age a fact is stale, and nothing is concluded from it; between the two it is
    /// ageing.
    public static final long STALE_MILLIS = 5_000;

    /// Before anything was heard.
    public static final Picture EMPTY = of(List.of());

    /// One agent's whole view.
    ///
    /// @param status what it said
    /// @param ageMillis since it was received, on the receiver's monotonic clock
    public record Seen(ClusterStatus status, long ageMillis) {}

    /// What somebody's opinion can be about.
    public enum Matter {
        COORDINATOR,
        TERM,
        QUORUM,
        NODE_STATE
    }

    /// One observer's opinion that differs from the authority's.
    ///
    /// @param observer id of who thinks so
    /// @param matter what about
    /// @param subject id of the node in question; empty when it is about the cluster
    /// @param says what it thinks: a node's id, a number, `true`, or a {@link NodeState}; empty for
    ///   no coordinator
    /// @param authoritySays what the authority thinks, likewise
    public record Disagreement(
            String observer, Matter matter, String subject, String says, String authoritySays) {}

    /// How one observer sees a node.
    ///
    /// @param observer its id
    /// @param state the state it takes the node to be in
    /// @param ageMillis of this opinion
    public record View(String observer, NodeState state, long ageMillis) {}

    /// One member as all observers together show it.
    ///
    /// @param member who it is
    /// @param state the authority's opinion; UNKNOWN when the newest report is stale, unless the
    ///   node is fenced, which was confirmed and does not age
    /// @param reason one sentence why
    /// @param report its newest own report; null when none ever came
    /// @param ageMillis of that report; -1 when none ever came
    /// @param observer id of the agent that handed the report out; the authority when there is none
    /// @param views every observer's opinion, in the order of their ids
    /// @param reasonCode stable code of the reason, its translated text is found by it; empty when
    ///   there is none
    /// @param reasonFields what fills the translated reason, by name
    public record NodePicture(
            Member member,
            NodeState state,
            String reason,
            @Nullable NodeReport report,
            long ageMillis,
            String observer,
            List<View> views,
            String reasonCode,
            Map<String, String> reasonFields) {

        /// A node whose reason has no code.
        public NodePicture(
                Member member,
                NodeState state,
                String reason,
                @Nullable NodeReport report,
                long ageMillis,
                String observer,
                List<View> views) {
            this(member, state, reason, report, ageMillis, observer, views, "", Map.of());
        }

        /// Whether observers heard within {@link Picture#STALE_MILLIS} see it in different states.
        public boolean disputed() {
            return views.stream()
                            .filter(view -> view.ageMillis() <= STALE_MILLIS)
                            .map(View::state)
                            .distinct()
                            .count()
                    > 1;
        }
    }

    /// Draws the picture; the order of {@code seen} does not matter, and of two statuses of one
    /// observer the younger counts.
    public static Picture of(List<Seen> seen) {
        return new PictureComposer(seen).compose();
    }

    /// Whether anything fresh enough to conclude from was heard.
    public boolean isFresh() {
        return authority != null;
    }

    public Optional<NodePicture> node(String id) {
        return nodes.stream().filter(node -> node.member().id().equals(id)).findFirst();
    }
}
