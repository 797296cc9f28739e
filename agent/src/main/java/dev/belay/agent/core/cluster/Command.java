package dev.belay.agent.core.cluster;

import dev.belay.api.ApiError;
import dev.belay.model.status.Member;
import java.util.List;
import java.util.Optional;

/// An order to the replicated state, as it stands in an entry of the log.
public sealed interface Command {

    /// Gives a new cluster its name and members; the first entry that a first coordinator writes. A
    /// second one is refused, so whoever is unsure may ask again.
    record Found(String clusterId, String name, List<Member> members) implements Command {

        public Found {
            members = List.copyOf(members);
        }
    }

    /// Records which state folder a member has joined with; given by a member that holds all that
    /// was committed before.
    ///
    /// @param instance random name that the folder got when it was new
    record Join(String node, String instance) implements Command {}

    /// Sets one setting.
    ///
    /// @param ifVersion only if the setting's version is still this; -1 for in any case
    record SetSetting(String key, String value, long ifVersion) implements Command {

        /// An {@link #ifVersion} that asks for no comparison.
        public static final long ANY_VERSION = -1;

        /// Why it would be refused in whatever state; checked before it goes to the log, too.
        public Optional<ApiError> refusal() {
            return SettingRules.refusalOf(key, value);
        }
    }

    /// Carries an order out for somebody, and puts it into the audit log.
    ///
    /// @param atMillis when it was asked for, on the clock of the actor's node: the log's own time
    record Act(Actor actor, long atMillis, Order order) implements Command {}
}
