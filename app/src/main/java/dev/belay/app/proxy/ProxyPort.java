package dev.belay.app.proxy;

import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.Hook;
import dev.belay.app.config.ConfigPort;
import dev.belay.app.design.DesignPort;
import dev.belay.reach.AgentException;
import java.util.List;

/// What the wizard asks the cluster that is looked at. All calls block.
///
/// @param designs what is in force there
/// @param config its config sets
public record ProxyPort(DesignPort designs, ConfigPort config) implements DesignPort.Relay {

    /// Names of the config sets that are Squid's.
    List<String> squidSets() throws AgentException {
        return config.sets().stream()
                .filter(one -> one.hook().kind() == Hook.Kind.SQUID)
                .map(ConfigSetView::name)
                .toList();
    }
}
