package dev.belay.agent.config;

import dev.belay.api.ApiError;
import java.util.List;

/// What came of reading a configuration file.
public sealed interface ConfigReading {

    /// The file says all that is needed.
    record Good(AgentConfig config) implements ConfigReading {}

    /// The file cannot be used.
    ///
    /// @param errors all that is wrong with it, each naming place and fix; never empty
    record Bad(List<ApiError> errors) implements ConfigReading {}
}
