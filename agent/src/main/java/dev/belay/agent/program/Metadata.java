package dev.belay.agent.program;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What an agent says of itself, as the OCF Resource Agent API has it (resource agents 1.1; fence
/// agents in the same form).
///
/// @param version of the agent; empty when it says none
/// @param api version of the API that it was written for; empty when it says none
public record Metadata(
        String name,
        String version,
        String api,
        List<Text> shortDescriptions,
        List<Text> longDescriptions,
        List<Parameter> parameters,
        List<Action> actions) {

    public Metadata {
        shortDescriptions = List.copyOf(shortDescriptions);
        longDescriptions = List.copyOf(longDescriptions);
        parameters = List.copyOf(parameters);
        actions = List.copyOf(actions);
    }

    /// Whether it lists such an action.
    public boolean offers(String action) {
        return actions.stream().anyMatch(one -> one.name().equals(action));
    }

    /// A description.
    ///
    /// @param language such as `en`; empty when it was not said
    public record Text(String language, String text) {}

    /// What an agent can be told.
    ///
    /// @param type `string`, `integer`, `boolean`, `time`, `select`, or whatever it says
    /// @param defaultValue what holds where nothing is said
    /// @param uniqueGroup parameters of one group have, together, other values in each resource;
    ///   the parameter's own name when it is unique by itself
    /// @param replacements parameters to use instead of a deprecated one
    /// @param options what can be chosen from
    public record Parameter(
            String name,
            String type,
            Optional<String> defaultValue,
            boolean isRequired,
            Optional<String> uniqueGroup,
            boolean isReloadable,
            boolean isDeprecated,
            List<String> replacements,
            List<String> options,
            List<Text> shortDescriptions,
            List<Text> longDescriptions) {

        public Parameter {
            replacements = List.copyOf(replacements);
            options = List.copyOf(options);
            shortDescriptions = List.copyOf(shortDescriptions);
            longDescriptions = List.copyOf(longDescriptions);
        }
    }

    /// What an agent can do.
    ///
    /// @param depth how thorough a monitor is
    /// @param role of the instance that it is for
    /// @param isAutomatic of a fence agent: to be done when a node joins, not after fencing
    /// @param isOnTarget of a fence agent: to be done on the node that it is about
    public record Action(
            String name,
            Optional<Duration> timeout,
            Optional<Duration> interval,
            int depth,
            Optional<String> role,
            boolean isAutomatic,
            boolean isOnTarget) {}
}
