package dev.belay.app.proxy;

import dev.belay.api.ApiError;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Finding;
import dev.belay.model.network.Proxy;
import dev.belay.model.node.Node;
import dev.belay.model.proxy.Bypass;
import dev.belay.model.proxy.ProxyPath;
import dev.belay.model.proxy.ProxyPath.Call;
import dev.belay.model.proxy.ProxyPath.Way;
import dev.belay.model.proxy.ProxySettings;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Resource;
import dev.belay.model.service.ScriptResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whether calls go the way that is wanted; each looks at the design alone.
final class WayChecks {
    private final Texts texts;

    WayChecks(Texts texts) {
        this.texts = texts;
    }

    private ApiError error(String code, String key, Object... found) {
        return new ApiError(
                code,
                texts.get(key + ".wanted"),
                texts.get(key + ".found", found),
                texts.get(key + ".advice"));
    }

    Finding host(Case now) {
        String host = now.proxy().host().orElse("");
        Optional<IpAddress> address = IpAddress.parse(host).good();
        boolean isOwn =
                host.equalsIgnoreCase("localhost")
                        || address.filter(IpAddress::loopback).isPresent();
        if (isOwn || Bypass.METADATA.contains(host)) {
            return Finding.fail(error("proxy-host-own", "host", host), "", "");
        }
        return Finding.pass(
                now.member()
                        .map(node -> texts.get("host.member", host, node.id()))
                        .orElseGet(() ->
                                texts.get(
                                        address.isPresent() ? "host.address" : "host.name", host)),
                "");
    }

    Finding port(Case now) {
        Optional<Node> clash =
                now.member().filter(node -> node.agentPort().equals(now.proxy().port()));
        return clash.map(node ->
                        Finding.fail(
                                error(
                                        "proxy-port-taken",
                                        "port",
                                        now.proxy().port().toString(),
                                        node.id()),
                                "",
                                ""))
                .orElseGet(() -> Finding.pass(now.proxy().port().toString(), ""));
    }

    Finding schemes(Case now) {
        Proxy proxy = now.proxy();
        if (proxy.https()) {
            return Finding.pass(texts.get(proxy.http() ? "schemes.BOTH" : "schemes.HTTPS"), "");
        }
        return Finding.fail(
                error("proxy-not-for-https", proxy.http() ? "https" : "schemes-none"), "", "");
    }

    /// The design always has it so; told because whoever forgets it by hand loses the role of the
    /// instance.
    Finding metadata(Case now) {
        List<String> through =
                now.users().stream()
                        .filter(node -> way(now, node, Call.METADATA).way().isThrough())
                        .map(node -> node.id().text())
                        .toList();
        return through.isEmpty()
                ? Finding.pass(texts.get("metadata.good", Bypass.METADATA.getFirst()), "")
                : Finding.fail(
                        error("metadata-by-proxy", "metadata", String.join(", ", through)),
                        "NO_PROXY=" + Bypass.METADATA.getFirst(),
                        "");
    }

    private static ProxyPath way(Case now, Node node, Call call) {
        return ProxyPath.of(now.design(), node).stream()
                .filter(one -> one.call() == call)
                .findFirst()
                .orElseThrow();
    }

    /// The trap of the source: what scripts call goes past the proxy, and fails where there is no
    /// other way.
    Finding scope(Case now) {
        return switch (now.proxy().scope()) {
            case CLOUD_CALLS -> {
                List<String> programs = programs(now, true);
                yield programs.isEmpty()
                        ? Finding.pass(texts.get("scope.no-programs"), "")
                        : Finding.warn(
                                new ApiError(
                                        "programs-without-proxy",
                                        texts.get("scope.wanted"),
                                        texts.get("scope.found", programs.size()),
                                        texts.get("scope.advice", String.join("; ", programs))),
                                variables(now.proxy()),
                                "");
            }
            case SCRIPTS -> {
                List<String> units = programs(now, false);
                yield Finding.pass(
                        units.isEmpty()
                                ? texts.get("scope.scripts")
                                : texts.get("scope.units", String.join("; ", units)),
                        "");
            }
            case SYSTEM -> Finding.pass(texts.get("scope.system"), "");
        };
    }

