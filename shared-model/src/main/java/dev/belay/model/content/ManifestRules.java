package dev.belay.model.content;

import dev.belay.api.ApiError;
import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Entry.FolderEntry;
import dev.belay.model.content.Entry.LinkEntry;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What must hold for every manifest, whoever made it. All that is wrong is told at once.
public final class ManifestRules {

    private static final int LARGEST_MODE = 07777;

    /// More would be no list that anybody reads.
    private static final int MOST_ERRORS = 100;

    private final Manifest manifest;
    private final Map<String, Entry> byPath = new HashMap<>();
    private final Map<String, String> bySeenName = new HashMap<>();
    private final Set<String> soundAccounts = new HashSet<>();
    private final List<ApiError> errors = new ArrayList<>();
    private int chunks;

    private ManifestRules(Manifest manifest) {
        this.manifest = manifest;
    }

    /// Looks for all that is wrong.
    ///
    /// @return empty when nothing is wrong
    public static List<ApiError> violations(Manifest manifest) {
        var rules = new ManifestRules(manifest);
        rules.check();
        return List.copyOf(rules.errors);
    }

    /// Refuses what is wrong.
    ///
    /// @throws ContentException when anything is wrong
    public static void require(Manifest manifest) throws ContentException {
        List<ApiError> wrong = violations(manifest);
        if (!wrong.isEmpty()) {
            throw new ContentException(wrong);
        }
    }

    static List<ApiError> tooManyChunks(int found) {
        return List.of(
                new ApiError(
                        "set-too-large",
                        "at most " + Limits.CHUNKS + " chunks of about 64 KiB",
                        found + " or more",
                        "split the set"));
    }

    private void check() {
        List<Entry> entries = manifest.entries();
        if (entries.size() > Limits.ENTRIES) {
            add(
                    "set-too-large",
                    "at most " + Limits.ENTRIES + " files and folders",
                    Integer.toString(entries.size()),
                    "split the set");
            return;
        }
        checkRoot(entries);
        String before = null;
        for (Entry entry : entries) {
            if (before != null && before.compareTo(entry.path()) >= 0) {
                add(
                        "manifest-order",
                        "paths in order, each once",
                        quoted(entry.path()) + " after " + quoted(before),
                        "publish the set anew");
            }
            before = entry.path();
            byPath.put(entry.path(), entry);
        }
        for (Entry entry : entries) {
            if (errors.size() >= MOST_ERRORS) {
                return;
            }
            checkPath(entry.path());
            checkParent(entry.path());
            checkClash(entry.path());
            checkKind(entry);
        }
        if (chunks > Limits.CHUNKS) {
            errors.addAll(tooManyChunks(chunks));
        }
    }

    private void checkRoot(List<Entry> entries) {
        if (entries.isEmpty()
                || !(entries.get(0) instanceof FolderEntry root && root.path().isEmpty())) {
            add(
                    "manifest-root",
                    "the set's own folder as the first entry",
                    entries.isEmpty() ? "no entry" : quoted(entries.get(0).path()),
                    "publish the set anew");
        }
    }

    private void checkPath(String path) {
        if (!path.isEmpty()) {
            errors.addAll(PathRules.violations(path));
        }
    }

    private void checkParent(String path) {
        if (path.isEmpty()) {
            return;
        }
        String parent = PathRules.parent(path);
        if (!(byPath.get(parent) instanceof FolderEntry)) {
            add(
                    "path-without-folder",
                    "the folder " + quoted(parent) + " of " + quoted(path),
                    byPath.containsKey(parent) ? "something else of that name" : "none",
                    "publish the set anew");
        }
    }

    /// Two names that differ in case or in their Unicode form alone are one name on some systems,
    /// and look like one to people on all.
    private void checkClash(String path) {
        String seen = PathRules.isPlain(path) ? path : seen(path);
        String other = bySeenName.putIfAbsent(seen, path);
        if (other != null && !other.equals(path)) {
            add(
                    "path-clash",
                    "names that differ in more than upper case or Unicode form",
                    quoted(other) + " and " + quoted(path),
                    "rename one of them");
        }
    }

    private static String seen(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private void checkKind(Entry entry) {
        switch (entry) {
            case FileEntry file -> {
                checkMode(file.path(), file.mode());
                checkAccount(file.path(), file.owner());
                checkAccount(file.path(), file.group());
                checkSize(file);
            }
            case FolderEntry folder -> {
                checkMode(folder.path(), folder.mode());
                checkAccount(folder.path(), folder.owner());
                checkAccount(folder.path(), folder.group());
            }
            case LinkEntry link -> new LinkWalk(byPath).violation(link).ifPresent(errors::add);
        }
    }

    private void checkMode(String path, int mode) {
        if (mode < 0 || mode > LARGEST_MODE) {
            add(
                    "file-mode",
                    "a mode from 0000 to 7777 for " + quoted(path),
                    "'" + Integer.toOctalString(mode) + "'",
                    "publish the set anew");
        }
    }

    private void checkAccount(String path, String name) {
        // Few accounts own many files.
        if (soundAccounts.contains(name)) {
            return;
        }
        boolean fits = name.getBytes(StandardCharsets.UTF_8).length <= Limits.ACCOUNT_BYTES;
        if (name.isEmpty() || !fits || name.chars().anyMatch(c -> c <= ' ' || c == ':')) {
            add(
                    "file-owner",
                    "the name of a user or group for " + quoted(path),
                    quoted(name),
                    "give the file an owner and a group that have names");
        } else {
            soundAccounts.add(name);
        }
    }

    private void checkSize(FileEntry file) {
        chunks += file.chunks().size();
        long sum = 0;
        for (Chunk chunk : file.chunks()) {
            sum += chunk.length();
        }
        if (sum != file.size()) {
            add(
                    "manifest-size",
                    file.size() + " bytes in the chunks of " + quoted(file.path()),
                    sum + " bytes",
                    "publish the set anew");
        }
    }

    private void add(String code, String wanted, String found, String advice) {
        errors.add(new ApiError(code, wanted, found, advice));
    }

    static String quoted(String text) {
        return PathRules.quoted(text);
    }
}
