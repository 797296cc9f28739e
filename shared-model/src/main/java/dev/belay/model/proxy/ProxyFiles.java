package dev.belay.model.proxy;

import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.network.ProxySoftware;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files that a drawn proxy stands for, on the proxy and on the nodes that use it.
public final class ProxyFiles {

    private ProxyFiles() {}

    /// By their paths. Those below `node/` belong on each node that uses the proxy, at the path
    /// that follows; `proxy.env` is what programs there find in their environment.
    public static SortedMap<String, String> of(Proxy proxy) {
        SortedMap<String, String> files = new TreeMap<>();
        if (proxy.software() == ProxySoftware.SQUID) {
            files.put("squid.conf", SquidConfig.of(proxy));
        }
        ProxySettings.of(proxy)
                .ifPresent(settings -> {
                    files.put("proxy.env", lines(settings, "", ""));
                    if (proxy.scope() == ProxyScope.SYSTEM) {
                        files.put(
                                "node/etc/profile.d/belay-proxy.sh",
                                lines(settings, "export ", "\""));
                        files.put(
                                "node/etc/systemd/system.conf.d/belay-proxy.conf",
                                "[Manager]\n" + lines(settings, "DefaultEnvironment=\"", "\""));
                    }
                });
        return Collections.unmodifiableSortedMap(files);
    }

    private static String lines(ProxySettings settings, String before, String quote) {
        StringBuilder text = new StringBuilder();
        settings.environment()
                .forEach((name, value) -> {
                    boolean isWhole = before.endsWith("\"");
                    text.append(before).append(name).append('=');
                    text.append(isWhole ? "" : quote).append(value).append(quote).append('\n');
                });
        return text.toString();
    }
}