    /// What to write at the head of a script.
    private static String variables(Proxy proxy) {
        return ProxySettings.of(proxy).stream()
                .flatMap(one -> one.environment().entrySet().stream())
                .filter(one -> one.getKey().equals(one.getKey().toUpperCase(Locale.ROOT)))
                .map(one -> "export " + one.getKey() + "=\"" + one.getValue() + "\"")
                .collect(Collectors.joining("\n"));
    }

    /// @param started by the agent of the cluster; otherwise by systemd
    private List<String> programs(Case now, boolean started) {
        List<String> all = new ArrayList<>();
        for (Service service : now.design().services()) {
            for (Resource resource : service.resources()) {
                program(resource, started).ifPresent(one -> all.add(service.id() + ": " + one));
            }
        }
        return all;
    }

    private Optional<String> program(Resource resource, boolean started) {
        return switch (resource) {
            case OcfResource one when started -> {
                String name = "ocf:" + one.provider() + ":" + one.agent();
                // So all agents of AWS in resource-agents are called.
                yield Optional.of(
                        one.agent().startsWith("aws") ? texts.get("scope.calls", name) : name);
            }
            case ScriptResource one when started -> Optional.of(one.program());
            case SystemdResource one when !started -> Optional.of(one.unit());
            default -> Optional.empty();
        };
    }

    /// Programs heed `NO_PROXY` in different ways; what only some heed is told.
    Finding exceptions(Case now) {
        List<String> entries = now.form().exceptions();
        if (entries.contains("*")) {
            return Finding.fail(error("proxy-for-nothing", "exceptions-all"), "", "");
        }
        for (Node node : now.users()) {
            for (ProxyPath one : ProxyPath.of(now.design(), node)) {
                if (one.call() != Call.METADATA && one.way() == Way.EXCEPTED) {
                    return Finding.warn(
                            error(
                                    "endpoint-is-exception",
                                    "exceptions-endpoint",
                                    one.exception().orElse(""),
                                    one.host()),
                            "",
                            "");
                }
            }
        }
        List<String> networks = entries.stream().filter(WayChecks::isNetwork).toList();
        if (!networks.isEmpty()) {
            return Finding.warn(
                    error("exception-unheeded", "exceptions-network", String.join(", ", networks)),
                    "",
                    "");
        }
        return Finding.pass(
                entries.isEmpty() ? texts.get("exceptions.none") : String.join(", ", entries), "");
    }

    private static boolean isNetwork(String entry) {
        return entry.contains("/") && Cidr.parse(entry).good().isPresent();
    }

    Finding oneProxy(Case now) {
        List<String> others =
                now.design().proxies().stream()
                        .filter(one -> !one.id().equals(now.proxy().id()))
                        .flatMap(other ->
                                now.users().stream()
                                        .filter(node -> other.users().contains(node.id()))
                                        .map(node -> other(now, node, other)))
                        .toList();
        return others.isEmpty()
                ? Finding.pass(texts.get("one-proxy.good"), "")
                : Finding.warn(
                        error("two-proxies", "one-proxy", String.join("; ", others)), "", "");
    }

    private String other(Case now, Node node, Proxy other) {
        String taken =
                way(now, node, Call.REGIONAL)
                        .proxy()
                        .map(Object::toString)
                        .orElse(other.id().text());
        return texts.get("one-proxy.pair", node.id(), other.id(), taken);
    }

    Finding sources(Case now) {
        List<Cidr> networks = now.proxy().allowedSources();
        List<String> refused = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Node node : now.users()) {
            Optional<IpAddress> address = node.address();
            if (address.isEmpty()) {
                unknown.add(node.id().text());
            } else if (networks.stream().noneMatch(one -> one.contains(address.get()))) {
                refused.add(node.id() + " " + address.get());
            }
        }
        if (!refused.isEmpty()) {
            return Finding.fail(
                    error("node-refused-by-proxy", "sources", String.join(", ", refused)), "", "");
        }
        if (!unknown.isEmpty()) {
            return Finding.warn(
                    error("node-address-unknown", "sources-unknown", String.join(", ", unknown)),
                    "",
                    "");
        }
        return Finding.pass(
                networks.stream().map(Cidr::toString).collect(Collectors.joining(", ")), "");
    }
}
