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
                    files.put("proxy.env", lines(settings, "%s=%s\n"));
                    if (proxy.scope() == ProxyScope.SYSTEM) {
                        files.put(
                                "node/etc/profile.d/belay-proxy.sh",
                                lines(settings, "export %s=\"%s\"\n"));
                        files.put(
                                "node/etc/systemd/system.conf.d/belay-proxy.conf",
                                "[Manager]\n" + lines(settings, "DefaultEnvironment=\"%s=%s\"\n"));
                    }
                });
        return Collections.unmodifiableSortedMap(files);
    }

    private static String lines(ProxySettings settings, String form) {
        StringBuilder text = new StringBuilder();
        // A password is in no file that is handed on.
        settings.login()
                .ifPresent(login ->
                        text.append(
                                "# The proxy asks for the user '%s': write http://USER:PASSWORD@ below, in a file that only its owner reads.\n"
                                        .formatted(login.user())));
        settings.environment().forEach((name, value) -> text.append(form.formatted(name, value)));
        return text.toString();
    }
}
