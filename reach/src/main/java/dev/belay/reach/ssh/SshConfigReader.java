package dev.belay.reach.ssh;

import dev.belay.api.ApiError;
import dev.belay.reach.AgentException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Turns config files into directives, with their includes in place.
final class SshConfigReader {

    private static final int INCLUDES_MAX = 16;

    private final Path home;

    SshConfigReader(Path home) {
        this.home = home;
    }

    List<SshDirective> read(Path file) throws AgentException {
        return read(file, List.of(), 0);
    }

    private List<SshDirective> read(Path file, List<Predicate<SshLookup>> outer, int depth)
            throws AgentException {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        if (depth > INCLUDES_MAX) {
            throw wrong(file.toString(), "an Include that includes itself", "take the circle out");
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw wrong(file.toString(), "bytes that are not UTF-8", "save the file as UTF-8");
        } catch (IOException e) {
            throw wrong(file.toString(), "'" + e.getMessage() + "'", "make the file readable");
        }
        List<SshDirective> directives = new ArrayList<>();
        List<Predicate<SshLookup>> conditions = outer;
        int number = 0;
        for (String line : lines) {
            number++;
            List<String> words = words(line, file + ":" + number);
            if (words.isEmpty()) {
                continue;
            }
            String keyword = words.getFirst().toLowerCase(Locale.ROOT);
            List<String> arguments = List.copyOf(words.subList(1, words.size()));
            if (arguments.isEmpty()) {
                throw wrong(
                        file + ":" + number,
                        "'" + line.strip() + "' without a value",
                        "add the value or take the line out");
            }
            switch (keyword) {
                case "host" ->
                        conditions =
                                plus(
                                        outer,
                                        lookup ->
                                                SshPatterns.matches(
                                                        arguments, lookup.originalHost()));
                case "match" ->
                        conditions =
                                plus(outer, new SshMatch(arguments, file + ":" + number)::holds);
                case "include" -> {
                    for (String pattern : arguments) {
                        for (Path included : glob(pattern)) {
                            directives.addAll(read(included, conditions, depth + 1));
                        }
                    }
                }
                default ->
                        directives.add(
                                new SshDirective(conditions, keyword, arguments, file, number));
            }
        }
        return directives;
    }

    private static List<Predicate<SshLookup>> plus(
            List<Predicate<SshLookup>> outer, Predicate<SshLookup> one) {
        List<Predicate<SshLookup>> all = new ArrayList<>(outer);
        all.add(one);
        return List.copyOf(all);
    }

    private List<Path> glob(String pattern) throws AgentException {
        String expanded = pattern.startsWith("~/") ? home + pattern.substring(1) : pattern;
        Path path = home.resolve(".ssh").resolve(expanded).normalize();
        Path folder = path.getParent();
        Path name = path.getFileName();
        if (folder == null || name == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name.toString())) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw wrong(pattern, "'" + e.getMessage() + "'", "make the folder readable");
        }
        found.sort(null);
        return found;
    }

    /// A keyword and its arguments: separated by blanks or one `=`, quoted with `"`, `#` begins a
    /// comment.
    private static List<String> words(String line, String place) throws AgentException {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean any = false;
        boolean equalsSeen = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                any = true;
            } else if (quoted) {
                word.append(c);
            } else if (c == '#' && !any) {
                break;
            } else if (Character.isWhitespace(c)
                    || (c == '=' && !equalsSeen && words.isEmpty())
                    || (c == '=' && !equalsSeen && words.size() == 1 && !any)) {
                equalsSeen |= c == '=';
                if (any) {
                    words.add(word.toString());
                    word.setLength(0);
                    any = false;
                }
            } else {
                word.append(c);
                any = true;
            }
        }
        if (quoted) {
            throw wrong(place, "a quote that is not closed", "close it");
        }
        if (any) {
            words.add(word.toString());
        }
        return words;
    }

    static AgentException wrong(String place, String found, String advice) {
        return AgentException.refused(
                new ApiError("ssh-config", "a readable SSH config at " + place, found, advice));
    }
}
