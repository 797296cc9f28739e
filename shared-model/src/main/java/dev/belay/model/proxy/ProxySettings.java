package dev.belay.model.proxy;

import dev.belay.model.design.Design;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.value.HostName;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a node reaches what is behind a proxy.
///
/// @param host name or address of the proxy
/// @param port of the proxy
/// @param http whether it is for `http` addresses
/// @param https whether it is for `https` addresses; it is asked to connect over `http` for those
/// @param bypass who is reached without it
public record ProxySettings(String host, Port port, boolean http, boolean https, Bypass bypass) {

    /// What a drawn proxy says; empty while it has no host that could be one. What stands in it
    /// goes into files that shells read: nothing but names, addresses and networks does.
    public static Optional<ProxySettings> of(Proxy proxy) {
        return proxy.host()
                .filter(ProxySettings::isHost)
                .map(host ->
                        new ProxySettings(
                                host,
                                proxy.port(),
                                proxy.http(),
                                proxy.https(),
                                Bypass.of(proxy.noProxy()).readable()));
    }

    /// Whether it can be the host of a proxy: a name or an address.
    public static boolean isHost(String text) {
        return HostName.parse(text).good().isPresent() || IpAddress.parse(text).good().isPresent();
    }

    /// The proxy that a node has for such calls: of several the one of the widest scope, then the
    /// first one of the design.
    ///
    /// @param node its id in the design
    /// @param calls whose; a proxy for programs is one for the cluster's own calls too
    public static Optional<ProxySettings> of(Design design, ThingId node, ProxyScope calls) {
        return chosen(design, node, calls).flatMap(ProxySettings::of);
    }

    /// The same, as it is drawn.
    static Optional<Proxy> chosen(Design design, ThingId node, ProxyScope calls) {
        return design.proxies().stream()
                .filter(one -> one.users().contains(node) && one.scope().compareTo(calls) >= 0)
                .max(Comparator.comparing(Proxy::scope));
    }

    /// The address of the proxy itself, as variables have it.
    public String url() {
        boolean isBracketed = IpAddress.parse(host).good().filter(IpAddress::v6).isPresent();
        return "http://" + (isBracketed ? "[" + host + "]" : host) + ":" + port.number();
    }

    /// For a program's environment, each in both cases: curl heeds only the lower one of
    /// `http_proxy`, others only the upper ones.
    public SortedMap<String, String> environment() {
        SortedMap<String, String> all = new TreeMap<>();
        if (http) {
            both(all, "HTTP_PROXY", url());
        }
        if (https) {
            both(all, "HTTPS_PROXY", url());
        }
        if (http || https) {
            both(all, "NO_PROXY", bypass.variable());
        }
        return Collections.unmodifiableSortedMap(all);
    }

    private static void both(SortedMap<String, String> all, String name, String value) {
        all.put(name, value);
        all.put(name.toLowerCase(Locale.ROOT), value);
    }
}
