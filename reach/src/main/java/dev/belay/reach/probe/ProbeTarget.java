package dev.belay.reach.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is asked, and what counts as an answer.
///
/// @param text as people write it
/// @param address what is connected to
/// @param answer what is an answer
/// @param request what is sent once connected; empty: nothing
public record ProbeTarget(String text, InetSocketAddress address, Answer answer, String request) {

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

    private static final Pattern HOST = Pattern.compile("host:(.+)");
    private static final Pattern PORT =
            Pattern.compile("tcp:(?:\\[(.+)\\]|([^\\[\\]]+)):(\\d{1,5})");

    /// A host by its address or name.
    public static ProbeTarget host(String host) throws UnknownHostException {
        return new ProbeTarget(
                "host:" + host,
                new InetSocketAddress(InetAddress.getByName(host), DISCARD),
                Answer.HOST,
                "");
    }

    public static ProbeTarget port(String host, int port) throws UnknownHostException {
        String written = host.contains(":") ? "[" + host + "]" : host;
        return new ProbeTarget(
                "tcp:" + written + ":" + port,
                new InetSocketAddress(InetAddress.getByName(host), port),
                Answer.PORT,
                "");
    }

    /// Reads `host:ADDRESS`, `tcp:ADDRESS:PORT` or `http://…`; looks names up, and so may block.
    ///
    /// @throws IllegalArgumentException when it is none of them
    public static ProbeTarget parse(String text) throws UnknownHostException {
        Matcher host = HOST.matcher(text);
        if (host.matches()) {
            return host(host.group(1));
        }
        Matcher port = PORT.matcher(text);
        if (port.matches()) {
            int number = Integer.parseInt(port.group(3));
            if (number >= 1 && number <= 65_535) {
                return port(port.group(1) == null ? port.group(2) : port.group(1), number);
            }
        }
        if (text.startsWith("http://")) {
            return page(text);
        }
        throw new IllegalArgumentException(
                "host:ADDRESS, tcp:ADDRESS:PORT or http://… is wanted, found '" + text + "'");
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
                new InetSocketAddress(InetAddress.getByName(plain), port),
                Answer.PAGE,
                request);
    }
}
