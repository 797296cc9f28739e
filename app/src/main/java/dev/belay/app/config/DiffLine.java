package dev.belay.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of a difference.
///
/// @param kind what it is
/// @param before its number in the old file; 0 where it is not in it
/// @param after its number in the new file; 0 where it is not in it
/// @param text without the sign
/// @param markFrom begin of what differs from its counterpart
/// @param markTo end of that; the same as the begin where nothing is marked
record DiffLine(Kind kind, int before, int after, String text, int markFrom, int markTo) {

    /// What a line is.
    enum Kind {
        HUNK,
        SAME,
        REMOVED,
        ADDED
    }

    private static final Pattern HUNK =
            Pattern.compile("^@@ -(\\d{1,9})(?:,\\d{1,9})? \\+(\\d{1,9})(?:,\\d{1,9})? @@.*");

    /// Reads a unified difference; marks inside of lines that were changed one for one.
    static List<DiffLine> of(String unified) {
        List<DiffLine> lines = new ArrayList<>();
        int before = 0;
        int after = 0;
        boolean inHunk = false;
        for (String line : unified.lines().toList()) {
            Matcher hunk = HUNK.matcher(line);
            if (hunk.matches()) {
                before = Integer.parseInt(hunk.group(1));
                after = Integer.parseInt(hunk.group(2));
                inHunk = true;
                lines.add(new DiffLine(Kind.HUNK, 0, 0, line, 0, 0));
            } else if (inHunk && !line.startsWith("\\")) {
                String text = line.isEmpty() ? "" : line.substring(1);
                if (line.startsWith("+")) {
                    lines.add(new DiffLine(Kind.ADDED, 0, after++, text, 0, 0));
                } else if (line.startsWith("-")) {
                    lines.add(new DiffLine(Kind.REMOVED, before++, 0, text, 0, 0));
                } else {
                    lines.add(new DiffLine(Kind.SAME, before++, after++, text, 0, 0));
                }
            }
        }
        mark(lines);
        return List.copyOf(lines);
    }

    private static void mark(List<DiffLine> lines) {
        int at = 0;
        while (at < lines.size()) {
            int removed = run(lines, at, Kind.REMOVED);
            int added = run(lines, at + removed, Kind.ADDED);
            if (removed > 0 && removed == added) {
                for (int i = 0; i < removed; i++) {
                    mark(lines, at + i, at + removed + i);
                }
            }
            at += Math.max(1, removed + added);
        }
    }

    private static int run(List<DiffLine> lines, int from, Kind kind) {
        int length = 0;
        while (from + length < lines.size() && lines.get(from + length).kind() == kind) {
            length++;
        }
        return length;
    }

    private static void mark(List<DiffLine> lines, int oldIndex, int newIndex) {
        String a = lines.get(oldIndex).text();
        String b = lines.get(newIndex).text();
        int least = Math.min(a.length(), b.length());
        int begin = 0;
        while (begin < least && a.charAt(begin) == b.charAt(begin)) {
            begin++;
        }
        int end = 0;
        while (end < least - begin
                && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
            end++;
        }
        // two lines that have nothing in common are not one line that was changed
        if (!a.substring(0, begin).isBlank() || end > 1) {
            lines.set(oldIndex, lines.get(oldIndex).marked(begin, a.length() - end));
            lines.set(newIndex, lines.get(newIndex).marked(begin, b.length() - end));
        }
    }

    private DiffLine marked(int from, int to) {
        return new DiffLine(kind, before, after, text, from, to);
    }
}
