package dev.belay.model.bundle;

import dev.belay.model.content.PathRules;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What the entries of a zip may be called, so that unpacking it anywhere puts each file below one
/// folder, and no two on each other.
final class EntryNames {

    private final Map<String, String> bySeenName = new HashMap<>();
    private final Set<String> folders = new HashSet<>();

    /// @return the name
    /// @throws BundleException when it may not be called so
    String accept(byte[] zip, int from, int length) throws BundleException {
        String name = new String(zip, from, length, StandardCharsets.ISO_8859_1);
        String shown = PathRules.quoted(name);
        if (name.startsWith("/") || name.startsWith("\\") || name.matches("(?s)[A-Za-z]:.*")) {
            throw new BundleException(BundleCode.PATH_ABSOLUTE, shown);
        }
        if (length > BundleLimits.PATH_BYTES) {
            throw new BundleException(
                    BundleCode.PATH_TOO_LONG,
                    shown,
                    Integer.toString(length),
                    Integer.toString(BundleLimits.PATH_BYTES));
        }
        String[] parts = name.split("[/\\\\]", -1);
        for (String part : parts) {
            if (part.equals("..")) {
                throw new BundleException(BundleCode.PATH_CLIMBS, shown);
            }
        }
        if (name.endsWith("/")) {
            throw new BundleException(BundleCode.NO_PLAIN_FILE, shown);
        }
        boolean isPlain = name.chars().allMatch(EntryNames::isPlain);
        for (String part : parts) {
            if (!isPlain || part.isEmpty() || part.startsWith(".") || part.endsWith(".")) {
                throw new BundleException(BundleCode.PATH_CHARACTERS, shown);
            }
        }
        refuseClash(name, shown);
        return name;
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || c == '_'
                || c == '/';
    }

    private void refuseClash(String name, String shown) throws BundleException {
        String seen = name.toLowerCase(Locale.ROOT);
        String other = bySeenName.put(seen, name);
        if (name.equals(other)) {
            throw new BundleException(BundleCode.DUPLICATE_ENTRY, shown);
        }
        if (other != null) {
            throw new BundleException(BundleCode.PATH_CLASH, PathRules.quoted(other), shown);
        }
        if (folders.contains(seen)) {
            throw new BundleException(BundleCode.PATH_CLASH, shown, PathRules.quoted(seen + "/"));
        }
        for (String up = PathRules.parent(seen); !up.isEmpty(); up = PathRules.parent(up)) {
            folders.add(up);
            String file = bySeenName.get(up);
            if (file != null) {
                throw new BundleException(BundleCode.PATH_CLASH, PathRules.quoted(file), shown);
            }
        }
    }
}
