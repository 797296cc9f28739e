package dev.belay.agent.join;

import dev.belay.agent.enroll.Keys;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an admin shows and a worker pastes: `HOST[:PORT]:UUID:pin-sha256:BASE64`.
///
/// The UUID is the secret, 128 random bits; the pin is SHA-256 over the public key of the cluster's
/// authority, so that the worker talks to this cluster and no other.
public final class Token {

    private static final int DEFAULT_PORT = 7401;
    private static final int PIN_BYTES = 32;
    private static final int SECRET_BYTES = 16;
    private static final int LONGEST = 512;
    private static final String MARK = "pin-sha256";

    private static final Pattern SHAPE =
            Pattern.compile(
                    "(?<host>\\[[0-9A-Fa-f:.%a-z]+\\]|[^:\\[\\]]+)(?::(?<port>[0-9]{1,5}))?"
                            + ":(?<uuid>[^:]+):"
                            + MARK
                            + ":(?<pin>[^:]*)");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");
    private static final Pattern UUID_SHAPE =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String host;
    private final int port;
    private final String secret;
    private final byte[] pin;

    private Token(String host, int port, String secret, byte[] pin) {
        this.host = host;
        this.port = port;
        this.secret = secret;
        this.pin = pin.clone();
    }

    /// A new token with a new secret.
    ///
    /// @param host the admin's host name or address
    static Token fresh(String host, int port, byte[] pin) {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        String secret =
                String.join(
                        "-",
                        hex.substring(0, 8),
                        hex.substring(8, 12),
                        hex.substring(12, 16),
                        hex.substring(16, 20),
                        hex.substring(20));
        return new Token(host, port, secret, pin);
    }

    /// Reads a token as it was pasted; blanks around it do not matter.
    ///
    /// @throws JoinException when it is none; the message never quotes the secret
    static Token parse(@Nullable String pasted) throws JoinException {
        String text = pasted == null ? "" : pasted.strip();
        if (text.isEmpty()) {
            throw wrong("token-empty", "the token that the admin shows", "nothing");
        }
        if (text.length() > LONGEST) {
            throw wrong("token-malformed", shape(), text.length() + " characters");
        }
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw isBegin(text)
                    ? wrong("token-truncated", "a whole token, " + shape(), "its begin alone")
                    : wrong("token-malformed", shape(), "text of another shape");
        }
        String host = Objects.requireNonNull(matcher.group("host"));
        boolean bracketed = host.startsWith("[");
        if (!bracketed && !HOST.matcher(host).matches()) {
            throw wrong("token-malformed", shape(), "a first part that is no host name");
        }
        @Nullable String given = matcher.group("port");
        int port = given == null ? DEFAULT_PORT : Integer.parseInt(given);
        if (port < 1 || port > 65_535) {
            throw wrong("token-malformed", "a port 1–65535 in the token", "'" + port + "'");
        }
        String secret = Objects.requireNonNull(matcher.group("uuid")).toLowerCase(Locale.ROOT);
        if (!UUID_SHAPE.matcher(secret).matches()) {
            throw wrong(
                    "token-bad-uuid",
                    "a UUID of 8-4-4-4-12 hexadecimal digits in the token",
                    secret.length() + " characters of another form");
        }
        return new Token(
                bracketed ? host.substring(1, host.length() - 1) : host,
                port,
                secret,
                pin(Objects.requireNonNull(matcher.group("pin"))));
    }

    private static byte[] pin(String text) throws JoinException {
        byte[] pin;
        try {
            pin = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw wrong("token-bad-pin", "a pin of 32 bytes in Base64", "no Base64");
        }
        if (pin.length < PIN_BYTES) {
            throw wrong(
                    "token-truncated",
                    "a whole token, with a pin of 32 bytes at its end",
                    pin.length + " bytes");
        }
        if (pin.length > PIN_BYTES) {
            throw wrong("token-bad-pin", "a pin of 32 bytes in Base64", pin.length + " bytes");
        }
        return pin;
    }

    /// Whether more might have followed: a paste that lost its end.
    private static boolean isBegin(String text) {
        String[] parts = text.split(":", -1);
        return parts.length < 4
                && parts[0].matches("[A-Za-z0-9][A-Za-z0-9._-]*")
                && (parts.length == 1 || isBeginOfUuid(parts[1]) || parts[1].matches("[0-9]{1,5}"))
                && (parts.length < 3 || MARK.startsWith(parts[2]) || isBeginOfUuid(parts[2]));
    }

    private static boolean isBeginOfUuid(String text) {
        return text.matches("[0-9A-Fa-f-]{0,36}");
    }

    private static String shape() {
        return "HOST[:PORT]:UUID:pin-sha256:BASE64";
    }

    private static JoinException wrong(String code, String wanted, String found) {
        return JoinException.refused(
                code,
                wanted,
                found,
                "copy the whole line that 'belay admin prepare' printed, and paste it again");
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    /// The secret itself: for the line that a person copies, and for the admin, over TLS.
    String secret() {
        return secret;
    }

    byte[] pin() {
        return pin.clone();
    }

    /// SHA-256 of a secret in hexadecimal: all that the cluster keeps of it.
    static String hash(String secret) {
        return HexFormat.of()
                .formatHex(Keys.sha256(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    /// The whole token as the admin shows it; a secret.
    String reveal() {
        return (host.contains(":") ? "[" + host + "]" : host)
                + (port == DEFAULT_PORT ? "" : ":" + port)
                + ":"
                + secret
                + ":"
                + MARK
                + ":"
                + Base64.getEncoder().encodeToString(pin);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Token token
                && host.equals(token.host)
                && port == token.port
                && secret.equals(token.secret)
                && Arrays.equals(pin, token.pin);
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, port);
    }

    /// Says where it leads, never the secret.
    @Override
    public String toString() {
        return "token for " + host + ":" + port;
    }
}
