package dev.belay.model.value;

import java.util.Arrays;
import java.util.Locale;

/// A host name as RFC 1123, section 2.1 has it: labels of 1–63 letters, digits and inner hyphens,
/// 253 characters in all; the last label is not all digits, or it would read as an address.
///
/// @param text the name, in lower case
public record HostName(String text) {

    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;

    public static Parsed<HostName> parse(String text) {
        return isLegal(text)
                ? Parsed.good(new HostName(text.toLowerCase(Locale.ROOT)))
                : new Parsed.Bad<>(ValueFault.HOST_NAME, text, near(text));
    }

    private static boolean isLegal(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        String[] labels = text.split("\\.", -1);
        return Arrays.stream(labels).allMatch(HostName::isLabel)
                && !labels[labels.length - 1].chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= LONGEST_LABEL
                && label.chars().allMatch(c -> isLetterOrDigit(c) || c == '-')
                && label.charAt(0) != '-'
                && label.charAt(label.length() - 1) != '-';
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /// The nearest legal name: what is forbidden becomes a hyphen; empty when nothing is left.
    private static String near(String text) {
        String name = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        name = name.replaceAll("-*\\.[-.]*", ".").replaceAll("^[-.]+|[-.]+$", "");
        return isLegal(name) ? name : "";
    }

    @Override
    public String toString() {
        return text;
    }
}
