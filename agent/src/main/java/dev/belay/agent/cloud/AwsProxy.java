package dev.belay.agent.cloud;

import dev.belay.model.proxy.Bypass;
import dev.belay.model.proxy.ProxySettings;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// A proxy as the HTTP client of AWS's SDK is told of it: in full, so that nothing in the agent's
/// environment changes what the design says. By itself the client goes past `HTTPS_PROXY`, and
/// reads exceptions in its own way (measured).
final class AwsProxy {

    private static final int BYTE = 8;

    private AwsProxy() {}

    /// @param isHttps whether what is called is behind `https`
    static SdkHttpClient.Builder<?> client(Optional<ProxySettings> proxy, boolean isHttps) {
        Optional<ProxySettings> asking =
                proxy.filter(one -> isFor(one, isHttps) && one.login().isPresent());
        return asking.isPresent()
                ? KnownToProxy.builder(asking.get())
                : UrlConnectionHttpClient.builder()
                        .connectionTimeout(AwsSettings.CONNECT)
                        .socketTimeout(AwsSettings.SOCKET)
                        .proxyConfiguration(of(proxy, isHttps));
    }

    private static boolean isFor(ProxySettings proxy, boolean isHttps) {
        return isHttps ? proxy.https() : proxy.http();
    }

    /// @param isHttps whether what is called is behind `https`
    static ProxyConfiguration of(Optional<ProxySettings> proxy, boolean isHttps) {
        var builder =
                ProxyConfiguration.builder()
                        .useEnvironmentVariablesValues(false)
                        .useSystemPropertyValues(false);
        proxy.filter(one -> isFor(one, isHttps))
                .ifPresent(one ->
                        builder.endpoint(URI.create(one.url()))
                                .nonProxyHosts(exceptions(one.bypass())));
        return builder.build();
    }

    /// Each is a regular expression over the whole host, in lower case. A network that does not end
    /// at a dot has none: endpoints have names.
    static Set<String> exceptions(Bypass bypass) {
        Set<String> all = new LinkedHashSet<>();
        for (String entry : Bypass.of(bypass.entries()).entries()) {
            Optional<Cidr> network = Cidr.parse(entry).good();
            if (entry.equals("*")) {
                all.add(".*");
            } else if (IpAddress.parse(entry).good().isPresent()) {
                all.add(Pattern.quote(entry));
            } else if (network.isPresent()) {
                dotted(network.get()).ifPresent(all::add);
            } else {
                String name = entry.replaceFirst("^\\*?\\.?", "");
                all.add("(.*\\.)?" + Pattern.quote(name));
            }
        }
        return all;
    }

    private static Optional<String> dotted(Cidr network) {
        if (network.network().v6() || network.prefix() == 0 || network.prefix() % BYTE != 0) {
            return Optional.empty();
        }
        String[] parts = network.network().toString().split("\\.", -1);
        var text = new StringBuilder();
        for (int i = 0; i < network.prefix() / BYTE; i++) {
            text.append(parts[i]).append('.');
        }
        return Optional.of(
                network.prefix() == network.network().bits()
                        ? Pattern.quote(network.network().toString())
                        : Pattern.quote(text.toString()) + ".*");
    }
}
