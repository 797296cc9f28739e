package dev.belay.model.proxy;

import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.network.Zone;
import dev.belay.model.node.Node;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How a call leaves a node: through which proxy, or why not.
///
/// @param call which one
/// @param host that it goes to; [#REGION] stands in it for a region that is not drawn
/// @param way that it takes
/// @param proxy id of the one that the node has for such calls, or of the one of which the scope
///   leaves them out; empty for none
/// @param exception entry of `NO_PROXY` that it is for; empty unless it is one
public record ProxyPath(
        Call call, String host, Way way, Optional<ThingId> proxy, Optional<String> exception) {

    /// Stands for a region that nobody has drawn.
    public static final String REGION = "REGION";

    /// What calls.
    public enum Call {
        /// The cluster, to the endpoint of EC2 in the node's region.
        REGIONAL(ProxyScope.CLOUD_CALLS),
        /// The cluster, to Route 53, of which there is one for all regions.
        NAMES(ProxyScope.CLOUD_CALLS),
        /// Whoever wants to know the instance or its credentials.
        METADATA(ProxyScope.CLOUD_CALLS),
        /// A script or an OCF agent that the agent of the cluster starts.
        PROGRAM(ProxyScope.SCRIPTS),
        /// A shell, a timer or a systemd unit of the node.
        SHELL(ProxyScope.SYSTEM);

        private final ProxyScope least;

        Call(ProxyScope least) {
            this.least = least;
        }
    }

    /// Through the proxy, or directly.
    public enum Way {
        /// Through the proxy.
        THROUGH,
        /// Directly: it is an exception.
        EXCEPTED,
        /// Directly: the scope of the proxy leaves such calls out.
        OUT_OF_SCOPE,
        /// Directly: the proxy is not for `https`.
        NOT_FOR_HTTPS,
        /// Directly: the node uses no proxy.
        NO_PROXY;

        public boolean isThrough() {
            return this == THROUGH;
        }
    }

    /// All calls of a node, in the order of [Call].
    public static List<ProxyPath> of(Design design, Node node) {
        return Stream.of(Call.values()).map(call -> of(design, node, call)).toList();
    }

    private static ProxyPath of(Design design, Node node, Call call) {
        String host = host(design, node, call);
        Optional<Proxy> meant = ProxySettings.chosen(design, node.id(), call.least);
        Optional<ProxySettings> settings = meant.flatMap(ProxySettings::of);
        if (settings.isEmpty()) {
            Optional<Proxy> narrower =
                    ProxySettings.chosen(design, node.id(), ProxyScope.CLOUD_CALLS)
                            .filter(one -> ProxySettings.of(one).isPresent());
            return new ProxyPath(
                    call,
                    host,
                    narrower.isPresent() ? Way.OUT_OF_SCOPE : Way.NO_PROXY,
                    narrower.map(Proxy::id),
                    Optional.empty());
        }
        Optional<String> exception = settings.get().bypass().covering(host);
        Way way =
                exception.isPresent()
                        ? Way.EXCEPTED
                        : settings.get().https() ? Way.THROUGH : Way.NOT_FOR_HTTPS;
        return new ProxyPath(call, host, way, meant.map(Proxy::id), exception);
    }

    private static String host(Design design, Node node, Call call) {
        String region = region(design, node);
        String cloud = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
        return switch (call) {
            case REGIONAL, PROGRAM, SHELL -> "ec2." + region + "." + cloud;
            case NAMES -> "route53." + cloud;
            case METADATA -> Bypass.METADATA.getFirst();
        };
    }

    private static String region(Design design, Node node) {
        return Stream.concat(
                        design.containerOf(node, Zone.class).map(Zone::region).stream(),
                        design.containerOf(node, Vpc.class).map(Vpc::region).stream())
                .filter(one -> !one.isBlank())
                .findFirst()
                .orElse(REGION);
    }
}
