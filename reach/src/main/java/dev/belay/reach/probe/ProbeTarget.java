package dev.belay.reach.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is asked, and what counts as an answer.
///
/// @param text as people write it
/// @param where what is connected to
/// @param answer what is an answer
/// @param request what is sent once connected; empty: nothing
public record ProbeTarget(String text, Where where, Answer answer, String request) {

    /// What is connected to.
    public sealed interface Where {}

    /// Always the same.
    public record Fixed(InetSocketAddress address) implements Where {}

    /// Wherever a name leads at the time, as clients find it out.
    ///
    /// @param host the name
    /// @param resolver who is asked for it; empty: whom this system asks
    public record Named(String host, int port, Optional<InetSocketAddress> resolver)
            implements Where {

        /// As `10.0.0.2:53`; empty: whom this system asks.
        public String resolverText() {
            return resolver.map(one -> written(one.getAddress()) + ":" + one.getPort()).orElse("");
        }

        private static String written(InetAddress address) {
            String text = address.getHostAddress();
            return text.contains(":") ? "[" + text + "]" : text;
        }
    }

    /// What counts.
    public enum Answer {
        /// The host says anything, and be it that nobody listens there.
        HOST,
        /// Somebody accepts the connection.
        PORT,
        /// A status of HTTP from 200 to 399.
        PAGE
    }

    /// The discard port: hardly anything listens there, and a host that is there says so.
    private static final int DISCARD = 9;

    private static final int DNS = 53;
    private static final int LAST_PORT = 65_535;
    private static final String FORMS =
            "host:ADDRESS, tcp:ADDRESS:PORT, name:NAME:PORT, name:NAME:PORT@RESOLVER or http://…";

    private static final Pattern HOST = Pattern.compile("host:(.+)");
    private static final Pattern PORT =
            Pattern.compile("tcp:(?:\\[(.+)\\]|([^\\[\\]]+)):(\\d{1,5})");

    private static final Pattern NAME =
            Pattern.compile(
                    "name:([^:@\\[\\]/ ]+):(\\d{1,5})(?:@(?:\\[([0-9a-fA-F:.]+)\\]|([0-9.]+))(?::(\\d{1,5}))?)?");

    /// A host by its address or name.
    public static ProbeTarget host(String host) throws UnknownHostException {
        return new ProbeTarget(
                "host:" + host,
                new Fixed(new InetSocketAddress(InetAddress.getByName(host), DISCARD)),
                Answer.HOST,
                "");
    }

    public static ProbeTarget port(String host, int port) throws UnknownHostException {
        String written = host.contains(":") ? "[" + host + "]" : host;
        return new ProbeTarget(
                "tcp:" + written + ":" + port,
                new Fixed(new InetSocketAddress(InetAddress.getByName(host), port)),
                Answer.PORT,
                "");
    }

    /// Wherever a name leads at the time.
    ///
    /// @param resolver who is asked for it; empty: whom this system asks
    public static ProbeTarget name(String host, int port, Optional<InetSocketAddress> resolver) {
        var where = new Named(host, port, resolver);
        String text = "name:" + host + ":" + port;
        return new ProbeTarget(
                resolver.isEmpty() ? text : text + "@" + where.resolverText(),
                where,
                Answer.PORT,
                "");
    }

    /// Reads `host:ADDRESS`, `tcp:ADDRESS:PORT`, `name:NAME:PORT`, the same with `@RESOLVER` or
    /// `@RESOLVER:PORT` behind it, or `http://…`. Looks up what is not to be looked up again and
    /// again, and so may block.
    ///
    /// @throws IllegalArgumentException when it is none of them
    public static ProbeTarget parse(String text) throws UnknownHostException {
        Matcher host = HOST.matcher(text);
        if (host.matches()) {
            return host(host.group(1));
        }
        Matcher port = PORT.matcher(text);
        if (port.matches()) {
            if (isPort(port.group(3))) {
                return port(
                        port.group(1) == null ? port.group(2) : port.group(1),
                        Integer.parseInt(port.group(3)));
            }
        }
        Matcher name = NAME.matcher(text);
        if (name.matches() && isPort(name.group(2)) && isPort(name.group(5))) {
            return name(name.group(1), Integer.parseInt(name.group(2)), resolver(name));
        }
        if (text.startsWith("http://")) {
            return page(text);
        }
        throw new IllegalArgumentException(FORMS + " is wanted, found '" + text + "'");
    }

    /// @param text null: none is written, and the usual one holds
    private static boolean isPort(@Nullable String text) {
        int number = text == null ? DNS : Integer.parseInt(text);
        return number >= 1 && number <= LAST_PORT;
    }

    /// An address is not looked up: only its form is read.
    private static Optional<InetSocketAddress> resolver(Matcher name) throws UnknownHostException {
        String address = name.group(3) == null ? name.group(4) : name.group(3);
        if (address == null) {
            return Optional.empty();
        }
        int port = name.group(5) == null ? DNS : Integer.parseInt(name.group(5));
        return Optional.of(new InetSocketAddress(InetAddress.getByName(address), port));
    }

    private static ProbeTarget page(String text) throws UnknownHostException {
        URI uri = URI.create(text);
        String host = uri.getHost();
        if (host == null) {
            throw new IllegalArgumentException("a host in the URL is wanted, found '" + text + "'");
        }
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String request =
                "GET %s%s HTTP/1.1\r\nHost: %s\r\nUser-Agent: belay-drill\r\nConnection: close\r\n\r\n"
                        .formatted(path, query, uri.getRawAuthority());
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return new ProbeTarget(
                text,
                new Fixed(new InetSocketAddress(InetAddress.getByName(plain), port)),
                Answer.PAGE,
                request);
    }
}
