package dev.belay.app.proxy;

import dev.belay.app.proxy.ProxyForm.Place;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Happening;
import dev.belay.model.network.Proxy;
import dev.belay.model.node.Node;
import dev.belay.model.proxy.Bypass;
import dev.belay.model.proxy.ProxyPath;
import dev.belay.model.proxy.ProxyPath.Call;
import dev.belay.model.proxy.ProxySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What is left to people, with the exact commands: Belay writes no file on a proxy.
final class ByHand {
    private final Texts texts;

    ByHand(Texts texts) {
        this.texts = texts;
    }

    /// In their order.
    ///
    /// @param sets config sets of the cluster that are Squid's
    List<Happening> of(Case now, List<String> sets) {
        List<Happening> all = new ArrayList<>();
        if (now.form().place() == Place.DRAWING) {
            all.add(
                    new Happening(
                            texts.get("hand.apply"),
                            texts.get("where.studio"),
                            "belay apply DESIGN",
                            texts.get("hand.apply.note")));
        }
        if (now.form().isSquid()) {
            all.add(squid(now, sets));
        }
        all.add(attempt(now));
        return all;
    }

    private Happening squid(Case now, List<String> sets) {
        if (now.member().isPresent() && !sets.isEmpty()) {
            String set = sets.getFirst();
            return new Happening(
                    texts.get("hand.publish", set),
                    texts.get("where.config"),
                    "belay config publish " + set + " DIR",
                    texts.get("hand.publish.note", now.member().get().id()));
        }
        return new Happening(
                texts.get("hand.install"),
                texts.get("where.you", now.proxy().host().orElse("")),
                """
                cd /etc/squid
                sudo cp -p squid.conf squid.conf.before
                sudo cp ~/squid.conf squid.conf.new
                sudo squid -k parse -f squid.conf.new \\
                  && sudo cp squid.conf.new squid.conf \\
                  && sudo squid -k reconfigure\
                """,
                texts.get("hand.install.note"));
    }

    private static String nodes(Case now) {
        return now.users().stream().map(one -> one.id().text()).collect(Collectors.joining(", "));
    }

    /// What a call through the proxy really comes to is seen on the node alone.
    private Happening attempt(Case now) {
        Proxy proxy = now.proxy();
        String url = ProxySettings.of(proxy).map(ProxySettings::url).orElse("");
        List<String> lines = new ArrayList<>();
        lines.add("P=" + url);
        for (Node node : now.users().stream().limit(1).toList()) {
            for (ProxyPath one : ProxyPath.of(now.design(), node)) {
                if (one.call() == Call.REGIONAL || one.call() == Call.NAMES) {
                    lines.add(curl("-x $P", "https://" + one.host()));
                }
            }
        }
        lines.add(curl("--noproxy '*'", "http://" + Bypass.METADATA.getFirst()));
        return new Happening(
                texts.get("hand.try"),
                texts.get("where.you", nodes(now)),
                String.join("\n", lines),
                texts.get("hand.try.note"));
    }

    private static String curl(String how, String url) {
        return "curl -sSI -m 5 " + how + " \\\n" + url;
    }
}
