package dev.belay.reach.bundle;

import dev.belay.model.bundle.BundleCode;
import dev.belay.model.bundle.BundleDraft;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.content.PathRules;
import dev.belay.reach.ssh.SshPatterns;
import dev.belay.reach.ssh.SshSignature;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whose keys may sign, as ssh-keygen(1) describes it under ALLOWED SIGNERS. A list with a line
/// that cannot be read is refused as a whole. Lines with `cert-authority` are read and never
/// followed.
///
/// @param lines in the order of the file
record AllowedSigners(List<Line> lines) {

    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"(?:[^\"\\\\]|\\\\.)*\")+");
    private static final Pattern TIME = Pattern.compile("(\\d{8}|\\d{12}|\\d{14})(Z?)");
    private static final DateTimeFormatter TO_SECONDS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

    AllowedSigners {
        lines = List.copyOf(lines);
    }

    /// A line.
    ///
    /// @param principals patterns of names that may use the key
    /// @param isAuthority whether the key only signs certificates
    /// @param namespaces patterns of uses; empty for all
    /// @param after the first moment at which it is valid; empty for always
    /// @param before the last one
    /// @param key encoded
    record Line(
            List<String> principals,
            boolean isAuthority,
            List<String> namespaces,
            Optional<Instant> after,
            Optional<Instant> before,
            byte[] key) {

        boolean isFor(byte[] other) {
            return Arrays.equals(key, other);
        }
    }

    /// Reads the text of a list.
    ///
    /// @param zone of times that do not end with `Z`
    static AllowedSigners read(String text, ZoneId zone) throws BundleException {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                lines.add(new LineReader(line, number, zone).read());
            }
        }
        return new AllowedSigners(lines);
    }

    /// One line, read word by word.
    private static final class LineReader {

        private final String line;
        private final int number;
        private final ZoneId zone;
        private boolean isAuthority;
        private List<String> namespaces = List.of();
        private Optional<Instant> after = Optional.empty();
        private Optional<Instant> before = Optional.empty();

        LineReader(String line, int number, ZoneId zone) {
            this.line = line;
            this.number = number;
            this.zone = zone;
        }

        Line read() throws BundleException {
            List<String> words = new ArrayList<>();
            Matcher matcher = WORD.matcher(line);
            int end = 0;
            while (words.size() < 4 && matcher.find()) {
                if (!line.substring(end, matcher.start()).isBlank()) {
                    throw refused(line);
                }
                words.add(matcher.group());
                end = matcher.end();
            }
            if (words.size() < 3) {
                throw refused(line);
            }
            Optional<byte[]> plain = key(words.get(1), words.get(2));
            if (plain.isEmpty()) {
                options(words.get(1));
            }
            byte[] key =
                    plain.or(() ->
                                    words.size() < 4
                                            ? Optional.empty()
                                            : key(words.get(2), words.get(3)))
                            .orElseThrow(() -> refused(line));
            List<String> principals = list(unquoted(words.getFirst()));
            if (principals.isEmpty()) {
                throw refused(line);
            }
            return new Line(principals, isAuthority, namespaces, after, before, key);
        }

        private static Optional<byte[]> key(String type, String base64) {
            try {
                byte[] key = Base64.getDecoder().decode(base64);
                return SshSignature.typeOf(key).equals(type) ? Optional.of(key) : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private void options(String word) throws BundleException {
            Set<String> given = new HashSet<>();
            for (String option : word.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)) {
                int equals = option.indexOf('=');
                String name = equals < 0 ? option : option.substring(0, equals);
                String value = equals < 0 ? "" : unquoted(option.substring(equals + 1));
                // Of two values one would go unseen, and OpenSSH takes no second one either.
                if (equals >= 0 && !given.add(name.toLowerCase(Locale.ROOT))) {
                    throw refused(option);
                }
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "cert-authority" -> isAuthority = true;
                    case "namespaces" -> namespaces = some(value, option);
                    case "valid-after" -> after = Optional.of(time(value));
                    case "valid-before" -> before = Optional.of(time(value));
                    default -> throw refused(option);
                }
                boolean isLegal =
                        equals < 0
                                ? isAuthority && name.equalsIgnoreCase("cert-authority")
                                : !value.isEmpty() && !name.equalsIgnoreCase("cert-authority");
                if (!isLegal) {
                    throw refused(option);
                }
            }
            if (after.isPresent() && before.isPresent() && !after.get().isBefore(before.get())) {
                throw refused(word);
            }
        }

        /// A list of none would read as one of all.
        private List<String> some(String text, String option) throws BundleException {
            List<String> some = list(text);
            if (some.isEmpty()) {
                throw refused(option);
            }
            return some;
        }

        private Instant time(String text) throws BundleException {
            Matcher matcher = TIME.matcher(text);
            if (!matcher.matches()) {
                throw refused(text);
            }
            String digits = matcher.group(1) + "0".repeat(14 - matcher.group(1).length());
            try {
                return LocalDateTime.parse(digits, TO_SECONDS)
                        .atZone(matcher.group(2).isEmpty() ? zone : ZoneOffset.UTC)
                        .toInstant();
            } catch (DateTimeException e) {
                throw refused(text);
            }
        }

        private BundleException refused(String found) {
            return new BundleException(
                    BundleCode.SIGNERS_LINE, Integer.toString(number), PathRules.quoted(found));
        }

        private static List<String> list(String text) {
            return Arrays.stream(text.split(",")).filter(one -> !one.isEmpty()).toList();
        }

        private static String unquoted(String text) {
            return text.replaceAll("(?<!\\\\)\"", "").replace("\\\"", "\"");
        }
    }

    /// Who may have signed with a key.
    ///
    /// @param wanted the one who is to have signed; empty for anybody of the list
    /// @param now when it is looked at; a signature says nothing of when it was made
    /// @return patterns of their names, as the list has them
    /// @throws BundleException when nobody may
    List<String> require(byte[] key, Optional<String> wanted, Instant now) throws BundleException {
        String type = SshSignature.typeOf(key);
        String fingerprint = SshSignature.fingerprint(key);
        BundleException nearest = new BundleException(BundleCode.SIGNER_UNKNOWN, type, fingerprint);
        List<String> found = new ArrayList<>();
        for (Line line : lines) {
            if (!line.isFor(key)) {
                continue;
            }
            Optional<BundleException> refusal = refusal(line, fingerprint, wanted, now);
            if (refusal.isEmpty()) {
                found.addAll(line.principals());
            } else {
                nearest = refusal.get();
            }
        }
        if (found.isEmpty()) {
            throw nearest;
        }
        return wanted.map(List::of).orElse(List.copyOf(found));
    }

    private static Optional<BundleException> refusal(
            Line line, String fingerprint, Optional<String> wanted, Instant now) {
        if (line.isAuthority()) {
            return refused(BundleCode.SIGNER_AUTHORITY, fingerprint);
        }
        String names = PathRules.quoted(String.join(",", line.principals()));
        if (wanted.isPresent() && !SshPatterns.matchesCase(line.principals(), wanted.get())) {
            return refused(BundleCode.SIGNER_ANOTHER, wanted.get(), names);
        }
        boolean isUse =
                line.namespaces().isEmpty()
                        || SshPatterns.matchesCase(line.namespaces(), BundleDraft.NAMESPACE);
        if (!isUse) {
            return refused(
                    BundleCode.SIGNER_NAMESPACE,
                    BundleDraft.NAMESPACE,
                    PathRules.quoted(String.join(",", line.namespaces())));
        }
        if (line.after().filter(now::isBefore).isPresent()) {
            return refused(
                    BundleCode.SIGNER_NOT_YET,
                    line.after().orElseThrow().toString(),
                    now.toString());
        }
        if (line.before().filter(now::isAfter).isPresent()) {
            return refused(
                    BundleCode.SIGNER_EXPIRED,
                    line.before().orElseThrow().toString(),
                    now.toString());
        }
        return Optional.empty();
    }

    private static Optional<BundleException> refused(BundleCode code, String... args) {
        return Optional.of(new BundleException(code, args));
    }
}
