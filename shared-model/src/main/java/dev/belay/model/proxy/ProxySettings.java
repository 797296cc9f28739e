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
import java.util.function.Function;

/// How a node reaches what is behind a proxy.
///
/// @param host name or address of the proxy
/// @param port of the proxy
/// @param http whether it is for `http` addresses
/// @param https whether it is for `https` addresses; it is asked to connect over `http` for those
/// @param bypass who is reached without it
/// @param login what it is told of who asks; empty: it asks nobody
public record ProxySettings(
        String host,
        Port port,
        boolean http,
        boolean https,
        Bypass bypass,
        Optional<ProxyLogin> login) {

    /// One that asks nobody for a name.
    public ProxySettings(String host, Port port, boolean http, boolean https, Bypass bypass) {
        this(host, port, http, https, bypass, Optional.empty());
    }

    /// What a drawn proxy says; empty while it has no host that could be one. What stands in it
    /// goes into files that shells read: nothing but names, addresses and networks does. Of its
    /// user the password is not known by this.
    public static Optional<ProxySettings> of(Proxy proxy) {
        return proxy.host()
                .filter(ProxySettings::isHost)
                .map(host ->
                        new ProxySettings(
                                host,
                                proxy.port(),
                                proxy.http(),
                                proxy.https(),
                                Bypass.of(proxy.noProxy()).readable(),
                                proxy.user()
                                        .filter(ProxyLogin::isUser)
                                        .map(user -> ProxyLogin.of(proxy.id(), user))));
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

    /// The same with the password that a node was told.
    ///
    /// @param passwords by the id of the proxy; empty: it was told none
    public ProxySettings with(Function<ThingId, Optional<String>> passwords) {
        return new ProxySettings(
                host,
                port,
                http,
                https,
                bypass,
                login.map(one -> passwords.apply(one.proxy()).map(one::withPassword).orElse(one)));
    }

    /// The address of the proxy itself, without a login.
    public String url() {
        return "http://" + place();
    }

    private String place() {
        boolean isBracketed = IpAddress.parse(host).good().filter(IpAddress::v6).isPresent();
        return (isBracketed ? "[" + host + "]" : host) + ":" + port.number();
    }

    /// For a program's environment, each in both cases: curl heeds only the lower one of
    /// `http_proxy`, others only the upper ones. The login is in it as soon as its password is
    /// known: what this gives is for nobody but the program then.
    public SortedMap<String, String> environment() {
        String url =
                login.filter(ProxyLogin::isWhole)
                        .map(one -> "http://" + one.encoded() + "@" + place())
                        .orElseGet(this::url);
        SortedMap<String, String> all = new TreeMap<>();
        if (http) {
            both(all, "HTTP_PROXY", url);
        }
        if (https) {
            both(all, "HTTPS_PROXY", url);
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
