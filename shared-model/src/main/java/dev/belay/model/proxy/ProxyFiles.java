package dev.belay.model.proxy;

import dev.belay.model.design.Design;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.network.ProxySoftware;
import dev.belay.model.value.ThingId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files that a drawn proxy stands for, on the proxy and on the nodes that use it.
public final class ProxyFiles {

    /// What shells of a node read, from its root.
    public static final String SHELLS = "etc/profile.d/belay-proxy.sh";

    /// What systemd gives to units of a node, from its root.
    public static final String UNITS = "etc/systemd/system.conf.d/belay-proxy.conf";

    /// Begins each file of a node's operating system: by it an agent knows its own ones.
    public static final String MARK = "# Written by Belay";

    private static final String NODE = "node/";

    private static final String FIRST_LINE = MARK + " from the design in force: edits are lost.\n";

    private ProxyFiles() {}

    /// By their paths. Those below `node/` are written on each node that uses the proxy by its
    /// agent, at the path that follows; `proxy.env` is what programs there find in their
    /// environment.
    public static SortedMap<String, String> of(Proxy proxy) {
        SortedMap<String, String> files = new TreeMap<>();
        if (proxy.software() == ProxySoftware.SQUID) {
            files.put("squid.conf", SquidConfig.of(proxy));
        }
        ProxySettings.of(proxy)
                .ifPresent(settings -> {
                    files.put(
                            "proxy.env",
                            login(
                                            settings,
                                            "write http://USER:PASSWORD@ below, in a file that only its owner reads.")
                                    + lines(settings, "%s=%s\n"));
                    if (proxy.scope() == ProxyScope.SYSTEM) {
                        onNode(settings).forEach((path, text) -> files.put(NODE + path, text));
                    }
                });
        return Collections.unmodifiableSortedMap(files);
    }

    /// Those of a node's operating system, by their paths from its root; empty while the design
    /// gives it no proxy for that.
    ///
    /// @param node its id in the design
    public static SortedMap<String, String> onNode(Design design, ThingId node) {
        return ProxySettings.of(design, node, ProxyScope.SYSTEM)
                .map(ProxyFiles::onNode)
                .orElseGet(Collections::emptySortedMap);
    }

    /// Everybody may read them: a password is in none.
    private static SortedMap<String, String> onNode(ProxySettings settings) {
        String head =
                FIRST_LINE
                        + login(
                                settings,
                                "its password is not here, where everybody reads it; who needs it writes http://USER:PASSWORD@ in a file that only its owner reads.");
        SortedMap<String, String> files = new TreeMap<>();
        files.put(SHELLS, head + lines(settings, "export %s=\"%s\"\n"));
        files.put(UNITS, head + "[Manager]\n" + lines(settings, "DefaultEnvironment=\"%s=%s\"\n"));
        return files;
    }

    /// A password is in no file that is handed on.
    private static String login(ProxySettings settings, String advice) {
        return settings.login()
                .map(one ->
                        "# The proxy asks for the user '%s': %s\n".formatted(one.user(), advice))
                .orElse("");
    }

    private static String lines(ProxySettings settings, String form) {
        StringBuilder text = new StringBuilder();
        settings.environment().forEach((name, value) -> text.append(form.formatted(name, value)));
        return text.toString();
    }
}
