package dev.belay.agent.cloud;

import dev.belay.model.proxy.ProxyLogin;
import dev.belay.model.proxy.ProxySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/// Connections through a proxy that asks for a user.
///
/// The SDK's client adds the login to the request, and the JDK sends nothing of that when it asks a
/// proxy for a tunnel (measured with JDK 25): only an authenticator of the connection is asked, and
/// that only where [ProxyTunnels] allows it.
final class KnownToProxy implements UrlConnectionFactory {

    private final Proxy proxy;
    private final Set<String> exceptions;
    private final ProxyLogin login;
    private final Once authenticator;

    private KnownToProxy(ProxySettings settings, ProxyLogin login) {
        this.proxy =
                new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(
                                settings.host(), settings.port().number()));
        this.exceptions = AwsProxy.exceptions(settings.bypass());
        this.login = login;
        this.authenticator = new Once(login);
    }

    /// @param settings with a login
    static SdkHttpClient.Builder<?> builder(ProxySettings settings) {
        return new Builder(of(settings));
    }

    static KnownToProxy of(ProxySettings settings) {
        return new KnownToProxy(settings, settings.login().orElseThrow());
    }

    private record Builder(UrlConnectionFactory connections)
            implements SdkHttpClient.Builder<Builder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return UrlConnectionHttpClient.create(connections);
        }
    }

    @Override
    public HttpURLConnection createConnection(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        boolean isPast = exceptions.stream().anyMatch(host::matches);
        if (!isPast && !login.isWhole()) {
            throw SdkClientException.create(
                    "the proxy '%s' asks for the password of '%s', and this node was not told it: run 'belay proxy secret %s'"
                            .formatted(login.proxy(), login.user(), login.proxy()));
        }
        try {
            var connection =
                    (HttpURLConnection) uri.toURL().openConnection(isPast ? Proxy.NO_PROXY : proxy);
            connection.setConnectTimeout((int) AwsSettings.CONNECT.toMillis());
            connection.setReadTimeout((int) AwsSettings.SOCKET.toMillis());
            if (!isPast) {
                authenticator.begin();
                connection.setAuthenticator(authenticator);
            }
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Tells the login once for each connection of a thread: the JDK asks twenty times, and an
    /// account may be locked by so many that are wrong. One for all connections, because the JDK
    /// keeps them open only for the same one.
    private static final class Once extends Authenticator {

        private final ProxyLogin login;
        private final ThreadLocal<Boolean> isTold = ThreadLocal.withInitial(() -> false);

        Once(ProxyLogin login) {
            this.login = login;
        }

        void begin() {
            isTold.set(false);
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            if (getRequestorType() != RequestorType.PROXY || Boolean.TRUE.equals(isTold.get())) {
                return null;
            }
            isTold.set(true);
            return new PasswordAuthentication(login.user(), login.password().toCharArray());
        }
    }
}
