package dev.belay.reach.ssh;

import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/// Patterns with `*`, `?` and `!` as in ssh_config(5), PATTERNS.
public final class SshPatterns {

    private SshPatterns() {}

    /// Whether any pattern matches and none with a `!` does; without regard to case, as names of
    /// hosts are.
    static boolean matches(List<String> patterns, String text) {
        return any(patterns, text, SshPatterns::matches);
    }

    /// The same with regard to case, as names of signers are.
    public static boolean matchesCase(List<String> patterns, String text) {
        return any(patterns, text, (pattern, one) -> matches(pattern, 0, one, 0));
    }

    private static boolean any(
            List<String> patterns, String text, BiPredicate<String, String> matches) {
        boolean found = false;
        for (String pattern : patterns) {
            boolean negated = pattern.startsWith("!");
            if (matches.test(negated ? pattern.substring(1) : pattern, text)) {
                if (negated) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    /// Without regard to case, as names of hosts are.
    static boolean matches(String pattern, String text) {
        return matches(pattern.toLowerCase(Locale.ROOT), 0, text.toLowerCase(Locale.ROOT), 0);
    }

    /// Goes back only to the last star: time grows with the product of both lengths, not beyond.
    private static boolean matches(String pattern, int p, String text, int t) {
        int star = -1;
        int starText = -1;
        while (t < text.length()) {
            char wanted = p < pattern.length() ? pattern.charAt(p) : '\0';
            if (wanted == '*') {
                star = p++;
                starText = t;
            } else if (p < pattern.length() && (wanted == '?' || wanted == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++starText;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
