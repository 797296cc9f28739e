package dev.belay.agent.tenure;

import dev.belay.agent.fence.FenceSecrets;
import dev.belay.model.design.Design;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.node.Node;
import dev.belay.model.proxy.ProxySettings;
import java.util.Optional;

/// The proxies that the design in force gives this node, with the passwords that it was told. Safe
/// for use by several threads.
final class OwnProxies {

    /// What a password is called among the secrets of a proxy. Those of fence devices are in the
    /// same store, under the names of their agents' parameters.
    static final String PASSWORD = "proxy-password";

    private final FenceSecrets secrets;

    OwnProxies(FenceSecrets secrets) {
        this.secrets = secrets;
    }

    /// The one for such calls of this node; looked up anew each time, because both may change.
    Optional<ProxySettings> of(Design design, Node node, ProxyScope calls) {
        return ProxySettings.of(design, node.id(), calls)
                .map(one ->
                        one.with(proxy ->
                                Optional.ofNullable(secrets.of(proxy.toString()).get(PASSWORD))));
    }
}
