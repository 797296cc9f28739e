package dev.belay.model.proxy;

import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.value.Cidr;
import java.util.ArrayList;
import java.util.List;

/// A configuration for Squid 5 and later: who may go through, and where to, in the order in which
/// Squid heeds it.
public final class SquidConfig {

    /// Names under which the cloud is called.
    private static final String CLOUD = ".amazonaws.com .amazonaws.com.cn .api.aws";

    /// Users and passwords as `htpasswd` writes them, and Squid's program that reads them; the
    /// places of Debian's package.
    private static final String PASSWORDS = "/etc/squid/passwords";

    private static final String NCSA = "/usr/lib/squid/basic_ncsa_auth";

    private SquidConfig() {}

    /// The file for a drawn proxy.
    public static String of(Proxy proxy) {
        boolean isForAll = proxy.scope() != ProxyScope.CLOUD_CALLS;
        List<String> lines = new ArrayList<>();
        lines.add("# squid.conf of " + proxy.id() + ", for Squid 5 and later.");
        lines.add("http_port " + proxy.port().number());
        lines.add("");
        proxy.user()
                .ifPresent(_ -> {
                    lines.add("# Who goes through tells a user and a password; kept by:");
                    lines.add("#   htpasswd -B " + PASSWORDS + " USER");
                    lines.add("auth_param basic program " + NCSA + " " + PASSWORDS);
                    lines.add("auth_param basic realm " + proxy.id());
                    lines.add("auth_param basic credentialsttl 5 minutes");
                    lines.add("acl known proxy_auth REQUIRED");
                    lines.add("");
                });
        lines.add("# Whose calls go through.");
        for (Cidr source : proxy.allowedSources()) {
            lines.add("acl cluster src " + source);
        }
        if (!isForAll) {
            lines.add("# Where to: the scope is the cluster's own calls to the cloud.");
            // An address is not looked up: whoever answers for it could call it anything.
            lines.add("acl cloud dstdomain -n " + CLOUD);
        }
        lines.add("acl metadata dst 169.254.0.0/16 fe80::/10 fd00:ec2::254");
        lines.add("acl SSL_ports port 443");
        lines.add("acl Safe_ports port 80 443");
        lines.add("");
        lines.add(
                "# The first line that fits decides: what is denied stands before what is allowed.");
        lines.add("http_access deny !Safe_ports");
        lines.add("http_access deny CONNECT !SSL_ports");
        lines.add("http_access deny metadata");
        lines.add("http_access deny to_localhost");
        if (!proxy.allowedSources().isEmpty()) {
            // Last: whoever is refused for another reason is not asked for a password.
            lines.add(
                    "http_access allow cluster"
                            + (isForAll ? "" : " cloud")
                            + (proxy.user().isPresent() ? " known" : ""));
        }
        lines.add("http_access deny all");
        lines.add("");
        lines.add("# Nothing is kept: what passes are calls, not pages.");
        lines.add("cache deny all");
        return String.join("\n", lines) + "\n";
    }
}
