package dev.belay.app.health;

import dev.belay.model.status.NodeState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a matrix of opinions comes to, for one sentence and one next action. Nodes are named by id.
sealed interface Reading {

    /// The node that asking again may settle it for; null when there is nobody to ask.
    default @Nullable String askAgain() {
        return null;
    }

    /// Nobody has said anything yet.
    record Nothing() implements Reading {}

    /// Everybody says the same.
    record Agreement(String coordinator, long term, int observers) implements Reading {}

    /// Everybody who was heard knows of no coordinator.
    record NoCoordinator(int observers) implements Reading {}

    /// A node's last word is older than the term that the others are in: no contradiction, only
    /// late news.
    ///
    /// @param ageMillis of its last word
    /// @param term that the others are in
    /// @param termAgeMillis since the others entered it
    /// @param hearers who hears the node now, so that only the way from it to here is slow
    record LateNews(
            String node, long ageMillis, long term, long termAgeMillis, List<String> hearers)
            implements Reading {
        @Override
        public String askAgain() {
            return node;
        }
    }

    /// A node differs, and none of the others hears it: it is cut off.
    record CutOff(String node, long ageMillis, long term, List<String> deaf) implements Reading {
        @Override
        public String askAgain() {
            return node;
        }
    }

    /// A node differs although it spoke after the others had entered their term, and they hear it.
    ///
    /// @param names the coordinator it takes for true; null for none
    /// @param term that it is in
    /// @param othersName the coordinator of the others; null for none
    /// @param othersTerm theirs
    record Dissent(
            String node,
            long ageMillis,
            @Nullable String names,
            long term,
            @Nullable String othersName,
            long othersTerm)
            implements Reading {
        @Override
        public String askAgain() {
            return node;
        }
    }

    /// One node sees another in a different state than the rest does.
    ///
    /// @param observer who differs
    /// @param subject who is seen
    /// @param says what the observer takes it for
    /// @param othersSay what the rest takes it for
    record OtherSight(String observer, String subject, NodeState says, NodeState othersSay)
            implements Reading {
        @Override
        public String askAgain() {
            return observer;
        }
    }

    /// The others agree; nothing fresh is known of some.
    ///
    /// @param nodes who is silent
    /// @param ageMillis of the newest word of the first of them; -1 when it never said anything
    record Missing(List<String> nodes, long ageMillis) implements Reading {
        @Override
        public @Nullable String askAgain() {
            return nodes.getFirst();
        }
    }
}
